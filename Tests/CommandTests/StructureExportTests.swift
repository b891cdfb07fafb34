import Foundation
import TestSupport
import Testing

/// Structures of candidates brought back as files.
@Suite struct StructureExportTests {
    private let directory: TemporaryDirectory
    private let salt = """
        data_salt
        _cell_length_a 5.6
        _cell_length_b 5.6
        _cell_length_c 5.6
        _cell_angle_alpha 90
        _cell_angle_beta 90
        _cell_angle_gamma 90
        loop_
        _atom_site_type_symbol
        _atom_site_fract_x
        _atom_site_fract_y
        _atom_site_fract_z
        Na 0 0 0
        Cl 0.5 0.5 0.5

        """

    init() throws { directory = try TemporaryDirectory() }

    private func export(_ words: [String]) throws -> ProgramRun { try ProgramRun("covey", ["export"] + words) }

    private func text(_ name: String) throws -> String { try String(contentsOfFile: directory.file(name), encoding: .utf8) }

    /// A table of structures, as candidates are featurised from, and a list of them.
    private func tables(ids: [String] = ["a", "b", "c/d", "e"]) throws -> (list: String, from: String) {
        let rows = ids.map { "\($0),\"\(salt.replacing("salt", with: $0))\"\n" }.joined()
        let from = try directory.write("material_id,cif\n" + rows, to: "in.csv")
        let list = try directory.write(
            "material_id,rank,flags,predicted_e_above_hull\nc/d,1,,-0.2\nb,2,far-below,-0.1\na,3,,0.05\ngone,4,,0.1\n", to: "candidates.csv")
        return (list, from)
    }

    @Test func chosenRowsComeBackAsTheyWereGiven() throws {
        let (list, from) = try tables()
        let run = try export([list, "--structures", from, "--where", "flags=", "--top", "2", "--out", directory.file("out")])
        #expect(run.status == 0 && run.output.contains("wrote 2 structures") && run.errors.isEmpty, "\(run.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.file("out")).sorted() == ["a.cif", "c_d.cif", "index.csv"])
        #expect(try text("out/c_d.cif") == salt.replacing("salt", with: "c/d"))
        #expect(try text("out/index.csv") == """
            file,from,record,material_id,rank,flags,predicted_e_above_hull
            c_d.cif,\(from),3,c/d,1,,-0.2
            a.cif,\(from),1,a,3,,0.05

            """)
        // What is there is not written over.
        let again = try export([list, "--structures", from, "--out", directory.file("out")])
        #expect(again.status == 64 && again.errors.contains("is a directory with 3 files"), "\(again.errors)")
    }

    @Test func rowsWithoutAStructureAreNamed() throws {
        let (list, from) = try tables()
        let run = try export([list, "--structures", from, "--where", "predicted_e_above_hull>=0", "--out", directory.file("out")])
        #expect(run.status == 0 && run.errors.contains("1 rows have no structure in \(from)") && run.errors.contains("gone"), "\(run.errors)")
        #expect(try text("out/index.csv").contains("\n,,,gone,4,,0.1\n"))
    }

    @Test func filesOfEveryFormat() throws {
        let cell = "NaCl\n1.0\n5 0 0\n0 5 0\n0 0 5\nNa Cl\n1 1\nDirect\n0 0 0\n0.5 0.5 0.5\n"
        let frame = "2\nLattice=\"5 0 0 0 5 0 0 0 5\" Properties=species:S:1:pos:R:3\nNa 0 0 0\nCl 2.5 2.5 2.5\n"
        let json = #"{"lattice":{"matrix":[[5,0,0],[0,5,0],[0,0,5]]},"sites":[{"species":[{"element":"Na","occu":1}],"abc":[0,0,0]}]}"#
        try FileManager.default.createDirectory(atPath: directory.file("from"), withIntermediateDirectories: true)
        _ = try directory.write(cell, to: "from/one.vasp")
        _ = try directory.write(frame + frame, to: "from/two.xyz")
        _ = try directory.write(json, to: "from/three.json")
        _ = try directory.write(salt, to: "from/four.cif")
        let list = try directory.write("id\none\ntwo#2\nthree\nfour\n", to: "list.csv")
        let run = try export([list, "--structures", directory.file("from"), "--out", directory.file("out")])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try text("out/one.vasp") == cell && text("out/two#2.xyz") == frame && text("out/three.json") == json + "\n")
        // They are read again as what they are.
        let again = try ProgramRun("covey", ["featurise", directory.file("out/four.cif"), directory.file("out/one.vasp"), "--out", directory.file("d.h5")])
        #expect(again.status == 0, "\(again.errors)")
    }

    @Test func mistakes() throws {
        let (list, from) = try tables()
        let twins = try directory.write("material_id\na/b\na:b\n", to: "twins.csv")
        let double = try directory.write("material_id,cif\na,\"\(salt)\"\na,\"\(salt)\"\n", to: "double.csv")
        let formulae = try directory.write("material_id,formula\na,NaCl\n", to: "formulae.csv")
        let out = directory.file("out")
        for (words, status, reason) in [
            ([list, "--out", out], Int32(64), "--structures is missing"),
            ([list, "--structures", from, "--member", "1", "--out", out], 64, "--member is for a run or bundle"),
            ([from + ".h5", "--structures", from, "--out", out], 64, "--structures is for a table of candidates"),
            ([list, "--structures", from, "--where", "rank", "--out", out], 64, "it must be a column"),
            ([list, "--structures", from, "--where", "rank<x", "--out", out], 64, "compares with a number"),
            ([list, "--structures", from, "--where", "place=1", "--out", out], 64, "has the columns material_id, rank"),
            ([list, "--structures", from, "--where", "flags<1", "--out", out], 65, "'far-below' is not a number, and --where flags<1 needs one"),
            ([list, "--structures", from, "--where", "rank>9", "--out", out], 65, "no row is chosen"),
            ([twins, "--structures", from, "--out", out], 65, "a/b and a:b would both be written to a_b"),
            ([list, "--structures", double, "--out", out], 65, "both are of a"),
            ([list, "--structures", formulae, "--out", out], 65, "there are no structures in it"),
            ([list, "--structures", from, "--id", "nowhere", "--out", out], 65, "nowhere"),
            ([list, "--structures", "/nowhere.csv", "--out", out], 66, "/nowhere.csv"),
        ] {
            let run = try export(words)
            #expect(run.status == status && run.errors.contains(reason), "\(words): \(run.status) \(run.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: out))
    }
}
