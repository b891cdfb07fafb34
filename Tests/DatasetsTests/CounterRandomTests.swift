import Datasets
import Testing

@Suite struct CounterRandomTests {
    /// Known answers of Philox4x32-10, Random123 distribution (Salmon et al., SC 2011).
    @Test func theBlockFunctionGivesThePublishedWords() {
        let zero = CounterRandom.block(counter: (0, 0, 0, 0), key: (0, 0))
        #expect(zero == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
        let ones = CounterRandom.block(counter: (.max, .max, .max, .max), key: (.max, .max))
        #expect(ones == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
        let pi = CounterRandom.block(
            counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: (0xa409_3822, 0x299f_31d0))
        #expect(pi == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
    }

    @Test func streamsDiffer() {
        func word(_ seed: UInt64, _ member: Int, _ purpose: CounterRandom.Purpose, _ stream: Int = 0) -> UInt32 {
            CounterRandom(seed: seed, member: member, purpose: purpose, stream: stream).words(at: 3).0
        }
        let words = [
            word(1, 0, .test), word(2, 0, .test), word(1 << 32, 0, .test), word(1, 1, .test), word(1, 0, .split), word(1, 0, .test, 1),
        ]
        #expect(Set(words).count == words.count)
        #expect(word(1, 0, .test) == words[0])
    }

    @Test func momentsAreThoseOfTheDistributions() {
        let random = CounterRandom(seed: 5, member: 0, purpose: .test)
        let normals = (0..<20_000).map { Double(random.normal(at: $0)) }
        let mean = normals.reduce(0, +) / Double(normals.count)
        let variance = normals.reduce(0) { $0 + $1 * $1 } / Double(normals.count)
        #expect(abs(mean) < 0.03)
        #expect(abs(variance - 1) < 0.05)
        var counts = [Int](repeating: 0, count: 7)
        for index in 0..<7000 { counts[random.integer(below: 7, at: index)] += 1 }
        #expect(counts.allSatisfy { abs($0 - 1000) < 150 })
    }

    @Test func aShuffleKeepsEveryElement() {
        var order = Array(0..<100)
        CounterRandom(seed: 9, member: 0, purpose: .test).shuffle(&order)
        #expect(order != Array(0..<100))
        #expect(order.sorted() == Array(0..<100))
    }
}
