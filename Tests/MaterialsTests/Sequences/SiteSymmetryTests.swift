import Foundation
import Materials
import TestSupport
import Testing

@Suite struct SiteSymmetryTests {
    private let symmetries = SiteSymmetries.standard
    private let table = WyckoffTable.standard

    private func symbols(_ group: Int) -> [String] {
        let first = table.firstRow(group)
        return (first..<(first + table.letterCount(group))).map { symmetries.symbols[symmetries.symmetry(ofRow: $0)] }
    }

    /// As International Tables A print them.
    @Test(arguments: [
        (2, "-1 -1 -1 -1 -1 -1 -1 -1 1"),
        (12, "2/m 2/m 2/m 2/m -1 -1 2 2 m 1"),
        (14, "-1 -1 -1 -1 1"),
        (47, "mmm mmm mmm mmm mmm mmm mmm mmm 2mm 2mm 2mm 2mm m2m m2m m2m m2m mm2 mm2 mm2 mm2 m.. m.. .m. .m. ..m ..m 1"),
        (62, "-1 -1 .m. 1"),
        (111, "-42m -42m -42m -42m 222. 222. 2.mm 2.mm .2. .2. .2. .2. 2.. ..m 1"),
        (115, "-4m2 -4m2 -4m2 -4m2 2mm. 2mm. 2mm. ..2 ..2 .m. .m. 1"),
        (166, "-3m -3m 3m .2/m .2/m .2 .2 .m 1"),
        (189, "-62m -62m -6.. -6.. 3.m m2m m2m 3.. ..m m.. m.. 1"),
        (194, "-3m. -6m2 -6m2 -6m2 3m. 3m. .2/m. mm2 .2. m.. .m. 1"),
        (205, ".-3. .-3. .3. 1"),
        (221, "m-3m m-3m 4/mm.m 4/mm.m 4m.m 4m.m .3m mm2.. m.m2 m.m2 m.. m.. ..m 1"),
        (225, "m-3m m-3m -43m m.mm 4m.m .3m 2.mm m.m2 m.m2 m.. ..m 1"),
        (227, "-43m -43m .-3m .-3m .3m 2.mm ..m ..2 1"),
    ])
    func symbolsOfKnownGroups(group: Int, expected: String) {
        #expect(symbols(group).joined(separator: " ") == expected, "group \(group)")
    }

    /// Symbol and number are the position, and the other way round.
    @Test func symbolAndNumberAreThePosition() {
        #expect(symmetries.symbols == symmetries.symbols.sorted())
        #expect(symmetries.symbols.count == 78)
        for row in 0..<table.count {
            let (symmetry, enumeration) = (symmetries.symmetry(ofRow: row), symmetries.enumeration(ofRow: row))
            #expect(symmetries.row(spaceGroup: table.position(row).spaceGroup, symmetry: symmetry, enumeration: enumeration) == row)
            #expect(enumeration <= symmetries.largestEnumeration)
        }
        #expect(symmetries.row(spaceGroup: 1, symmetry: symmetries.symmetry(ofRow: 0), enumeration: 1) == nil)
        #expect(symmetries.largestEnumeration == 7)
        #expect(symmetries.digest == "7f9de743e1962d8b")
    }

    /// All 1,731 positions against a published table.
    @Test(.enabled(if: SharedData.path("data/generator") != nil, "needs ../shared/data/generator")) func symbolsAreThePublished() throws {
        struct Published: Decodable {
            let ss_from_letter: [String: [String: String]]
            let enum_from_ss_letter: [String: [String: Int]]
        }
        let path = try #require(SharedData.path("data/generator/wyformer_wyckoffs_enumerated_by_site_symmetry.json"))
        let published = try JSONDecoder().decode(Published.self, from: try Data(contentsOf: URL(fileURLWithPath: path)))
        var different: [String] = []
        for row in 0..<table.count {
            let position = table.position(row)
            let (group, letter) = ("\(position.spaceGroup)", "\(position.letter)")
            let theirs = try #require(published.ss_from_letter[group]?[letter])
            let ours = symmetries.symbols[symmetries.symmetry(ofRow: row)]
            if ours != theirs { different.append("\(group)\(letter): \(ours), published \(theirs)") }
            #expect(published.enum_from_ss_letter[group]?[letter] == symmetries.enumeration(ofRow: row), "\(group)\(letter)")
        }
        #expect(different == [])
    }
}
