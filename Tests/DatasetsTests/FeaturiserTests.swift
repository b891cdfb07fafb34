import Datasets
import Materials
import SmallEnsemble
import TestSupport
import Testing

@Suite struct FeaturiserTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func options(_ representation: Representation) -> FeaturiserOptions {
        FeaturiserOptions(
            representation: representation, targets: [.init("energy:eV/atom")], columns: ["note"], elementVectors: .ramp)
    }

    /// Rows of a table with columns id, the one of the material, energy, note.
    private func rows(_ table: String, _ input: InputOptions, _ options: FeaturiserOptions) throws -> [FeaturisedRow] {
        var input = input
        input.columns = options.inputColumns
        var source = try RecordSource(paths: [try directory.write(table, to: "input.csv")], options: input)
        let featuriser = Featuriser(options)
        var rows: [FeaturisedRow] = []
        while let record = try source.next() { rows.append(featuriser.row(of: record, place: rows.count)) }
        var settled = options
        ClassSurvey.settle(&rows, &settled)
        return rows
    }

    private func material(_ row: FeaturisedRow) throws -> FeaturisedRow.Material {
        guard case .material(let material) = row.outcome else {
            throw Unexpected(row: row)
        }
        return material
    }

    private struct Unexpected: Error { let row: FeaturisedRow }

    private func reason(_ row: FeaturisedRow) -> String {
        if case .rejected(let step, let reason) = row.outcome { "\(step): \(reason)" } else { "" }
    }

    static func rockSalt(_ cation: String, length: Double = 5.64) -> String {
        """
        data_\(cation)Cl
        _cell_length_a \(length)
        _cell_length_b \(length)
        _cell_length_c \(length)
        _cell_angle_alpha 90
        _cell_angle_beta 90
        _cell_angle_gamma 90
        loop_
        _atom_site_type_symbol
        _atom_site_fract_x
        _atom_site_fract_y
        _atom_site_fract_z
        \(cation) 0 0 0
        \(cation) 0 0.5 0.5
        \(cation) 0.5 0 0.5
        \(cation) 0.5 0.5 0
        Cl 0.5 0.5 0.5
        Cl 0.5 0 0
        Cl 0 0.5 0
        Cl 0 0 0.5

        """
    }

    /// Thousands of atoms that no limit lets through are not searched for symmetry, which would take minutes.
    @Test func tooManySitesNeedNoSymmetry() throws {
        let operations = ["x,y,z", "y,z,x", "z,x,y"].flatMap { triplet in
            (0..<8).map { signs in
                triplet.split(separator: ",").enumerated().map { (signs >> $0 & 1 == 1 ? "-" : "") + $1 }.joined(separator: ",")
            }
        }
        let atoms = (0..<400).map { "C 0.\(100 + $0 % 20 * 15) 0.\(107 + $0 / 20 * 15) 0.0\(40 + $0 % 20)" }
        let text = """
            data_large
            _cell_length_a 120 _cell_length_b 120 _cell_length_c 120
            _cell_angle_alpha 90 _cell_angle_beta 90 _cell_angle_gamma 90
            loop_ _space_group_symop_operation_xyz \(operations.joined(separator: " "))
            loop_ _atom_site_type_symbol _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z
            \(atoms.joined(separator: "\n"))
            """
        let row = try rows("id,cif,energy,note\nlarge,\"\(text)\",-2.1,x\n", InputOptions(structure: "cif"), options(.wyckoff))[0]
        #expect(reason(row) == "\(CleaningStep.siteLimit): 9600 sites; at most 64 are kept")
    }

    @Test func aStructureBecomesItsWyckoffSet() throws {
        let table = "id,cif,energy,note\nsalt,\"\(Self.rockSalt("Na"))\",-2.1,x\n"
        let row = try rows(table, InputOptions(structure: "cif"), options(.wyckoff))[0]
        let salt = try material(row)
        #expect(row.id == "salt" && row.number == 1)
        #expect(salt.formula == "ClNa")
        #expect(salt.label == "AB_cF8_225_a_b:Cl-Na")
        let first = UInt16(WyckoffTable.standard.firstRow(225))
        #expect(
            salt.nodes == [
                .init(element: 17, wyckoff: first, count: 1, weight: 0.5), .init(element: 11, wyckoff: first + 1, count: 1, weight: 0.5),
            ])
        #expect(salt.siteCount == 8)
        #expect(abs(salt.volumePerSite - 5.64 * 5.64 * 5.64 / 8) < 1e-9)
        #expect(salt.targets == [-2.1] && salt.energy == -2.1 && salt.columns == ["x"])
    }

    @Test func identicalNodesAreMergedAndCounted() throws {
        let label = "A2B3_mP20_14_2e_3e:Al-O"
        let row = try rows("id,protostructure,energy,note\na,\(label),,\n", InputOptions(protostructure: "protostructure"), options(.wyckoff))[0]
        let corundum = try material(row)
        let general = UInt16(try #require(WyckoffTable.standard.row(spaceGroup: 14, letter: "e")))
        #expect(
            corundum.nodes == [
                .init(element: 13, wyckoff: general, count: 2, weight: 0.2), .init(element: 8, wyckoff: general, count: 3, weight: 0.2),
            ])
        #expect(corundum.formula == "Al2O3" && corundum.siteCount == 20)
        #expect(corundum.targets[0].isNaN && corundum.energy.isNaN)
    }

    @Test func aFormulaBecomesAtomicFractions() throws {
        let row = try rows("id,formula,energy,note\na,Hg0.7Cd0.3Te,1,\n", InputOptions(formula: "formula"), options(.composition))[0]
        let alloy = try material(row)
        #expect(alloy.formula == "Cd3Hg7Te10" && alloy.label == "")
        #expect(alloy.nodes.map(\.element) == [48, 52, 80])
        for (node, fraction) in zip(alloy.nodes, [0.15, 0.5, 0.35]) { #expect(abs(node.weight - Float(fraction)) < 1e-6) }
        #expect(alloy.nodes.allSatisfy { $0.count == 1 })
    }

    @Test(arguments: [
        ("NaX,1", "parsing", "'X' is not an element"), ("NaCl,abc", "parsing", "column 'energy': 'abc' is not a number"),
        ("NaCl,inf", "parsing", "not a value"), ("NaCl,-1e30", "parsing", "not a value"), ("NaCl,0x10", "parsing", "not a number"),
        ("NaCl,1 2", "parsing", "not a number"),
    ])
    func aBadRowSaysWhy(fields: String, step: String, expected: String) throws {
        let row = try rows("id,formula,energy,note\na,\(fields),\n", InputOptions(formula: "formula"), options(.composition))[0]
        #expect(reason(row).hasPrefix(step))
        #expect(reason(row).contains(expected))
    }

    @Test(arguments: ["", "nan", "NaN", " ", "NA", "N/A", "None", "null", "#N/A", "-", "-nan", "<NA>"])
    func anEmptyTargetIsNotKnown(text: String) throws {
        let row = try rows("id,formula,energy,note\na,NaCl,\(text),\n", InputOptions(formula: "formula"), options(.composition))[0]
        #expect(try material(row).targets[0].isNaN)
    }

    @Test func elementsWithoutAVectorAreRejectedUnlessZerosWillDo() throws {
        var options = options(.composition)
        var present = [Bool](repeating: true, count: 119)
        present[17] = false
        options.elementVectors = ElementVectors(name: "few", dimension: 1, values: [Float](repeating: 1, count: 119), isPresent: present)
        let table = "id,formula,energy,note\na,NaCl,1,\n"
        #expect(reason(try rows(table, InputOptions(formula: "formula"), options)[0]) == "elementVectors: the element vectors 'few' have no Cl")
        options.allowsMissingElements = true
        #expect(try material(try rows(table, InputOptions(formula: "formula"), options)[0]).formula == "ClNa")
    }

    @Test func aFormulaHasNoWyckoffPositions() throws {
        let row = try rows("id,formula,energy,note\na,NaCl,1,\n", InputOptions(formula: "formula"), options(.wyckoff))[0]
        #expect(reason(row).hasPrefix("validRepresentation"))
    }

    @Test func rowsSurviveTheJourneyBetweenRanks() throws {
        let table = "id,cif,energy,note\nsalt,\"\(Self.rockSalt("Na"))\",-2.1,Ångström\nbad,nothing,1,\n"
        let rows = try rows(table, InputOptions(structure: "cif"), options(.wyckoff))
        let bytes = RowBytes.encode(rows)
        #expect(try RowBytes.decode(bytes) == rows)
        #expect(try RowBytes.decode(RowBytes.encode([])) == [])
        for length in 0..<bytes.count {
            #expect(throws: FeaturisingError.self) { try RowBytes.decode(Array(bytes.prefix(length))) }
        }
        #expect(throws: FeaturisingError.self) { try RowBytes.decode(bytes + [0]) }
    }

    @Test func materialsSurviveTheJourneyBetweenRanks() throws {
        let structure = try Structure(cif: Self.rockSalt("Na"))
        let materials = [
            DescribedMaterial(composition: try Composition("Fe0.7C0.0005Mn0.3"), structure: nil),
            DescribedMaterial(composition: Composition(of: structure), structure: structure),
        ]
        let bytes = RowBytes.encode(materials: materials)
        #expect(try RowBytes.materials(of: bytes) == materials)
        for length in 0..<bytes.count {
            #expect(throws: FeaturisingError.self) { try RowBytes.materials(of: Array(bytes.prefix(length))) }
        }
    }
}
