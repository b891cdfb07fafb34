/// The vector of each Wyckoff position that Wren is told of it (thesis 6.3): one-hot crystal family (6) ⊕ one-hot Bravais centring (5) ⊕
/// counts of the algebraic parts ⊕ counts of the offsets over all sites of the position.
///
/// Columns stand in the order of first appearance over the rows of the table. Sites that differ by a centring translation count with the
/// offset of the first of them. Offsets are modulo whole cells: 218 of them, where the thesis' table, of unstated rule, has 248; the counts of
/// a position agree with its in value.
public struct WyckoffVectors: Sendable {
    /// Made of the standard table.
    public static let standard = WyckoffVectors(.standard)

    /// [1731 × dimension]
    public let values: [Float]
    public let dimension: Int
    public let algebraicParts: Int
    public let offsets: Int

    static let families = CrystalFamily.allCases
    static let centrings: [Character] = ["P", "C", "I", "F", "R"]

    init(_ table: WyckoffTable) {
        var partColumns: [[SIMD3<Int>]: Int] = [:]
        var offsetColumns: [SIMD3<Int>: Int] = [:]
        var counts: [(parts: [Int: Int], offsets: [Int: Int])] = []
        for group in table.groups {
            let operations = group.operations.map { SiteExpression($0) }
            let translations = group.centring.translations
            for position in group.positions {
                var parts: [Int: Int] = [:]
                var offsets: [Int: Int] = [:]
                for site in Self.sites(SiteExpression(position.representative), operations, translations) {
                    parts[partColumns.place(of: site.algebraic), default: 0] += translations.count
                    offsets[offsetColumns.place(of: site.offset), default: 0] += translations.count
                }
                counts.append((parts, offsets))
            }
        }
        let fixed = Self.families.count + Self.centrings.count
        algebraicParts = partColumns.count
        offsets = offsetColumns.count
        dimension = fixed + algebraicParts + offsets
        var values = [Float](repeating: 0, count: table.count * dimension)
        for (row, count) in counts.enumerated() {
            let group = table.position(row).spaceGroup
            let first = row * dimension
            values[first + (Self.families.firstIndex(of: CrystalFamily(spaceGroup: group)) ?? 0)] = 1
            values[first + Self.families.count + (Self.centrings.firstIndex(of: table.centring(group).pearsonLetter) ?? 0)] = 1
            for (column, sites) in count.parts { values[first + fixed + column] = Float(sites) }
            for (column, sites) in count.offsets { values[first + fixed + algebraicParts + column] = Float(sites) }
        }
        self.values = values
    }

    /// The distinct sites of a position, without those that a centring translation makes of another.
    private static func sites(
        _ first: SiteExpression, _ operations: [SiteExpression], _ translations: [SIMD3<Int>]
    ) -> [SiteExpression] {
        var seen: Set<SiteExpression> = []
        var sites: [SiteExpression] = []
        for operation in operations {
            let site = operation.applied(to: first)
            guard !seen.contains(site) else { continue }
            for translation in translations { seen.insert(site.shifted(by: translation)) }
            sites.append(site)
        }
        return sites
    }
}

extension Dictionary where Value == Int {
    /// The number of a key, in the order of first appearance.
    fileprivate mutating func place(of key: Key) -> Int {
        if let place = self[key] { return place }
        self[key] = count
        return count - 1
    }
}
