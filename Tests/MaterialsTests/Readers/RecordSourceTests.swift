import Foundation
import Materials
import TestSupport
import Testing

/// All records of some paths.
private func records(_ paths: [String], _ options: InputOptions = InputOptions()) throws(ReaderError) -> [InputRecord] {
    var source = try RecordSource(paths: paths, options: options)
    var records: [InputRecord] = []
    while let record = try source.next() { records.append(record) }
    return records
}

struct RecordSourceTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

    @Test func tableOfStructures() throws {
        let path = try directory.write(
            "material_id,e,cif\nm1,-1.5,\(quoted(TestTexts.rutile))\nm2,,\"data_bad\"\nm3,2,\(quoted(TestTexts.saltJSON))\n", to: "t.csv")
        let found = try records([path], InputOptions(columns: ["e"]))
        #expect(found.map(\.id) == ["m1", "m2", "m3"])
        #expect(found.map(\.number) == [1, 2, 3])
        #expect(found.map { $0.columns["e"] } == ["-1.5", "", "2"])
        #expect(found.allSatisfy { $0.kind == .structure })
        #expect(try found[0].composition().reducedFormula == "O2Ti")
        #expect(try found[2].structure().sites.count == 2)
        // A bad row stops nothing, and says what it lacks.
        do {
            _ = try found[1].structure()
            Issue.record("a CIF without a cell was read")
        } catch {
            #expect(error.description == "\(path), record 2 (m2): _cell_length_a is missing")
        }
    }

    /// A record for every structure of a row that is there, whoever makes them and whoever passes over them.
    @Test func severalStructuresOfARow() throws {
        let (salt, rutile) = (quoted(TestTexts.saltJSON), quoted(TestTexts.rutile))
        let path = try directory.write("id,after,before,e\na,\(rutile),\(rutile),1\nb,,\(salt),2\nc,\(salt),,3\nd, ,,4\n", to: "t.csv")
        var options = InputOptions(structure: "after", columns: ["e"])
        options.furtherStructures = ["before"]
        let found = try records([path], options)
        #expect(found.map(\.id) == ["a", "a:before", "b:before", "c", "d"])
        #expect(found.map { $0.variant?.material } == ["a", "a", "b", "c", "d"])
        #expect(found.map { $0.variant?.structure } == ["after", "before", "before", "after", "after"])
        #expect(found.map(\.number) == [1, 1, 2, 3, 4] && found.map { $0.columns["e"] } == ["1", "1", "2", "3", "4"])
        #expect(try found[2].composition().reducedFormula == "ClNa")
        #expect { try found[4].structure() } throws: { "\($0)".contains("columns 'after', 'before' are empty") }
        for made in 0..<5 {
            var source = try RecordSource(paths: [path], options: options)
            for place in 0..<5 where place != made { if place < made { #expect(try source.skip()) } }
            #expect(try source.next()?.id == found[made].id)
            for _ in (made + 1)..<5 { #expect(try source.skip()) }
            #expect(try source.next() == nil)
        }
        // One column is what it always was.
        #expect(try records([path], InputOptions(structure: "before")).map(\.variant) == [nil, nil, nil, nil])
        options.furtherStructures = ["later"]
        #expect(throws: ReaderError.self) { try RecordSource(paths: [path], options: options) }
        let frame = try directory.write(TestTexts.rutile, to: "r.cif")
        #expect { try RecordSource(paths: [frame], options: options) } throws: { "\($0)".contains("r.cif: several structures of each material, 'after', 'later'") }
    }

    @Test func tablesOfFormulaeAndLabels() throws {
        let formulae = try directory.write("composition,Eg\nHg0.7Cd0.3Te,0.35\nNope,1\n", to: "f.csv")
        let found = try records([formulae])
        #expect(found.map(\.id) == ["1", "2"])
        #expect(found.map(\.kind) == [.formula, .formula])
        #expect(try found[0].composition().reducedFormula == "Cd3Hg7Te10")
        #expect(throws: RecordError.self) { _ = try found[1].composition() }
        #expect(throws: RecordError.self) { _ = try found[0].structure() }

        let labels = try directory.write("id,protostructure\nx,AB_cF8_225_a_b:Cl-Na\n", to: "p.csv")
        let label = try #require(try records([labels]).first)
        #expect(label.id == "x" && label.kind == .protostructure)
        #expect(try label.label() == "AB_cF8_225_a_b:Cl-Na")
        #expect(throws: RecordError.self) { _ = try found[0].label() }
    }

    @Test func formulaeBesideOtherInputAreKeptInMind() throws {
        let label = "AB_cF8_225_a_b:Cl-Na"
        let path = try directory.write("id,protostructure,formula,pretty\na,\(label),NaCl,Na Cl\nb,\(label), ,\n", to: "t.csv")
        let found = try records([path]).map(\.statedFormula)
        #expect(found.map { $0?.column } == ["formula", nil] && found.map { $0?.text } == ["NaCl", nil])
        let asked = try records([path], InputOptions(formula: "pretty", protostructure: "protostructure"))
        #expect(asked.map { $0.statedFormula?.text } == ["Na Cl", nil])
        #expect(try records([path], InputOptions(formula: "formula")).map(\.kind) == [.formula, .formula])
    }

    @Test func columnsAreCheckedBeforeTheWork() throws {
        let path = try directory.write("id,formula,a,a\n", to: "t.csv")
        func fault(_ options: InputOptions) -> ReaderError? {
            readerFault { () throws(ReaderError) in try RecordSource(paths: [path], options: options) }
        }
        let header = ["id", "formula", "a", "a"]
        #expect(fault(InputOptions(id: "name")) == .missingColumn(path: path, name: "name", available: header))
        #expect(fault(InputOptions(columns: ["energy"])) == .missingColumn(path: path, name: "energy", available: header))
        #expect(fault(InputOptions(structure: "cif")) == .missingColumn(path: path, name: "cif", available: header))
        #expect(fault(InputOptions(columns: ["a"])) == .repeatedColumn(path: path, name: "a"))
        #expect(fault(InputOptions(structure: "x", protostructure: "y")) == .severalInputColumns(names: ["x", "y"]))
        let other = try directory.write("x,y\n1,2\n", to: "u.csv")
        #expect(
            readerFault { () throws(ReaderError) in try RecordSource(paths: [other]) }
                == .noInputColumn(path: other, available: ["x", "y"]))
        #expect(fault(InputOptions(id: "name"))?.description.contains("the columns are 'id', 'formula', 'a', 'a'") == true)
    }

    @Test func emptyIdsAreRefusedRowByRow() throws {
        let path = try directory.write("id,formula\n,NaCl\nb,KCl\n", to: "t.csv")
        let found = try records([path])
        #expect(throws: RecordError.self) { _ = try found[0].composition() }
        #expect(try found[1].composition().total == 2)
    }

    /// Numbers alone would name a row of each file alike.
    @Test func rowsWithoutIdsGoByTheirFileWhereThereAreSeveral() throws {
        let gzip = directory.file("b.v2.csv.gz")
        try write(gzipped(Array("formula\nLiF\n".utf8)), to: gzip)
        let paths = [try directory.write("formula\nNaCl\nKCl\n", to: "a.csv"), gzip, try directory.write("id,formula\nx,MgO\n", to: "c.csv")]
        #expect(try records(paths).map(\.id) == ["a-1", "a-2", "b.v2-1", "x"])
        #expect(try records([directory.path]).map(\.id) == ["a-1", "a-2", "b.v2-1", "x"])
        #expect(try records([gzip]).map(\.id) == ["1"])
    }

    @Test func blocksFramesAndObjects() throws {
        let cif = try directory.write(TestTexts.rutile + "\n" + TestTexts.zincite + "\n", to: "two.cif")
        #expect(try records([cif]).map { try $0.structure().sites.count } == [6, 4])
        #expect(try records([cif]).map(\.id) == ["two#1", "two#2"])

        let frames = try directory.write(TestTexts.saltFrame + TestTexts.saltFrame + "\n\n", to: "run.extxyz")
        let found = try records([frames], InputOptions(id: "name", columns: ["energy"]))
        #expect(found.map(\.id) == ["rock salt", "rock salt"])
        #expect(found.map { $0.columns["energy"] } == ["-6.5", "-6.5"])
        #expect(try found[1].structure().sites.map(\.position) == [[0, 0, 0], [0.5, 0.5, 0.5]])

        let json = TestTexts.saltJSON
        for (name, text) in [
            ("one.json", json), ("list.json", "[\(json), \(json)]"), ("lines.jsonl", "\(json)\n\(json)\n"),
            ("key.json", "{\"structure\": \(json), \"gap\": 8.5}"),
        ] {
            let path = directory.file(name + ".gz")
            try write(gzipped(Array(text.utf8)), to: path)
            let found = try records([path])
            #expect(
                try found.map { try $0.structure().sites.count } == (name == "list.json" || name == "lines.jsonl" ? [2, 2] : [2]), "\(name)"
            )
        }
        let keyed = try directory.write("{\"crystal\": \(json), \"gap\": 8.5, \"name\": \"halite\"}", to: "keyed.json")
        let halite = try #require(try records([keyed], InputOptions(id: "name", structure: "crystal", columns: ["gap"])).first)
        #expect(halite.id == "halite" && halite.columns["gap"] == "8.5")
        #expect(try halite.structure().sites.count == 2)
    }

    /// Each suffix in either case, compressed or not, and names that say it by their beginning; ids are without what tells the format.
    @Test func theNameTellsTheReader() throws {
        let texts: [(names: [String], text: String)] = [
            (["t.csv"], "formula\nNaCl\n"), (["a.cif", "a.mcif"], TestTexts.rutile),
            (["a.vasp", "a.poscar", "a.contcar", "POSCAR", "CONTCAR.7", "POSCAR-a"], TestTexts.saltPoscar),
            (["a.xyz", "a.extxyz"], TestTexts.saltFrame), (["a.json", "a.jsonl", "a.ndjson"], TestTexts.saltJSON),
        ]
        for (names, text) in texts {
            for name in names {
                let stem = name == "t.csv" ? "1" : name.hasPrefix("a.") ? "a" : name
                #expect(try records([try directory.write(text, to: name)]).map(\.id) == [stem], "\(name)")
                try write(gzipped(Array(text.utf8)), to: directory.file(name + ".gz"))
                #expect(try records([directory.file(name + ".gz")]).map(\.id) == [stem], "\(name).gz")
                guard name.hasPrefix("a.") else { continue }
                #expect(try records([try directory.write(text, to: "A." + name.dropFirst(2).uppercased())]).map(\.id) == ["A"], "\(name)")
            }
        }
        let other = try directory.write("x", to: "poscar")
        let error = readerFault { () throws(ReaderError) in try RecordSource(paths: [other]) }
        let known = "*.csv, *.cif, POSCAR*, CONTCAR*, *.vasp, *.xyz, *.extxyz, *.json, *.jsonl, each also with .gz"
        #expect(error?.description == "\(other): not a name of a known format; known are \(known)")
    }

    @Test func brokenFilesStop() throws {
        for (name, text) in [
            ("a.xyz", "2\n\nNa 0 0 0\n"), ("b.xyz", "two\n"), ("c.json", "[{\"a\": 1}"), ("d.json", "[{} {}]"), ("e.json", "{\"a\": \"}"),
            ("f.json", "[1]"),
            ("g.json", "[{}] x"), ("h.cif", "\n"), ("i.json", "[]"),
        ] {
            let path = try directory.write(text, to: name)
            #expect(readerFault { () throws(ReaderError) in try records([path]) } != nil, "\(name)")
        }
    }

    /// VASP calls every file alike.
    @Test func filesOfOneNameGoByTheirPaths() throws {
        for name in ["calc1", "calc2", "other"] { try FileManager.default.createDirectory(atPath: directory.file(name), withIntermediateDirectories: true) }
        let paths = try ["calc1/CONTCAR", "calc2/CONTCAR", "other/x.vasp"].map { try directory.write(TestTexts.saltPoscar, to: $0) }
        #expect(try records(paths).map(\.id) == [paths[0], paths[1], "x"])
        #expect(try records([directory.path]).map(\.id) == ["calc1/CONTCAR", "calc2/CONTCAR", "other/x"])
    }

    /// One file of several that cannot be read is a record without a material, and the others are read.
    @Test func oneBadFileOfSeveralStopsNothing() throws {
        for (name, text) in [
            ("a.cif", ""), ("b.xyz", TestTexts.saltFrame + "2\nLattice=\"3 0 0 0 3 0 0 0 3\"\nNa 0 0 0\n"), ("c.json", "[{\"a\": 1}"), ("d.cif", TestTexts.zincite),
            ("e.vasp", "cut\n1.0\n"),
        ] { _ = try directory.write(text, to: name) }
        try write([0xFF, 0xFE, 0x31, 0, 10, 0], to: directory.file("f.xyz"))
        try write(Array(gzipped(Array(TestTexts.saltPoscar.utf8)).dropLast(9)), to: directory.file("g.vasp.gz"))
        let found = try records([directory.path])
        #expect(found.map(\.id) == ["a", "b#1", "b#2", "c#1", "c#2", "d", "e", "f", "g"])
        let reasons = found.map { record -> String in
            do throws(RecordError) { return "\(try record.composition().total)" } catch { return "\(error.reason)" }
        }
        #expect(reasons[0] == "there is nothing in this file" && reasons[1] == "2.0" && reasons[5] == "4.0")
        #expect(reasons[2] == "line 5: the file ends inside the frame of 2 atoms that begins here")
        #expect(reasons[4] == "line 1: the list does not end" && reasons[7].contains("not UTF-8 text") && reasons[8] == "the gzip file is cut short")
        var source = try RecordSource(paths: [directory.path])
        var count = 0
        while try source.skip() { count += 1 }
        #expect(count == found.count && source.notes.count == 2 && source.notes[0].hasSuffix("what follows there is not read"))
        // Of a table any number of rows would be lost.
        _ = try directory.write("id,formula\na,NaCl\nb\n", to: "h.csv")
        #expect(readerFault { () throws(ReaderError) in try records([directory.path]) } != nil)
        #expect(readerFault { () throws(ReaderError) in try records([directory.file("a.cif")]) } == .empty(path: directory.file("a.cif")))
    }

    @Test func aFirstColumnWithoutANameHoldsTheIds() throws {
        func ids(_ text: String) throws -> ([String], String) {
            var source = try RecordSource(paths: [try directory.write(text, to: "t.csv")])
            var ids: [String] = []
            while let record = try source.next() { ids.append(record.id) }
            return (ids, source.notes.joined())
        }
        let named = try ids(",formula\nm0,NaCl\nm1,KCl\n")
        #expect(named.0 == ["m0", "m1"] && named.1.contains("its values are the ids"))
        let again = try ids(",formula\n0,NaCl\n0,KCl\n")
        #expect(again.0 == ["1", "2"] && again.1.contains("come again"))
        // Rows of several files would have one number.
        let other = try directory.write(",formula\n0,NaCl\n1,KCl\n", to: "u.csv")
        #expect(try records([other]).map(\.id) == ["0", "1"])
        #expect(try records([other, try directory.write("formula\nLiF\n", to: "v.csv")]).map(\.id) == ["u-1", "u-2", "v-1"])
        #expect(try ids(",material_id,formula\n0,a,NaCl\n").0 == ["a"])
        let fault = readerFault { () throws(ReaderError) in try RecordSource(paths: [directory.file("t.csv")], options: InputOptions(id: "name")) }
        #expect(fault?.description.contains("the columns are one without a name, 'material_id', 'formula'") == true)
    }

    @Test func amountsOfElementsAreCompositions() throws {
        let path = try directory.write("id,x\na,\"{\"\"Fe\"\": 2.0, \"\"O\"\": 3.0}\"\nb,\"{'Fe3+': 2, 'O2-': 3}\"\nc,\"{'Fe'}\"\n", to: "t.csv")
        let found = try records([path], InputOptions(formula: "x"))
        #expect(try found[0].composition().reducedFormula == "Fe2O3" && found[1].composition().reducedFormula == "Fe2O3")
        #expect(throws: RecordError.self) { _ = try found[2].composition() }
    }

    @Test func directoriesInOrder() throws {
        let sub = try TemporaryDirectory()
        _ = try sub.write(TestTexts.zincite, to: "b.cif")
        _ = try sub.write(TestTexts.saltPoscar, to: "POSCAR")
        _ = try sub.write(TestTexts.rutile, to: "a.cif")
        _ = try sub.write("notes", to: "README")
        _ = try sub.write("x", to: ".hidden.cif")
        #expect(try records([sub.path]).map(\.id) == ["POSCAR", "a", "b"])
        #expect(try records([sub.path, sub.file("a.cif")]).map(\.id) == ["POSCAR", sub.file("a"), "b", sub.file("a")])
        #expect(
            readerFault { () throws(ReaderError) in try RecordSource(paths: [directory.path]) }
                == .noReadableFiles(directory: directory.path))
        #expect(
            readerFault { () throws(ReaderError) in try RecordSource(paths: [sub.file("README")]) }
                == .unknownFormat(path: sub.file("README")))
        #expect(readerFault { () throws(ReaderError) in try RecordSource(paths: ["/none"]) } == .missing(path: "/none"))
    }

    @Test func skippingGivesTheOtherRecords() throws {
        let table = try directory.write("id,formula\na,NaCl\nb,KCl\nc,LiF\n", to: "t.csv")
        let frames = try directory.write(TestTexts.saltFrame + TestTexts.saltFrame, to: "u.xyz")
        var source = try RecordSource(paths: [table, frames])
        var seen: [String] = []
        while try source.skip() {
            if let record = try source.next() { seen.append(record.id) }
        }
        #expect(seen == ["b", "u#1"])
    }
}
