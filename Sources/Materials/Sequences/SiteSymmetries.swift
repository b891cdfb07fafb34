/// What each Wyckoff position is within its space group: its oriented site-symmetry symbol ("4m.m") and its number among the group's positions of
/// that symbol.
///
/// Letters mean nothing across groups; symbols do: positions of the same symmetry in different groups share one, from which a model can learn.
/// Symbol and number together are the position.
public struct SiteSymmetries: Sendable {
    public static let standard = SiteSymmetries(.standard)

    /// The distinct symbols of all groups, sorted by their characters.
    public let symbols: [String]
    private let places: [UInt16]
    private let enumerations: [UInt8]
    /// Of any position.
    public let largestEnumeration: Int
    /// Of symbols, places and enumerations (FNV-1a, 64 bits, sixteen hexadecimal digits): models that have learnt other tokens are refused by it.
    public let digest: String

    private init(_ table: WyckoffTable) {
        let written = table.groups.flatMap { group in SiteSymmetrySymbols(group).ofPositions }
        let symbols = Set(written).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let numbers = Dictionary(uniqueKeysWithValues: symbols.enumerated().map { ($1, UInt16($0)) })
        let places = written.map { numbers[$0] ?? 0 }
        var enumerations: [UInt8] = []
        for group in table.groups {
            var counts: [UInt16: UInt8] = [:]
            for row in group.firstRow..<(group.firstRow + group.positions.count) {
                enumerations.append(counts[places[row], default: 0])
                counts[places[row], default: 0] += 1
            }
        }
        self.symbols = symbols
        self.places = places
        self.enumerations = enumerations
        largestEnumeration = Int(enumerations.max() ?? 0)
        digest = Self.digest(of: zip(written, enumerations).map { "\($0) \($1)\n" })
    }

    /// The place in `symbols` of a position's symmetry.
    ///
    /// - Parameter row: of `WyckoffTable.standard`
    public func symmetry(ofRow row: Int) -> Int { Int(places[row]) }

    /// The position's number among those of its symmetry in its group, by letter, from 0.
    public func enumeration(ofRow row: Int) -> Int { Int(enumerations[row]) }

    /// The position of a group that has this symmetry and this number; nil where there is none.
    public func row(spaceGroup: Int, symmetry: Int, enumeration: Int) -> Int? {
        let first = WyckoffTable.standard.firstRow(spaceGroup)
        let rows = first..<(first + WyckoffTable.standard.letterCount(spaceGroup))
        return rows.first { places[$0] == symmetry && enumerations[$0] == enumeration }
    }

    /// FNV-1a, 64 bits, as sixteen hexadecimal digits.
    package static func digest(of lines: [String]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in lines.lazy.flatMap(\.utf8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
