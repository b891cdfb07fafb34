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

    /// The second line in every form that the specification, and older programs, allow.
    @Test(arguments: [
        "Lattice=[[5.64, 0, 0], [0, 5.64, 0], [0, 0, 5.64]] Properties=species:S:1:pos:R:3 pbc=\"T T T\"",
        "Lattice = \"5.64 0 0 0 5.64 0 0 0 5.64\" Properties = species:S:1:pos:R:3 pbc = \"T T T\"",
        "Lattice=[5.64,0,0,0,5.64,0,0,0,5.64] pbc=[True, True, True]", "lattice='5.64 0 0 0 5.64 0 0 0 5.64' pbc='true true true'",
        "Lattice={5.64 0 0 0 5.64 0 0 0 5.64} pbc={T T T} relaxed", "Lattice=\"5.64 5.64 5.64\" pbc=T",
        "Lattice=\"5.64D0 0 0 0 0.564d+1 0 0 0 564.E-2\" pbc=TTT note=\"a \\\"b\\\" = c\"", "Lattice=\"5.64 0 0 0 5.64 0 0 0 5.64\" pbc=[[TRUE, TRUE, TRUE]]",
        "energy= Lattice=\"5.64, 0, 0, 0, 5.64, 0, 0, 0, 5.64\" pbc=\"1 1 1\"", "Lattice=\"5.64 0 0 0 5.64 0 0 0 5.64\" is_relaxed dict={\"a\": [1, 2]}",
        "\"Lattice\"=\"5.64 0 0 0 5.64 0 0 0 5.64\" name=O'Neil\tpbc=\".TRUE. .TRUE. .TRUE.\"",
    ])
    func everyFormOfTheSecondLine(line: String) throws {
        let salt = try Structure(extendedXYZ: "2\n\(line)\nNa 0 0 0\nCl 2.82 2.82D0 2.82e0\n")
        #expect(salt.lattice == Lattice(a: [5.64, 0, 0], b: [0, 5.64, 0], c: [0, 0, 5.64]))
        #expect(salt.sites.map(\.element.symbol) == ["Na", "Cl"] && abs(salt.sites[1].position.x - 0.5) < 1e-12)
    }

    /// Rows of a matrix are the vectors, as are three numbers after another.
    @Test func rowsAreVectors() throws {
        for text in ["[[4, 1, 2], [0, 5, 3], [0, 0, 6]]", "[4, 1, 2, 0, 5, 3, 0, 0, 6]", "\"4 1 2 0 5 3 0 0 6\""] {
            let lattice = try Structure(extendedXYZ: "1\nLattice=\(text)\nFe 0 0 0\n").lattice
            #expect(lattice.a == [4, 1, 2] && lattice.b == [0, 5, 3] && lattice.c == [0, 0, 6])
        }
    }

    @Test(arguments: ["pbc = \"F F F\"", "pbc='F T T'", "pbc=[true, true, false]", "pbc=TTF", "pbc=F", "pbc=\"T T FALSE\"", "energy= pbc=\"F F F\""])
    func whatIsNotPeriodicIsNamed(words: String) {
        let fault = structureFault { () throws(StructureTextError) in
            try Structure(extendedXYZ: "1\nLattice=\"3 0 0 0 3 0 0 0 3\" \(words)\nFe 0 0 0\n")
        }
        #expect("\(fault.map { "\($0)" } ?? "")".hasSuffix("only crystals that are periodic in all directions are read"))
    }

    @Test(arguments: [
        ("pbc=\"T T\"", "three truth values"), ("pbc=\"T T maybe\"", "three truth values"), ("name=\"ab pbc=\"F F F\"", "without a blank"),
        ("name=\"ab", "never closes"), ("pbc=\"T T T\" pbc=\"F F F\"", "pbc is given twice"), ("a=[1, 2", "never closes"),
    ])
    func brokenLinesAreRefused(words: String, reason: String) {
        let fault = structureFault { () throws(StructureTextError) in
            try Structure(extendedXYZ: "1\nLattice=\"3 0 0 0 3 0 0 0 3\" \(words)\nFe 0 0 0\n")
        }
        #expect(fault?.description.contains(reason) == true, "\(String(describing: fault))")
    }

    @Test func speciesAndNumberMustAgree() throws {
        let text = "1\nLattice=\"3 0 0 0 3 0 0 0 3\" Properties=species:S:1:pos:R:3:Z:I:1\nFe 0 0 0 26\n"
        #expect(try Structure(extendedXYZ: text).sites.count == 1)
        #expect(structureFault { () throws(StructureTextError) in try Structure(extendedXYZ: text.replacing(" 26", with: " 27")) } != nil)
        // Without Properties it is plain XYZ, of which four columns count.
        #expect(try Structure(extendedXYZ: "1\nLattice=\"3 0 0 0 3 0 0 0 3\"\nFe 0 0 0 1 2\n").sites.count == 1)
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
