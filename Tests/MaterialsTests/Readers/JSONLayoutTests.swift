import Materials
import TestSupport
import Testing

/// The layouts that public data come in.
struct JSONLayoutTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private static func cubic(_ anion: String) -> String {
        """
        {"@class": "Structure", "lattice": {"matrix": [[4.12, 0, 0], [0, 4.12, 0], [0, 0, 4.12]], "pbc": [true, true, true]}, "sites": \
        [{"species": [{"element": "Cs", "occu": 1}], "abc": [0, 0, 0], "label": "Cs", "properties": {"magmom": NaN}}, \
        {"species": [{"element": "\(anion)", "occu": 1}], "abc": [0.5, 0.5, 0.5], "label": "x]}"}]}
        """
    }

    private func records(_ text: String, _ options: InputOptions = InputOptions(), name: String = "a.json") throws -> [InputRecord] {
        var source = try RecordSource(paths: [try directory.write(text, to: name)], options: options)
        var records: [InputRecord] = []
        while let record = try source.next() { records.append(record) }
        var again = try RecordSource(paths: [directory.file(name)], options: options)
        var count = 0
        while try again.skip() { count += 1 }
        #expect(count == records.count)
        return records
    }

    private func formulae(_ records: [InputRecord]) throws -> [String] { try records.map { try $0.composition().reducedFormula } }

    private static let (cl, br) = (cubic("Cl"), cubic("Br"))

    /// Text, ids, formulae and the value of "e".
    static let layouts: [(String, ids: [String])] = [
        ("[{\"material_id\": \"m1\", \"structure\": \(cl), \"e\": -1.5}, {\"material_id\": \"m2\", \"structure\": \(br), \"e\": null}]", ["m1", "m2"]),
        ("{\"id\": \"m1\", \"structure\": \(cl), \"e\": -1.5}\n{\"id\": \"m2\", \"structure\": \(br), \"e\": NaN}\n", ["m1", "m2"]),
        ("{\"index\": [0, 1], \"columns\": [\"structure\", \"e\"], \"data\": [[\(cl), -1.5], [\(br), null]]}", ["a#1", "a#2"]),
        ("{\"columns\": [\"e\", \"s\"], \"data\": [[-1.5, \(cl)], [null, \(br)]], \"index\": [\"mb-1\", \"mb-2\"]}", ["mb-1", "mb-2"]),
        ("{\"data\": [[\(cl), -1.5], [\(br), null]], \"columns\": [\"structure\", \"e\"]}", ["a#1", "a#2"]),
        ("{\"material_id\": {\"0\": \"m1\", \"1\": \"m2\"}, \"entry\": {\"0\": {\"energy\": -6, \"structure\": \(cl)}, \"1\": {\"energy\": -5, \"structure\": \(br)}}, "
            + "\"e\": {\"0\": -1.5, \"1\": null}}", ["m1", "m2"]),
        ("{\"structure\": {\"x\": \(cl), \"y\": \(br)}, \"e\": {\"x\": -1.5, \"y\": null}}", ["x", "y"]),
        ("{\"x\": {\"structure\": \(cl), \"e\": -1.5}, \"y\": {\"structure\": \(br), \"e\": null}}", ["x", "y"]),
        ("{\"schema\": {\"fields\": []}, \"data\": [{\"index\": 0, \"structure\": \(cl), \"e\": -1.5}, {\"index\": 1, \"structure\": \(br), \"e\": null}]}", ["a#1", "a#2"]),
        ("{\"material_id\": \"m1\", \"computed_structure_entry\": {\"energy\": -6.1, \"structure\": \(cl)}, \"e\": -1.5}\n"
            + "{\"material_id\": \"m2\", \"computed_structure_entry\": {\"energy\": -6.1, \"structure\": \(br)}, \"e\": null}", ["m1", "m2"]),
    ]

    @Test(arguments: layouts.indices)
    func everyLayoutIsRead(place: Int) throws {
        let (text, ids) = Self.layouts[place]
        let found = try records(text, InputOptions(columns: ["e"]))
        #expect(found.map(\.id) == ids)
        #expect(try formulae(found) == ["ClCs", "BrCs"])
        #expect(found[0].columns["e"] == "-1.5" && TableNumber.saysUnknown(found[1].columns["e"] ?? "x"))
        let gzip = directory.file("b.json.gz")
        try write(gzipped(Array(text.utf8)), to: gzip)
        var source = try RecordSource(paths: [gzip])
        var count = 0
        while let record = try source.next() { count += try record.structure().sites.count }
        #expect(count == 4)
    }

    @Test func structuresByTheirIds() throws {
        let found = try records("{\"mp-1\": \(Self.cl), \"mp-2\": \(Self.br)}")
        #expect(found.map(\.id) == ["mp-1", "mp-2"])
        #expect(try formulae(found) == ["ClCs", "BrCs"])
    }

    @Test func valuesInsideOthersGoByTheirWay() throws {
        let found = try records(Self.layouts[9].0, InputOptions(structure: "computed_structure_entry", columns: ["computed_structure_entry.energy"]))
        #expect(found.map { $0.columns["computed_structure_entry.energy"] } == ["-6.1", "-6.1"])
        #expect(try formulae(found) == ["ClCs", "BrCs"])
        let columns = try records(Self.layouts[5].0, InputOptions(structure: "entry.structure", columns: ["entry.energy"]))
        #expect(columns.map { $0.columns["entry.energy"] } == ["-6", "-5"])
    }

    @Test func severalStructuresNeedAName() throws {
        let text = "{\"initial\": \(Self.cl), \"final\": \(Self.br)}"
        let fault = "there are several structures in this record: initial, final; --structure names one"
        #expect { _ = try records("[\(text)]")[0].structure() } throws: { "\($0)".contains(fault) }
        #expect(try formulae(records("[\(text)]", InputOptions(structure: "final"))) == ["BrCs"])
        let deeper = try records("[{\"initial_structure\": \(Self.cl), \"entry\": {\"structure\": \(Self.br)}}]")
        #expect { _ = try deeper[0].structure() } throws: { "\($0)".contains("initial_structure, entry.structure; --structure names one") }
    }

    @Test func optimade() throws {
        let attributes = """
            {"lattice_vectors": [[4.12, 0, 0], [0, 4.12, 0], [0, 0, 4.12]], "species_at_sites": ["Cs", "Cl"], "dimension_types": [1, 1, 1], \
            "cartesian_site_positions": [[0, 0, 0], [2.06, 2.06, 2.06]], "_x_gap": 5.5, "structure_features": [], \
            "species": [{"name": "Cs", "chemical_symbols": ["Cs"], "concentration": [1.0]}, {"name": "Cl", "chemical_symbols": ["Cl"], "concentration": [1]}]}
            """
        func fault(_ from: String, _ to: String) throws -> String {
            let record = try records("{\"id\": \"x\", \"attributes\": \(attributes.replacing(from, with: to))}")[0]
            do throws(RecordError) { _ = try record.structure() } catch { return "\(error.reason)" }
            return ""
        }
        let entry = "{\"id\": \"x\", \"type\": \"structures\", \"attributes\": \(attributes)}"
        for text in [entry, "{\"meta\": {\"n\": 1}, \"data\": [\(entry)], \"links\": {}}", "{\"links\": {}, \"data\": [\(entry)]}"] {
            let found = try records(text, InputOptions(columns: ["attributes._x_gap"]))
            #expect(found.map(\.id) == ["x"] && found[0].columns["attributes._x_gap"] == "5.5")
            #expect(try found[0].structure().sites.map(\.position) == [[0, 0, 0], [0.5, 0.5, 0.5]])
        }
        let bare = "{\"id\": \"x\", \"attributes\": {\"lattice_vectors\": [[4.12, 0, 0], [0, 4.12, 0], [0, 0, 4.12]], \"species_at_sites\": [\"Cs\", \"Cl\"], "
            + "\"cartesian_site_positions\": [[0, 0, 0], [2.06, 2.06, 2.06]]}}"
        #expect(try formulae(records(bare)) == ["ClCs"])
        #expect(try fault("[]", "[\"disorder\"]").hasPrefix("structure_features says disorder"))
        #expect(try fault("[]", "[\"implicit_atoms\"]").hasPrefix("structure_features says implicit_atoms"))
        #expect(try fault("[1, 1, 1]", "[1, 1, 0]").hasPrefix("dimension_types is 1, 1, 0"))
        #expect(try fault("[\"Cl\"], \"concentration\": [1]", "[\"Cl\", \"Br\"], \"concentration\": [0.5, 0.5]").hasPrefix("site Cl has occupancy Cl 0.5, Br 0.5"))
        #expect(try fault("[0, 0, 0], ", "").contains("2 names for 1 positions"))
    }

    @Test func recordsThatAreNoJSONSaySo() throws {
        let lines = "{\"material_id\": \"a\", \"structure\": \(Self.cl), \"e\": 1}\n{\"material_id\": \"b\", \"e\": 1,}\n{\"material_id\": \"c\", \"structure\": \(Self.br), \"e\": 2}\n"
        let found = try records(lines, InputOptions(id: "material_id", columns: ["e"]), name: "a.jsonl")
        #expect(found.map(\.id) == ["a", "a#2", "c"])
        #expect { _ = try found[1].structure() } throws: { "\($0)".contains("no JSON: a name in quotes should stand here") }
        #expect { _ = try records("{\"a\": 1}")[0].structure() } throws: {
            "\($0)".contains("whose keys are 'a'") && "\($0)".contains("pandas' split, columns, index and table")
        }
        #expect { _ = try records(Self.layouts[0].0, InputOptions(columns: ["gap"])) } throws: {
            "\($0)".hasSuffix("there is no column 'gap'; the columns are 'material_id', 'e'")
        }
    }

    @Test(arguments: [
        ("{\"columns\": [\"structure\", \"e\"], \"data\": [[{}]]}", "the row ends after 1 values, where there are 2 columns"),
        ("{\"columns\": [\"structure\"], \"data\": [[{}, 1]]}", "more values than the 1 columns"),
        ("{\"structure\": {\"0\": {}, \"1\": {}}, \"e\": {\"0\": 1, \"2\": 1}}", "rows must stand in one order"),
    ])
    func tablesThatAreNone(text: String, reason: String) {
        #expect { _ = try records(text, InputOptions(columns: ["e"])).map { try $0.structure() } } throws: { "\($0)".contains(reason) || "\($0)".contains("no structure") }
    }

    /// Tables of properties of compositions, as MatBench has them.
    @Test func compositionsAndLabels() throws {
        let found = try records("{\"index\": [0, 1], \"columns\": [\"composition\", \"gap\"], \"data\": [[\"Fe2O3\", 2.1], [{\"Cs\": 1, \"Cl\": 1.0}, 5]]}")
        #expect(found.map(\.kind) == [.formula, .formula])
        #expect(try formulae(found) == ["Fe2O3", "ClCs"])
        let label = try records("[{\"id\": \"a\", \"protostructure\": \"AB_cF8_225_a_b:Cl-Na\"}]")
        #expect(try label.map { try $0.label() } == ["AB_cF8_225_a_b:Cl-Na"])
    }
}
