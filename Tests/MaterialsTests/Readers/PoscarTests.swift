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
