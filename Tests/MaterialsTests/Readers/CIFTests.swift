import Materials
import Testing

func structureFault(_ read: () throws(StructureTextError) -> Structure) -> StructureTextError? {
    do {
        _ = try read()
        return nil
    } catch {
        return error
    }
}

struct CIFTests {
    private static func cubic(_ atoms: String, more: String = "") -> String {
        """
        data_x
        _cell_length_a 4 _cell_length_b 4 _cell_length_c 4
        _cell_angle_alpha 90 _cell_angle_beta 90 _cell_angle_gamma 90
        \(more)
        loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z _atom_site_occupancy
        \(atoms)
        """
    }

    @Test func appliesSymmetryAndMergesImages() throws {
        let rutile = try Structure(cif: TestTexts.rutile)
        #expect(rutile.sites.map(\.element.symbol) == ["Ti", "Ti", "O", "O", "O", "O"])
        #expect(abs(rutile.lattice.volume - 4.5937 * 4.5937 * 2.9587) < 1e-9)
        let expected: [SIMD3<Double>] = [
            [0, 0, 0], [0.5, 0.5, 0.5], [0.3053, 0.3053, 0], [0.6947, 0.6947, 0], [0.1947, 0.8053, 0.5], [0.8053, 0.1947, 0.5],
        ]
        for (site, position) in zip(rutile.sites, expected) { #expect(abs((site.position - position).sum()) < 1e-12) }
    }

    @Test func roundedSpecialPositionsComeBack() throws {
        let zincite = try Structure(cif: TestTexts.zincite)
        #expect(zincite.sites.map(\.element.symbol) == ["Zn", "Zn", "O", "O"])
        let first = zincite.sites[0].position
        #expect(abs(first.x - 1.0 / 3) < 1e-12 && abs(first.y - 2.0 / 3) < 1e-12)
        #expect(zincite.lattice.b.x == -0.5 * 3.2495)
    }

    @Test func orientation() throws {
        let lattice = try #require(Lattice(lengths: [3, 4, 5], angles: [80, 95, 110]))
        #expect(lattice.a == [3, 0, 0])
        #expect(lattice.b.z == 0)
        func angle(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> Double {
            (u * v).sum() / ((u * u).sum() * (v * v).sum()).squareRoot()
        }
        // cos 80°, 95°, 110°
        #expect(abs(angle(lattice.b, lattice.c) - 0.17364817766693) < 1e-12)
        #expect(abs(angle(lattice.a, lattice.c) + 0.08715574274766) < 1e-12)
        #expect(abs(angle(lattice.a, lattice.b) + 0.34202014332567) < 1e-12)
        #expect(Lattice(lengths: [1, 1, 1], angles: [120, 120, 120]) == nil)
        #expect(Lattice(lengths: [1, 0, 1], angles: [90, 90, 90]) == nil)
    }

    @Test func fractionalUndoesCartesian() throws {
        let lattice = try #require(Lattice(lengths: [3, 4, 5], angles: [80, 95, 110]))
        let position: SIMD3<Double> = [0.2, -0.7, 1.4]
        let back = lattice.fractional(lattice.cartesian(position)) - position
        #expect((back * back).sum() < 1e-28)
    }

    @Test func quotesAndLineEnds() throws {
        let text = Self.cubic("'Na 1' 0 0 0 . \"Cl'\" .5 5e-1 +0.5 ?").split(separator: "\n").joined(separator: "\r\n")
        #expect(try Structure(cif: text).sites.map(\.element.symbol) == ["Na", "Cl"])
        #expect(try Structure(cif: text.split(separator: "\r\n").joined(separator: "\r")).sites.count == 2)
    }

    @Test func oneAtomWithoutALoop() throws {
        let text = """
            DATA_po _CELL_LENGTH_A 3.35 _cell_length_b 3.35 _cell_length_c 3.35
            _cell_angle_alpha 90 _cell_angle_beta 90 _cell_angle_gamma 90
            _atom_site_type_symbol Po0+ _atom_site_fract_x 0 _atom_site_fract_y 0 _atom_site_fract_z 0
            """
        #expect(try Structure(cif: text).sites.map(\.element.symbol) == ["Po"])
    }

    @Test func headingsOfOtherBlocksAreNoMatter() throws {
        let text = "data_global _journal_year 1999\n" + Self.cubic("Na1 0 0 0 1")
        #expect(try Structure(cif: text).sites.count == 1)
        #expect(
            structureFault { () throws(StructureTextError) in try Structure(cif: text + "\n" + Self.cubic("K1 0 0 0 1")) }
                == .unsupported("more than one block of this text has atoms"))
    }

    @Test(arguments: [
        ("Na1 0 0 0 0.5", StructureTextError.partialOccupancy(site: "Na1", occupancy: "0.5")),
        ("D1 0 0 0 1", .unknownElement(place: "site D1", found: "D1")), ("NA1 0 0 0 1", .unknownElement(place: "site NA1", found: "NA1")),
        ("Na1 0 O 0 1", .badNumber(place: "_atom_site_fract_y", found: "O")),
        ("Na1 0 0 0.1(2 1", .badNumber(place: "_atom_site_fract_z", found: "0.1(2")),
        ("Na1 0 ? 0 1", .missing("a value of _atom_site_fract_y (line 6)")),
        ("Na1 0 0 0 1 Cl1 0 0 0.01 1", .samePlace("Na1", "Cl1", distance: 0.04)),
        ("Na1 0 0 0 1 Na2 0 0 0.99 1", .samePlace("Na1", "Na2", distance: 0.04)),
        ("Na1 0 0 0", .syntax(place: "line 5", reason: "a loop of 5 tags with 4 values: its last row is not full")),
        ("'Na1 0 0 0 1", .syntax(place: "line 6", reason: "a quote that does not close on its line")),
        ("Na1 0 0 0 1\n;", .syntax(place: "line 7", reason: "a text between semicolons that does not end")),
    ])
    func refusesAtoms(atoms: String, expected: StructureTextError) {
        let fault = structureFault { () throws(StructureTextError) in try Structure(cif: Self.cubic(atoms)) }
        guard case .samePlace(let one, let other, let distance) = expected else {
            #expect(fault == expected)
            return
        }
        guard case .samePlace(one, other, let found) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(abs(distance - found) < 1e-12)
    }

    @Test(arguments: [
        ("_cell_length_a 5", StructureTextError.repeated("_cell_length_a")),
        ("_space_group_IT_number 231", .badNumber(place: "_space_group_IT_number", found: "231")),
        (
            "loop_ _space_group_symop_operation_xyz x,y,z 2x,y,z",
            .syntax(
                place: "symmetry operation 2", reason: "'2x,y,z' is not a triplet like -x+1/2, y, z")
        ),
        ("_symmetry_equiv_pos_as_xyz -x,y,z", .missing("x, y, z among the symmetry operations")),
        ("_space_group_symop_magn_operation.xyz x,y,z,+1", .unsupported("magnetic symmetry operations are not read")),
        ("_journal_year loop_", .syntax(place: "line 4", reason: "the tag _journal_year has no value")),
        ("1999", .syntax(place: "line 4", reason: "the value '1999' has no tag")),
    ])
    func refusesBlocks(more: String, expected: StructureTextError) {
        #expect(structureFault { () throws(StructureTextError) in try Structure(cif: Self.cubic("Na1 0 0 0 1", more: more)) } == expected)
    }

    @Test func namesWhatIsMissing() {
        #expect(structureFault { () throws(StructureTextError) in try Structure(cif: "") } == .missing("_cell_length_a"))
        let withoutAtoms = Self.cubic("").replacing("_atom_site_fract_z", with: "_atom_site_fract_w")
        #expect(structureFault { () throws(StructureTextError) in try Structure(cif: withoutAtoms) } == .missing("_atom_site_fract_x"))
    }
}
