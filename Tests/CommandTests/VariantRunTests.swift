import Foundation
import HDF5
import TestSupport
import Testing

/// Data sets with the structures of materials before and after relaxation, from the table to the page.
@Suite(.serialized) struct VariantRunTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        _ = try run(["sandbox", "--out", directory.path, "--materials", "60", "--unrelaxed", "substituted"])
    }

    private let target = "formation_energy_per_atom"

    private func run(_ words: [String], ranks: Int? = nil, status: Int32 = 0) throws -> ProgramRun {
        let run = try ProgramRun("covey", words, ranks: ranks)
        #expect(run.status == status, "covey \(words.joined(separator: " ")): \(run.errors)")
        return run
    }

    /// Both structures of all materials, without the relaxed one of the third, which nobody can read, and the other one of the fifth.
    private func data(_ more: [String] = [], ranks: Int? = nil, name: String = "both.h5") throws -> (path: String, said: String) {
        let text = try String(contentsOfFile: directory.file("sandbox.csv"), encoding: .utf8)
        let rows = text.split(separator: "\nsandbox-").enumerated().map { number, row -> Substring in
            switch number {
            case 3: row.replacing("_cell_length_a", with: "_cell_length_q", maxReplacements: 1)
            case 5: row.split(separator: ",\"# made by covey sandbox")[0...1].joined(separator: ",\"# made by covey sandbox") + ","
            default: row
            }
        }
        let table = try directory.write(rows.joined(separator: "\nsandbox-"), to: "table.csv")
        let run = try run(
            [
                "featurise", table, "--structure", "cif,cif_unrelaxed", "--id", "material_id", "--target", "\(target):eV/atom", "--keep", "prototype", "--out",
                directory.file(name),
            ] + more, ranks: ranks)
        return (directory.file(name), run.output)
    }

    private func table(_ path: String) throws -> [[String: String]] {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0).map { (String($0), String($1)) }) }
    }

    private let sizes = ["model.layers=1", "model.heads=1", "model.trunk=32", "model.output=16"].flatMap { ["--set", $0] }

    private func train(_ data: String, _ out: String, _ more: [String] = []) -> [String] {
        ["train", data, "--target", target, "--members", "2", "--batch", "8", "--structures", "one", "--out", directory.file(out)]
            + (more.contains("--epochs") ? [] : ["--epochs", "4"]) + sizes + more
    }

    /// A table that names materials: forty to train on, ten to validate, ten to test.
    private func split() throws -> String {
        let rows = (1...60).map { "sandbox-000\($0 < 10 ? "0" : "")\($0),\($0 <= 40 ? "train" : $0 <= 50 ? "val" : "test")\n" }
        return try directory.write("material_id,split\n" + rows.joined(), to: "mine.csv")
    }

    @Test func fromATableToADataSet() throws {
        let split = try split()
        let (path, said) = try data(["--split", split])
        #expect(said.contains("60 materials, 118 structures (59 cif, 59 cif_unrelaxed), 99.2 % of the input"), "\(said)")
        #expect(said.contains("split mine: 78 train, 20 validation, 20 test"))
        let rejected = try String(contentsOfFile: directory.file("both.rejected.csv"), encoding: .utf8)
        #expect(rejected.hasSuffix("sandbox-00003,\(directory.file("table.csv")),3,readable,_cell_length_a is missing,cif\n"), "\(rejected)")
        // The same bytes from two ranks.
        let other = try data(["--split", split], ranks: 2, name: "two.h5").path
        #expect(try bytes(of: other) == (try bytes(of: path)))
        let inspection = try run(["inspect", path])
        #expect(inspection.output.contains("118 structures of 60 materials"), "\(inspection.output)")
        // Rows of a table of one structure each that belong together.
        let long = "name,parent,formula,e\n" + (0..<6).map { "r\($0),p\($0 / 2),Na\($0 / 2 + 1)Cl,\($0 % 2 == 0 ? "\($0)" : "")\n" }.joined()
        let rows = try run([
            "featurise", try directory.write(long, to: "long.csv"), "--id", "name", "--material", "parent", "--target", "e", "--out", directory.file("long.h5"),
        ])
        #expect(rows.output.contains("3 materials, 6 structures, 100.0 %") && !rows.output.contains("target e: known"), "\(rows.output)")
        for (words, reason) in [
            (["--structure", "cif,cif"], "with cif twice"), (["--structure", "cif,"], "with commas between several"),
            (["--structure", "cif,cif_unrelaxed", "--material", "prototype"], "each row of the table is one"),
            (["--structure", "cif,cif_unrelaxed", "--keep", "structure"], "the data set has a column of that name already"),
        ] {
            let refused = try ProgramRun("covey", ["featurise", directory.file("sandbox.csv"), "--out", directory.file("no.h5")] + words)
            #expect([64, 65].contains(refused.status) && refused.errors.contains(reason), "\(refused.errors)")
        }
    }

    /// One structure of each material in every epoch, whoever trains and however often the run is stopped.
    @Test func everyLayoutAndEveryRestartGivesTheSameBits() throws {
        let path = try data().path
        let whole = try run(train(path, "whole", ["--epochs", "40"]))
        #expect(whole.errors.contains("to train on") && whole.errors.contains("structures of 48 materials") && whole.errors.contains("one structure of each of 48 materials"))
        let hash = try contentHash(of: whole)
        #expect(try contentHash(of: try run(train(path, "shards", ["--epochs", "40", "--shards", "2"]), ranks: 2)) == hash)
        let cut = try ProgramRun("covey", train(path, "cut", ["--epochs", "40"])) {
            try directory.wait(for: 5, of: "cut")
            kill($0, SIGUSR1)
        }
        #expect(cut.status == 75)
        let refused = try run(["train", path] + train(path, "cut", ["--epochs", "40", "--resume"]).dropFirst(2).map { $0 == "one" ? "all" : $0 }, status: 64)
        #expect(refused.errors.contains("training.structures: the run has one, asked for is none"), "\(refused.errors)")
        #expect(try contentHash(of: try run(train(path, "cut", ["--epochs", "40", "--resume"]), ranks: 2)) == hash)
    }

    @Test func predictionsOfSome() throws {
        let path = try data().path
        _ = try run(train(path, "run", ["--split", "random:0.5,0.2,0.3"]))
        let (whole, some) = (directory.file("whole.csv"), directory.file("some.csv"))
        _ = try run(["predict", directory.file("run"), path, "--out", whole])
        let only = try run(["predict", directory.file("run"), path, "--only", "structure=cif_unrelaxed", "--out", some], ranks: 2)
        #expect(only.errors.contains("59 rows without structure=cif_unrelaxed are not predicted"), "\(only.errors)")
        let (all, chosen) = (try table(whole), try table(some))
        #expect(chosen == all.filter { $0["structure"] == "cif_unrelaxed" } && chosen.count == 59 && all.count == 118)
        // The label that a material has when it is relaxed, where its relaxed structure is there.
        let labels = Dictionary(uniqueKeysWithValues: all.map { ($0["material_id"] ?? "", $0["label"] ?? "") })
        #expect(chosen.allSatisfy { $0["relaxed_label"] == labels[$0["material"] ?? ""] ?? "" } && chosen.contains { $0["relaxed_label"] == "" })
        #expect(all.allSatisfy { $0["structure"] == "cif_unrelaxed" || $0["relaxed_label"] == "" })
        // Of a material all structures are in one part.
        for rows in Dictionary(grouping: all, by: { $0["material"] }).values { #expect(Set(rows.map { $0["split"] }).count == 1) }
        let twice = try run(["predict", directory.file("run"), path, "--only", "structure=cif,cif_unrelaxed", "--only", "prototype=anatase", "--out", some])
        #expect(twice.output.contains("structure"), "\(twice.output)")
        #expect(try table(some) == all.filter { $0["prototype"] == "anatase" })
        for (words, status, reason) in [
            ("structure=before", Int32(65), "no row has 'before' in the column structure; there are cif, cif_unrelaxed"),
            ("batch=1", 64, "has kept the columns material, prototype, structure"), ("structure", 64, "as in structure=cif_unrelaxed"),
        ] {
            let refused = try run(["predict", directory.file("run"), path, "--only", words, "--out", some], status: status)
            #expect(refused.errors.contains(reason), "\(refused.errors)")
        }

        let page = directory.file("page")
        _ = try ProgramRun("covey", ["report", directory.file("run"), "--out", page], variables: ["PATH": "/nowhere"])
        let metrics = try String(contentsOfFile: "\(page)/metrics.json", encoding: .utf8)
        #expect(metrics.contains("\"grouping\" : \"structure\""), "\(metrics.prefix(3000))")
        #expect(try String(contentsOfFile: "\(page)/index.html", encoding: .utf8).contains("test structures"))
    }

    @Test func sizesAndFoldsCountMaterials() throws {
        let path = try data(["--features", "magpie145", "--split", try split()]).path
        let sweep = try run([
            "sweep", path, "--target", target, "--model", "ridge", "--sizes", "10,30", "--members", "1", "--split", "random:0.6,0.2,0.2", "--out",
            directory.file("sweep"),
        ])
        #expect(sweep.errors.contains("sizes of training sets count materials, each with all its structures"), "\(sweep.errors)")
        let ten = try table(directory.file("sweep/sweep.csv"))
        #expect(ten.map { $0["materials"] } == ["10", "30"], "\(ten)")
        let folds = try run([
            "train", path, "--target", target, "--model", "ridge", "--folds", "3", "--members", "1", "--out", directory.file("folds"),
        ])
        #expect(folds.errors.contains("structures to test in each"), "\(folds.errors)")
        let tested = try table(directory.file("folds/predictions.csv"))
        #expect(tested.count == 118)
        for rows in Dictionary(grouping: tested, by: { $0["material"] }).values { #expect(Set(rows.map { $0["test_fold"] }).count == 1) }
        // Members that are built in stages draw rows, and one structure each leaves nothing to draw.
        let forest = try run(["train", path, "--target", target, "--model", "forest", "--structures", "one", "--out", directory.file("x")], status: 64)
        #expect(forest.errors.contains("--structures"), "\(forest.errors)")
        let single = try directory.featuriseSandbox()
        let refused = try run(train(single, "x"), status: 64)
        #expect(refused.errors.contains("has one of each to train on"), "\(refused.errors)")
        // A list that names materials leaves out all their structures.
        let list = try directory.write("sandbox-00001\nsandbox-00002:cif_unrelaxed\n", to: "known.txt")
        let without = try run(train(path, "without", ["--exclude", list, "--epochs", "1"]))
        #expect(without.errors.contains("left out of training and validation: 2 materials"), "\(without.errors)")
    }

    /// The study of the documentation, small: its figures say nothing, but every model predicts both structures of the same materials.
    @Test func theStudy() throws {
        let jobs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Jobs/relaxation-study").path
        let study = try ProgramRun(
            "/usr/bin/env", ["bash", jobs, "60", directory.file("study")],
            variables: ["COVEY": ProgramRun.folder.appendingPathComponent("covey").path, "MEMBERS": "1", "OPTIONS": "--epochs 1 --batch 16"])
        #expect(study.status == 0, "\(study.errors)")
        let lines = study.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        for name in ["wren", "voronoi", "voronoi-d"] {
            let line = try #require(lines.first { $0.first == name && $0.count == 3 }, "\(study.output)")
            #expect(line.dropFirst().allSatisfy { Double($0).map { $0 > 0 } == true }, "\(line)")
        }
    }
}
