/// The generator MT19937 (Matsumoto and Nishimura 1998), and the shuffle that numpy's `RandomState` makes of its numbers: for splits that other
/// programs have drawn. Whatever is drawn for ourselves is drawn from `CounterRandom`.
struct MersenneTwister {
    private static let size = 624
    private static let middle = 397

    private var state: [UInt32]
    private var place = size

    init(seed: UInt32) {
        state = [seed]
        state.reserveCapacity(Self.size)
        for index in 1..<Self.size {
            let last = state[index - 1]
            state.append(1_812_433_253 &* (last ^ (last >> 30)) &+ UInt32(index))
        }
    }

    mutating func next() -> UInt32 {
        if place == Self.size { renew() }
        var value = state[place]
        place += 1
        value ^= value >> 11
        value ^= (value << 7) & 0x9D2C_5680
        value ^= (value << 15) & 0xEFC6_0000
        return value ^ (value >> 18)
    }

    private mutating func renew() {
        for index in 0..<Self.size {
            let joined = (state[index] & 0x8000_0000) | (state[(index + 1) % Self.size] & 0x7FFF_FFFF)
            state[index] = state[(index + Self.middle) % Self.size] ^ (joined >> 1) ^ (joined & 1 == 0 ? 0 : 0x9908_B0DF)
        }
        place = 0
    }

    /// A number from 0 to `last`: draws of as many bits as `last` has, until one is not beyond it.
    mutating func integer(upTo last: UInt32) -> UInt32 {
        guard last > 0 else { return 0 }
        let mask = UInt32.max >> UInt32(last.leadingZeroBitCount)
        while true {
            let value = next() & mask
            if value <= last { return value }
        }
    }

    /// Fisher and Yates from the last place down, one number for each.
    mutating func shuffle<Element>(_ elements: inout [Element]) {
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, Int(integer(upTo: UInt32(last))))
        }
    }
}
