import Materials
import Testing

struct PoscarTests {
    private static func poscar(scale: String = "1.0", symbols: String = "Na Cl\n", counts: String = "1 1", rest: String) -> String {
        "comment\n\(scale)\n4 0 0\n0 4 0\n0 0 4\n\(symbols)\(counts)\n\(rest)\n"
    }

    @Test func reads() throws {
        let salt = try Structure(poscar: TestTexts.saltPoscar)
        #expect(salt.sites.map(\.element.symbol) == ["Na", "Cl"])
        #expect(salt.sites[1].position == [0.5, 0.5, 0.5])
        #expect(salt.lattice.b == [0, 2.82, 2.82])
    }

    @Test func scales() throws {
        let direct = "Direct\n0 0 0\n.5 .5 .5"
        #expect(try Structure(poscar: Self.poscar(scale: "2.0 ! a comment", rest: direct)).lattice.a == [8, 0, 0])
        #expect(abs(try Structure(poscar: Self.poscar(scale: "-125", rest: direct)).lattice.a.x - 5) < 1e-12)
        #expect(try Structure(poscar: Self.poscar(scale: "1 2 3", rest: direct)).lattice.c == [0, 0, 12])
        let cartesian = try Structure(poscar: Self.poscar(scale: "2", rest: "Cartesian\n0 0 0\n2 2 1"))
        #expect(cartesian.sites[1].position == [0.5, 0.5, 0.25])
    }

    @Test func selectiveDynamicsAndPotentialNames() throws {
        let text = Self.poscar(symbols: "Na_pv Cl/0a1b\n", rest: "Selective dynamics\nDirect\n0 0 0 T T F\n.5 .5 .5 F F F")
        #expect(try Structure(poscar: text).sites.map(\.element.symbol) == ["Na", "Cl"])
    }

    @Test(arguments: [
        ("Na Cl # species\n", "1 1 ! number of atoms"), ("Na K Cl\n", "1 0 1"), ("Na\nCl\n", "1\n1"), ("Na Cl\n", "1\n1"), ("  Na_sv/abc Cl/12\n", "  1  1"),
    ])
    func linesOfElementsAndNumbers(symbols: String, counts: String) throws {
        let salt = try Structure(poscar: Self.poscar(symbols: symbols, counts: counts, rest: "Direct configuration= 1\n0 0 0\n.5 .5 5.D-1"))
        #expect(salt.sites.map(\.element.symbol) == ["Na", "Cl"] && salt.sites[1].position == [0.5, 0.5, 0.5])
    }

    /// As VASP wraps them, twenty a line.
    @Test func manyGroupsOfAtoms() throws {
        let symbols = (0..<24).map { $0 % 2 == 0 ? "Fe" : "O" }
        func wrapped(_ words: [String]) -> String { words.prefix(20).joined(separator: " ") + "\n" + words.dropFirst(20).joined(separator: " ") }
        let positions = (0..<24).map { "\(Double($0) / 24) 0 0" }.joined(separator: "\n")
        let text = "many\n1.0\n48 0 0\n0 5 0\n0 0 5\n\(wrapped(symbols))\n\(wrapped(symbols.map { _ in "1" }))\nDirect\n\(positions)\n\n0 0 0\n"
        #expect(try Structure(poscar: text).sites.map(\.element.symbol) == symbols)
    }

    /// VASP takes any letter but c, k and s for fractions.
    @Test func kindsOfCoordinates() throws {
        for (mode, x) in [("Direct", 2.0), ("fractional", 2.0), ("Cartesian", 0.5), ("kartesisch", 0.5), ("Selective\nCartesian", 0.5)] {
            let text = Self.poscar(symbols: "Na\n", counts: "1", rest: "\(mode)\n2 0 0")
            #expect(try Structure(poscar: text).sites[0].position.x == x, "\(mode)")
        }
        #expect(structureFault { () throws(StructureTextError) in try Structure(poscar: Self.poscar(counts: "0 0", rest: "Direct\n")) }
            == .missing("an atom: all their numbers are 0, and one"))
    }

    @Test func filesOfVASP4() throws {
        let direct = "Direct\n0 0 0\n.5 .5 .5"
        guard
            case .unsupported = structureFault({ () throws(StructureTextError) in
                try Structure(poscar: Self.poscar(symbols: "", rest: direct))
            })
        else {
            Issue.record("elements were guessed")
            return
        }
        let named = Self.poscar(symbols: "", rest: direct).replacing("comment", with: "K Br")
        #expect(try Structure(poscar: named).sites.map(\.element.symbol) == ["K", "Br"])
    }

    @Test(arguments: [
        Self.poscar(scale: "0", rest: "Direct\n0 0 0\n.5 .5 .5"), Self.poscar(rest: "Direct\n0 0 0"), Self.poscar(rest: "0 0 0\n.5 .5 .5"),
        Self.poscar(rest: "Direct\n0 0 0\n0 0 0"), Self.poscar(symbols: "Na X\n", rest: "Direct\n0 0 0\n.5 .5 .5"),
        Self.poscar(counts: "1", rest: "Direct\n0 0 0\n.5 .5 .5"), Self.poscar(counts: "1 -1", rest: "Direct\n0 0 0\n.5 .5 .5"),
        Self.poscar(counts: "1 99999999999", rest: "Direct\n0 0 0\n.5 .5 .5"), Self.poscar(rest: "Direct\n0 0 nan\n.5 .5 .5"), "",
        "x\n1\n1 0 0\n1 0 0\n0 0 1\n",
    ])
    func refuses(text: String) {
        #expect(structureFault { () throws(StructureTextError) in try Structure(poscar: text) } != nil)
    }
}
