extension Composition {
    /// The reduced formula with letters for the elements, amounts ascending: "ABC2" for CaNaTl2, "A3B7C10" for Hg0.7Cd0.3Te, "A" for O2.
    ///
    /// Equal for compositions that differ by their elements alone. (The letters of a protostructure follow the elements instead.)
    public var anonymousFormula: String {
        zip(Self.letters, reducedAmounts.sorted()).map { $0 + ($1 == 1 ? "" : Self.text(of: $1)) }.joined()
    }

    /// A … Z, then Aa, Ab …: enough for all elements, and no two sequences of them read the same.
    private static let letters: [String] = {
        let capitals = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }
        return capitals + capitals.flatMap { first in capitals.map { first + $0.lowercased() } }
    }()
}
