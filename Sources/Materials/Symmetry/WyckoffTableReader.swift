/// Reads the text of the built-in table, group after group. A line starts with what it holds or continues the line before:
///
///     group 6 Pm 18                          number, symbol, spglib's Hall number
///     operations x,y,z x,-y,z                general position without centring translations
///     positions a1 x,0,z  b1 x,1/2,z  …      letter, multiplicity, first site
///     relabellings abc bac                   the letters that take the places of a, b, c …
struct WyckoffTableReader {
    private enum Section: Substring { case group, operations, positions, relabellings }

    private var lines: ArraySlice<Substring>

    init(text: String) {
        lines = text.split(separator: "\n")[...]
    }

    /// The next group; nil after the last.
    mutating func nextGroup(firstRow: Int) -> WyckoffGroup? {
        guard let heading = lines.popFirst()?.split(separator: " "), heading.count == 4 else { return nil }
        let number = Self.integer(heading[1])
        var sections: [Section: [Substring]] = [:]
        var section = Section.group
        while let line = lines.first, !line.hasPrefix("group ") {
            lines.removeFirst()
            var tokens = line.split(separator: " ")[...]
            if let first = tokens.first, let next = Section(rawValue: first) {
                section = next
                tokens.removeFirst()
            }
            sections[section, default: []] += tokens
        }
        let tokens = sections[.positions, default: []]
        let positions = stride(from: 0, to: tokens.count - 1, by: 2).map { at in
            Self.position(spaceGroup: number, letterAndMultiplicity: tokens[at], site: tokens[at + 1])
        }
        let relabellings = sections[.relabellings, default: []].map { letters in
            letters.utf8.map { UInt16(firstRow + (WyckoffTable.place(ofLetter: Character(Unicode.Scalar($0))) ?? 0)) }
        }
        return WyckoffGroup(
            number: number, symbol: String(heading[2]), hallNumber: Self.integer(heading[3]), firstRow: firstRow, positions: positions,
            operations: sections[.operations, default: []], relabellings: relabellings)
    }

    private static func position(spaceGroup: Int, letterAndMultiplicity token: Substring, site: Substring) -> WyckoffPosition {
        WyckoffPosition(
            spaceGroup: spaceGroup, letter: token.first ?? "?", multiplicity: integer(token.dropFirst()),
            degreesOfFreedom: "xyz".utf8.count { site.utf8.contains($0) }, representative: String(site))
    }

    private static func integer(_ token: Substring) -> Int {
        guard let value = Int(token) else { preconditionFailure("the built-in Wyckoff table holds \(token) where a number belongs") }
        return value
    }
}
