/// Remembers which candidates were met, so that each is predicted once: a table of 64-bit digests, sixteen bytes for each at most.
public struct SeenIdentities {
    private var slots: [UInt64]
    private var used = 0
    /// The digest that marks an empty slot is remembered apart.
    private var hasZero = false

    public init() {
        slots = Array(repeating: 0, count: 1 << 10)
    }

    public var count: Int { used + (hasZero ? 1 : 0) }

    /// - Returns: whether it is new
    public mutating func insert(_ digest: UInt64) -> Bool {
        guard digest != 0 else {
            defer { hasZero = true }
            return !hasZero
        }
        // At most three quarters full: searches stay short.
        if used * 4 >= slots.count * 3 { grow() }
        guard let place = Self.place(of: digest, in: slots) else { return false }
        slots[place] = digest
        used += 1
        return true
    }

    /// Where a digest belongs; nil where it is there already.
    private static func place(of digest: UInt64, in slots: [UInt64]) -> Int? {
        var place = Int(truncatingIfNeeded: digest) & (slots.count - 1)
        while slots[place] != 0 {
            if slots[place] == digest { return nil }
            place = (place + 1) & (slots.count - 1)
        }
        return place
    }

    private mutating func grow() {
        var larger = [UInt64](repeating: 0, count: slots.count * 2)
        for digest in slots where digest != 0 {
            if let place = Self.place(of: digest, in: larger) { larger[place] = digest }
        }
        slots = larger
    }
}
