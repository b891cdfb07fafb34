import Materials
import TestSupport
import Testing

/// What a CIF says of one thing in several places must agree, and what it says once is enough.
struct CIFAgreementTests {
    /// A CIF of a cell, more tags, and atoms "Na1 Na 0 0 0".
    private static func text(_ cell: [Double], _ more: String, _ atoms: String, columns: [String] = []) -> String {
        let names = ["length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"]
        let edges = zip(names, cell).map { "_cell_\($0) \($1)" }.joined(separator: "\n")
        let tags = (["label", "type_symbol", "fract_x", "fract_y", "fract_z"] + columns).map { "_atom_site_\($0)" }.joined(separator: "\n")
        return "data_x\n\(edges)\n\(more)\nloop_\n\(tags)\n\(atoms)\n"
    }

    private static func list(_ operations: [String], tag: String = "_space_group_symop_operation_xyz") -> String {
        "loop_\n\(tag)\n" + operations.map { "'\($0)'" }.joined(separator: "\n")
    }

    private static let cube = [5.64, 5.64, 5.64, 90, 90, 90]
    private static let salt = "Na1 Na 0 0 0\nCl1 Cl 0.5 0.5 0.5"
    private static let faces = ["x,y,z", "x,y+1/2,z+1/2", "x+1/2,y,z+1/2", "x+1/2,y+1/2,z"]

    private func fault(_ text: String) -> StructureTextError? {
        structureFault { () throws(StructureTextError) in try Structure(cif: text) }
    }

    // MARK: A group that is only named

    @Test(arguments: [
        "_space_group_name_Hall '-F 4 2 3'", "_symmetry_space_group_name_Hall '-F 4 2 3'", "_space_group_name_H-M_full 'F 4/m -3 2/m'",
        "_symmetry_space_group_name_H_M 'F m -3 m'", "_space_group_name_H-M 'F m -3 m'", "_space_group_name_H-M_alt 'F m 3 m'",
        "_symmetry_space_group_name_H-M_ 'F m -3 m'", "_space_group_IT_number 225", "_symmetry_Int_Tables_number 225", "_space_group.IT_number 225",
        "_symmetry.space_group_name_H-M 'F M -3 M'", "_space_group_name_H-M_ref 'F m -3 m'",
        "_space_group_name_H-M_alt 'F m -3 m'\n_space_group_IT_number 225\n_space_group_symop_operation_xyz ?",
        "_space_group_name_H-M_alt ?\n_space_group_name_Hall '-F 4 2 3'",
    ])
    func namesGiveTheOperations(symmetry: String) throws {
        let structure = try Structure(cif: Self.text(Self.cube, symmetry, Self.salt))
        #expect(structure.sites.count == 8)
        #expect(try Protostructure(of: structure).label == "AB_cF8_225_a_b:Cl-Na")
    }

    @Test(arguments: ["_symmetry_equiv_pos_as_xyz_", "_symmetry_equiv.pos_as_xyz", "_space_group_symop.operation_xyz"])
    func spellingsOfTheList(tag: String) throws {
        let structure = try Structure(cif: Self.text(Self.cube, Self.list(Self.faces, tag: tag), Self.salt))
        #expect(structure.sites.count == 8)
    }

    @Test func nothingSaidIsP1() throws {
        #expect(try Structure(cif: Self.text(Self.cube, "", Self.salt)).sites.count == 2)
        #expect(try Structure(cif: Self.text(Self.cube, "_space_group_IT_number .\n_symmetry_space_group_name_H-M '?'", Self.salt)).sites.count == 2)
    }

    /// Two origins: diamond's atoms fit one of them, and where both fit the choice or the number of formula units tells.
    @Test func originsAreToldByTheAtoms() throws {
        let cell = [3.567, 3.567, 3.567, 90, 90, 90]
        let name = "_symmetry_space_group_name_H-M 'F d -3 m'"
        let open = fault(Self.text(cell, name, "C1 C 0 0 0"))
        #expect(open == .openSetting(group: "F d -3 m", choices: ["1", "2"]))
        #expect(open?.description.contains("(:1, :2)") == true)
        func count(_ more: String, _ atoms: String = "C1 C 0 0 0") throws -> Int {
            try Structure(cif: Self.text(cell, more, atoms)).sites.count
        }
        #expect(try count(name + "\n_chemical_formula_sum C\n_cell_formula_units_Z 8") == 8)
        #expect(try count("_symmetry_space_group_name_H-M 'F d -3 m :1'") == 8)
        #expect(try count("_symmetry_space_group_name_H-M 'F d -3 m S'") == 8)
        #expect(try count(name + "\n_space_group_IT_coordinate_system_code 2", "C1 C 0.125 0.125 0.125") == 8)
        // Spinel: with the first origin its oxygens would lie on one another.
        let spinel = Self.text([8.08, 8.08, 8.08, 90, 90, 90], name, "Mg Mg 0.125 0.125 0.125\nAl Al 0.5 0.5 0.5\nO O 0.2624 0.2624 0.2624")
        #expect(try Structure(cif: spinel + "\n_chemical_formula_sum 'Al2 Mg O4'").sites.count == 56)
    }

    /// Rhombohedral groups: the cell says on which axes.
    @Test func axesAreToldByTheCell() throws {
        let name = "_space_group_name_H-M_alt 'R -3 m'\n_chemical_formula_sum 'Bi2 Te3'"
        let hexagonal = try Structure(
            cif: Self.text([4.386, 4.386, 30.497, 90, 90, 120], name, "Bi1 Bi 0 0 0.4\nTe1 Te 0 0 0\nTe2 Te 0 0 0.2096"))
        #expect(hexagonal.sites.count == 15)
        let rhombohedral = try Structure(
            cif: Self.text([10.477, 10.477, 10.477, 24.16, 24.16, 24.16], name, "Bi1 Bi 0.4 0.4 0.4\nTe1 Te 0 0 0\nTe2 Te 0.2096 0.2096 0.2096"))
        #expect(rhombohedral.sites.count == 5)
        #expect(try Protostructure(of: rhombohedral) == Protostructure(of: hexagonal))
    }

    @Test(arguments: [
        ([5.0, 6, 7, 90, 100, 90], "P 21/c"), ([5.0, 6, 7, 90, 90, 100], "P 21/b"), ([5.0, 6, 7, 90, 90, 90], "P 21/c"),
    ])
    func monoclinicAxesAreToldByTheCell(cell: [Double], name: String) throws {
        let structure = try Structure(cif: Self.text(cell, "_symmetry_space_group_name_H-M '\(name)'", "Si1 Si 0.1 0.2 0.3"))
        #expect(structure.sites.count == 4)
        #expect(try Protostructure(of: structure).spaceGroup == 14)
    }

    @Test func unknownNamesNeedAList() throws {
        let name = "_symmetry_space_group_name_H-M 'C 4/m m m'"
        #expect(fault(Self.text(Self.cube, name, Self.salt))?.description.contains("'C 4/m m m'") == true)
        #expect(try Structure(cif: Self.text(Self.cube, name + "\n" + Self.list(["x,y,z"]), Self.salt)).sites.count == 2)
    }

    // MARK: Group against operations

    @Test(arguments: [
        ("_symmetry_space_group_name_H-M 'F m -3 m'", ["x,y,z"], "192 operations, but listed are 1, which make space group 1"),
        ("_space_group_IT_number 225", ["x,y,z", "-x,-y,-z"], "192 operations, but listed are 2, which make space group 2"),
        ("_space_group_name_Hall '-F 4 2 3'", ["x,y,z"], "192 operations, but listed are 1"),
        ("_space_group_name_H-M_ref 'F m -3 m'", faces, "192 operations, but listed are 4"),
        ("_space_group_IT_number 1", ["x,y,z", "-x,-y,-z"], "space group 1 (P1), which has 1 operations, but listed are 2, which make space group 2"),
        ("_space_group_IT_number 3", ["x,y,z", "-x,y+1/2,-z"], "which make space group 4"),
        ("_space_group_IT_number 16", ["x,y,z", "-x,-y,z", "y,x,z"], "16 (P222), which has 4 operations, but listed are 3, which are no group"),
        ("", ["x,y,z", "-x,-y,z", "y,x,z"], "are no group: '-x,-y,z' after 'y,x,z' is not among them"),
    ])
    func groupAgainstOperations(symmetry: String, operations: [String], expected: String) {
        let found = fault(Self.text(Self.cube, symmetry + "\n" + Self.list(operations), Self.salt))
        guard case .contradiction = found else {
            Issue.record("\(String(describing: found))")
            return
        }
        #expect(found?.description.contains(expected) == true, "\(String(describing: found))")
    }

    /// pymatgen writes the group of the crystal beside the operations of its primitive cell.
    @Test func operationsOfAPrimitiveCell() throws {
        let operations = [
            "x, y, z", "-x, -y, -z", "-y+z, x, z", "y-z, -x, -z", "-x+z, -y+z, z", "x-z, y-z, -z", "y, -x+z, z", "-y, x-z, -z", "x-z, -y, -z",
            "-x+z, y, z", "-y, -x, -z", "y, x, z", "-x, y-z, -z", "x, -y+z, z", "y-z, x-z, -z", "-y+z, -x+z, z",
        ]
        let structure = try Structure(
            cif: Self.text(
                [4.438672, 4.438672, 6.03054834, 111.59328752, 111.59328752, 90],
                "_symmetry_space_group_name_H-M I4/mmm\n_symmetry_Int_Tables_number 139\n_chemical_formula_sum 'Sr1 Ge2 Pd2'\n" + Self.list(operations),
                "Sr Sr 0 0 0\nGe Ge 0.37057 0.37057 0.74114\nPd Pd 0.25 0.75 0.5"))
        #expect(structure.sites.count == 5)
    }

    /// Another setting than the name's is a matter of the list, which counts.
    @Test func otherSettingsOfTheGroupAgree() throws {
        let list = Self.list(["x,y,z", "-x+1/2,y+1/2,-z+1/2", "-x,-y,-z", "x+1/2,-y+1/2,z+1/2"])
        let structure = try Structure(
            cif: Self.text([5, 6, 7, 90, 100, 90], "_symmetry_space_group_name_H-M 'P 21/c'\n_symmetry_Int_Tables_number 14\n" + list, "Si1 Si 0.1 0.2 0.3"))
        #expect(structure.sites.count == 4)
    }

    @Test func statementsAgainstEachOther() {
        let numbers = fault(Self.text(Self.cube, "_symmetry_space_group_name_H-M 'F m -3 m'\n_space_group_IT_number 221", Self.salt))
        #expect(numbers == .contradiction("_space_group_IT_number '221' is space group 221, but _symmetry_space_group_name_H-M 'F m -3 m' is space group 225"))
        let settings = "_space_group_name_H-M_alt 'P 21/n'\n_space_group_name_H-M_full 'P 1 21/c 1'"
        #expect(fault(Self.text([5, 6, 7, 90, 100, 90], settings, "Si1 Si 0.1 0.2 0.3"))?.description.contains("different settings of space group 14") == true)
        let lists = Self.list(Self.faces) + "\n" + Self.list(["x,y,z"], tag: "_symmetry_equiv_pos_as_xyz")
        #expect(fault(Self.text(Self.cube, lists, Self.salt))?.description.contains("list different operations") == true)
    }

    // MARK: Operations against the cell

    @Test(arguments: [
        ([4.0, 5, 6, 90, 90, 90], ["x,y,z", "y,x,z"], "'y,x,z' of the list does not keep the cell: it makes an edge of 5 Å of a = 4 Å"),
        ([4.386, 4.386, 30.497, 90, 90, 120], ["x,y,z", "z,x,y", "y,z,x"], "'z,x,y' of the list does not keep the cell"),
        ([10.477, 10.477, 10.477, 24.16, 24.16, 24.16], ["x,y,z", "-y,x-y,z", "-x+y,-x,z"], "does not keep the cell"),
        ([4.386, 4.386, 6, 90, 90, 90], ["x,y,z", "-y,x-y,z", "-x+y,-x,z"], "does not keep the cell"),
        ([5.0, 6, 7, 90, 95, 100], ["x,y,z", "-x,y,-z"], "of gamma = 100°"),
    ])
    func operationsAgainstTheCell(cell: [Double], operations: [String], expected: String) {
        let found = fault(Self.text(cell, Self.list(operations), "Si1 Si 0.1 0.2 0.3"))
        #expect(found?.description.contains(expected) == true, "\(String(describing: found))")
    }

    @Test func namedGroupsAgainstTheCell() {
        let found = fault(Self.text([4, 5, 6, 90, 90, 90], "_space_group_IT_number 225", Self.salt))
        #expect(found?.description.contains("of space group '225' does not keep the cell") == true)
    }

    @Test func roundedCellsAreKept() throws {
        let structure = try Structure(cif: Self.text([5.64, 5.645, 5.638, 90.2, 89.9, 90], "_space_group_IT_number 225", Self.salt))
        #expect(structure.sites.count == 8)
    }

    // MARK: Formula against atoms

    @Test func formulaSum() throws {
        let fluorite = "Ca1 Ca 0 0 0\nF1 F 0.25 0.25 0.25"
        let cell = [5.46, 5.46, 5.46, 90, 90, 90]
        let lost = fault(Self.text(cell, "_chemical_formula_sum 'Ca F2'\n" + Self.list(Self.faces), fluorite))
        #expect(lost == .otherFormula(made: "CaF", tag: "_chemical_formula_sum", said: "Ca F2"))
        #expect(lost?.description == "the structure is CaF, but _chemical_formula_sum says Ca F2")
        // With the group named as well both are said.
        let named = "_chemical_formula_sum 'Ca F2'\n_space_group_name_H-M_alt 'F m -3 m'\n" + Self.list(Self.faces)
        let both = fault(Self.text(cell, named, fluorite))?.description
        #expect(both?.contains("the structure is CaF, but _chemical_formula_sum says Ca F2; ") == true)
        #expect(both?.contains("192 operations, but listed are 4") == true)
        for formula in ["'Ca F2'", "'Ca1 F2'", "Ca4F8", "\n;\\\nCa \\\nF2\n;\n", "?", "'Ca F1+x'", "."] {
            let text = Self.text(cell, "_chemical_formula_sum \(formula)\n_space_group_IT_number 225", fluorite)
            #expect(try Structure(cif: text).sites.count == 12, "\(formula)")
        }
    }

    @Test func deuteriumCountsAsHydrogen() throws {
        let text = Self.text([3.5, 3.5, 3.5, 90, 90, 90], "_chemical_formula_sum 'D H O'", "H1 H 0.2 0 0\nH2 H 0 0.25 0\nO1 O 0 0 0")
        #expect(try Structure(cif: text).sites.count == 3)
        let missing = text.replacing("H2 H 0 0.25 0\n", with: "")
        #expect(fault(missing) == .otherFormula(made: "HO", tag: "_chemical_formula_sum", said: "D H O"))
    }

    /// pymatgen writes the sum of the whole cell and the number of formula units, others keep the number of another compound.
    @Test func formulaUnitsAloneAreNoReason() throws {
        let more = "_chemical_formula_sum 'Na4 Cl4'\n_cell_formula_units_Z 4\n_space_group_IT_number 225"
        #expect(try Structure(cif: Self.text(Self.cube, more, Self.salt)).sites.count == 8)
    }

    // MARK: Atoms

    @Test func alternativesAreDisordered() throws {
        func text(_ one: String, _ other: String) -> String {
            Self.text([6, 6, 6, 90, 90, 90], "", "Cs1 Cs 0 0 0 . .\nC1A C 0.5 0.5 0.5 \(one)\nC1B C 0.5 0.5 0.7 \(other)", columns: ["disorder_assembly", "disorder_group"])
        }
        #expect(fault(text("A 1", "A 2")) == .disordered(site: "C1B", reason: "its group 2 and group 1 of site C1A exclude each other"))
        #expect(fault(text(". -1", ". -1"))?.description.contains("disordered: site C1A") == true)
        #expect(try Structure(cif: text("A 1", "A 1")).sites.count == 3)
        #expect(try Structure(cif: text("A 1", "B 2")).sites.count == 3)
        #expect(try Structure(cif: text(". .", "? ?")).sites.count == 3)
    }

    @Test func labelsThatAreNoElements() {
        let zeolite = Self.text([4.12, 4.12, 4.12, 90, 90, 90], "", "T1 ? 0 0 0\nO1 ? 0.5 0.5 0.5")
        let found = fault(zeolite)
        #expect(found == .unknownElement(place: "site T1", found: "T1"))
        #expect(found?.description.contains("T-site") == true && found?.description.contains("_atom_site_type_symbol") == true)
        let water = Self.text([4.12, 4.12, 4.12, 90, 90, 90], "", "Ca1 . 0 0 0\nO_w . 0.5 0.5 0.5")
        #expect(fault(water)?.description.contains("O_w is the oxygen of water") == true)
    }

    @Test(arguments: ["O1", "Ow", "O1W"])
    func waterWithHydrogenIsWhole(label: String) throws {
        let text = Self.text([3.5, 3.5, 3.5, 90, 90, 90], "", "H1 H 0.2 0 0\nH2 H 0 0.25 0\n\(label) O 0 0 0")
        #expect(try Structure(cif: text).sites.count == 3)
    }

    @Test func modulatedStructures() {
        for more in [
            "loop_\n_space_group_ssg_operation_id\n_space_group_symop_ssg_operation_algebraic\n1 x1,x2,x3,x4\n2 -x1,-x2,-x3,-x4",
            "_space_group_ssg_name 'X'\n_space_group_ssg_name_IT 'Y'", "_cell_modulation_dimension 1",
        ] {
            #expect(fault(Self.text(Self.cube, more, Self.salt)) == .unsupported("a modulated structure (a superspace group): no unit cell holds it"))
        }
    }

    @Test func nearlySpecialPositionsAreToldByTheirImages() {
        // The oxygen is 0.3 Å off the mirror plane that makes its image.
        let text = Self.text([5, 5, 5, 90, 90, 90], Self.list(["x,y,z", "-x,y,z"]), "Si Si 0.5 0.5 0.5\nO O 0.03 0 0")
        guard case .tooNear("O (O)", "O (O)", let distance, let least) = fault(text) else {
            Issue.record("\(String(describing: fault(text)))")
            return
        }
        #expect(abs(distance - 0.3) < 1e-9 && abs(least - 0.66) < 1e-9)
    }

    // MARK: Files

    private func records(_ text: some Sequence<UInt8>, name: String = "NaCl.cif") throws -> [InputRecord] {
        let directory = try TemporaryDirectory()
        try write(Array(text), to: directory.file(name))
        var source = try RecordSource(paths: [directory.file(name)])
        var records: [InputRecord] = []
        while let record = try source.next() { records.append(record) }
        return records
    }

    @Test func blocksWithoutACrystalAreNoMaterials() throws {
        let crystal = Self.text(Self.cube, "", Self.salt)
        let global = "data_global\n_publ_contact_author_name 'A. B.'\n_x\n;\n_cell_length_a\n;\n"
        let one = try records((global + crystal).utf8)
        #expect(one.map(\.id) == ["NaCl"])
        #expect(try one[0].structure().sites.count == 2)
        #expect(try records((crystal + global).utf8).map(\.id) == ["NaCl"])
        #expect(try records((global + crystal + global + crystal).utf8).map(\.id) == ["NaCl#1", "NaCl#2"])
        // A file without any crystal still has its word.
        let none = try records((global + global).utf8)
        #expect(none.map(\.id) == ["NaCl"])
        #expect(throws: RecordError.self) { try none[0].structure() }
    }

    @Test func encodings() throws {
        let text = Self.text(Self.cube, "", Self.salt)
        #expect(try records([0xEF, 0xBB, 0xBF] + Array(text.utf8))[0].structure().sites.count == 2)
        #expect(try Structure(cif: "\u{FEFF}" + text).sites.count == 2)
        let wide = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        for bytes in [[0xFF, 0xFE] + wide, wide, [0] + wide] {
            do {
                _ = try records(bytes)
                Issue.record("UTF-16 is read")
            } catch let error as ReaderError {
                #expect(error.description.contains("(UTF-16?): not UTF-8 text"))
            }
        }
    }

    @Test func absentValuesOfTagsAreEmpty() throws {
        let directory = try TemporaryDirectory()
        try write(Array((Self.text(Self.cube, "_x_gap ?\n_y_name '?'", Self.salt)).utf8), to: directory.file("a.cif"))
        var source = try RecordSource(paths: [directory.file("a.cif")], options: InputOptions(columns: ["_x_gap", "_y_name"]))
        #expect(try source.next()?.columns == ["_x_gap": "", "_y_name": "?"])
    }
}
