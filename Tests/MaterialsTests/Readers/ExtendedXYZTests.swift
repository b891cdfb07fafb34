import Materials
import Testing

struct ExtendedXYZTests {
    private func fault(_ from: String, _ to: String) -> StructureTextError? {
        structureFault { () throws(StructureTextError) in try Structure(extendedXYZ: TestTexts.saltFrame.replacing(from, with: to)) }
    }

    @Test func reads() throws {
        let salt = try Structure(extendedXYZ: TestTexts.saltFrame)
        #expect(salt.sites.map(\.element.symbol) == ["Na", "Cl"])
        #expect(salt.sites[1].position == [0.5, 0.5, 0.5])
    }

    @Test func columnsInAnyOrder() throws {
        let text = "1\nLattice=\"3 0 0 0 3 0 0 0 3\" Properties=tag:I:2:pos:R:3:Z:I:1\n7 8 1.5 0 0 26\n"
        let iron = try Structure(extendedXYZ: text)
        #expect(iron.sites == [Site(element: try #require(Element(symbol: "Fe")), position: [0.5, 0, 0])])
        #expect(try Structure(extendedXYZ: "1\nLattice=\"3 0 0 0 3 0 0 0 3\"\nFe 1.5 0 0\n").sites == iron.sites)
    }

    @Test func refuses() {
        #expect(fault("T T T", "T T F") == .unsupported("pbc=\"T T F\": only crystals that are periodic in all directions are read"))
        #expect(fault("Lattice", "Cell") == .missing("Lattice=\"…\": without a cell this is a molecule, and it"))
        #expect(fault("Cl ", "D ") == .unknownElement(place: "line 4", found: "D"))
        #expect(fault("Cl 2.82 2.82 2.82", "Cl 0 0 0") == .samePlace("1", "2", distance: 0))
        #expect(fault("Cl 2.82", "Cl x") == .badNumber(place: "line 4", found: "x"))
        #expect(fault("Cl 2.82 2.82 2.82 0", "Cl 2.82 2.82 2.82") == .syntax(place: "line 4", reason: "6 columns, where Properties has 7"))
        #expect(fault("2.82 0 2.82\"", "2.82 0\"") != nil)
        #expect(fault("2.82 2.82 0 0", "0 0 0 0") != nil)
        #expect(fault("forces:R:3", "forces:R:-3") != nil)
        #expect(fault("forces:R:3", "forces:R:9223372036854775807") != nil)
    }
}
