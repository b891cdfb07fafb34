extension Composition {
    /// The reduced formula with letters for the elements, amounts ascending: "ABC2" for CaNaTl2, "A3B7C10" for Hg0.7Cd0.3Te, "A" for O2.
    ///
    /// Equal for compositions that differ by their elements alone. (The letters of a protostructure follow the elements instead.)
    public var anonymousFormula: String {
        Self.anonymousText(ofReduced: reducedAmounts.sorted())
    }

    /// The same of whole amounts of different elements, ascending.
    static func anonymousFormula(ofWhole amounts: [Int]) -> String {
        let divisor = amounts.reduce(0, greatestCommonDivisor)
        return anonymousText(ofReduced: amounts.map { Double($0 / max(divisor, 1)) })
    }

    private static func anonymousText(ofReduced amounts: [Double]) -> String {
        zip(letters, amounts).map { $0 + ($1 == 1 ? "" : text(of: $1)) }.joined()
    }

    /// A … Z, then Aa, Ab …: enough for all elements, and no two sequences of them read the same.
    private static let letters: [String] = {
        let capitals = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }
        return capitals + capitals.flatMap { first in capitals.map { first + $0.lowercased() } }
    }()
}
