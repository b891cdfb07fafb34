/// Which features are known to have one value only in the nodes from the root to the present one: what is constant stays so further down.
struct ConstantFeatures {
    private let words: Int
    /// A set of bits for each depth.
    private var bits: ContiguousArray<UInt64>

    init(features: Int) {
        words = (features + 63) / 64
        bits = ContiguousArray(repeating: 0, count: words * 64)
    }

    /// A node begins with what its parent knows. Nodes are visited depth first, so that the parent's set is still there.
    mutating func begin(depth: Int) {
        if bits.count < (depth + 1) * words { bits.append(contentsOf: repeatElement(0, count: bits.count)) }
        for word in 0..<words { bits[depth * words + word] = depth == 0 ? 0 : bits[(depth - 1) * words + word] }
    }

    mutating func insert(_ feature: Int, depth: Int) { bits[depth * words + feature / 64] |= 1 << UInt64(feature % 64) }

    func contains(_ feature: Int, depth: Int) -> Bool { bits[depth * words + feature / 64] >> UInt64(feature % 64) & 1 == 1 }
}
