import Datasets
import Foundation
import HDF5
import TestSupport
import Testing

/// `covey describe`: features as tables, added to data sets, and learnt ones.
@Suite(.serialized) struct DescribeTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func describe(_ words: [String], ranks: Int? = nil) throws -> ProgramRun {
        try ProgramRun("covey", ["describe"] + words, ranks: ranks)
    }

    private func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: directory.file(name))) }

    @Test func aDataSetGainsTheFeaturesThatFeaturiseWouldHaveMade() throws {
        _ = try directory.sandboxData(materials: 60, ["--keep-structures", "--keep", "formula", "--features", "fractions86"])
        let (bare, more) = (directory.file("data.h5"), directory.file("more.h5"))
        for ranks in [nil, 3] {
            let run = try describe([bare, "--features", "magpie145", "--out", more], ranks: ranks)
            #expect(run.status == 0 && run.output.contains("features magpie145: 145 columns"), "\(run.errors)")
            let described = try Dataset(path: more)
            #expect(described.featureSchemas.map(\.name) == ["fractions86", "magpie145"] && described.hasStructures)
            let numbers = try described.features("magpie145").values.elements
            _ = try directory.featuriseSandbox(["--keep-structures", "--keep", "formula", "--features", "fractions86,magpie145"])
            let whole = try Dataset(path: directory.file("data.h5"))
            for (one, other) in zip(numbers, try whole.features("magpie145").values.elements) { #expect(abs(one - other) <= 1e-4 * max(1, abs(other))) }
            #expect(try described.target("formation_energy_per_atom") == whole.target("formation_energy_per_atom"))
            #expect(described.columnNames == whole.columnNames && described.count == whole.count)
        }
    }

    @Test func tablesHaveARowForEachMaterialAndWhatCannotBeReadIsListed() throws {
        let table = try directory.write("id,formula\na,NaCl\nb,He2\nc,Xx9\n", to: "three.csv")
        let run = try describe([table, "--features", "fractions86,fractions118", "--out", directory.file("f.csv")])
        #expect(run.status == 0 && run.output.contains("features fractions86: 86 columns, known of 1 of the 2 materials"), "\(run.errors)\(run.output)")
        let lines = String(decoding: try bytes("f.csv"), as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 3 && lines[0].hasPrefix("material_id,formula,fractions86 H,"))
        #expect(lines[2].hasPrefix("b,He,,,") && lines[1].contains(",0.5,"))
        #expect(String(decoding: try bytes("f.rejected.csv"), as: UTF8.self).contains("c,"))
        let shown = try describe(["--formula", "Fe2O3", "--features", "fractions118"])
        #expect(shown.status == 0 && shown.output.contains(/Fe +0\.4/) && shown.output.contains(/O +0\.6/))
    }

    @Test func whatAnEnsembleHasLearntIsAFeature() throws {
        let data = try directory.sandboxData(materials: 60)
        let run = directory.file("run")
        let trained = try ProgramRun(
            "covey",
            ["train", data, "--target", "formation_energy_per_atom", "--model", "roost", "--members", "2", "--epochs", "1", "--out", run]
                + ["layers=1", "heads=1", "trunk=16", "output=8,8"].flatMap { ["--set", "model.\($0)"] })
        #expect(trained.status == 0, "\(trained.errors)")
        for (name, ranks) in [("one.h5", nil), ("three.h5", 3)] {
            let described = try describe([data, "--features", "bundle:\(run)", "--out", directory.file(name)], ranks: ranks)
            #expect(described.status == 0, "\(described.errors)")
        }
        #expect(try bytes("one.h5") == bytes("three.h5"))
        let members = try (0...1).map { member in
            _ = try describe([data, "--features", "bundle:\(run):member=\(member)", "--out", directory.file("own.h5")])
            let dataset = try Dataset(path: directory.file("own.h5"))
            let schema = try #require(dataset.featureSchemas.first)
            #expect(schema.columns.count == 8 && schema.name.hasSuffix("-\(member)"))
            return try dataset.features(schema.name).values.elements
        }
        let whole = try Dataset(path: directory.file("one.h5"))
        let mean = try whole.features(try #require(whole.featureSchemas.first).name).values.elements
        #expect(mean.contains { $0 > 0 })
        for (place, value) in mean.enumerated() { #expect(abs(value - (members[0][place] + members[1][place]) / 2) <= 1e-6) }
        let absent = try describe([data, "--features", "bundle:\(run):member=7", "--out", directory.file("none.h5")])
        #expect(absent.status == 64 && absent.errors.contains("no member 7"))
    }

    @Test func whatCannotBeDescribedIsRefusedBeforeAnyWork() throws {
        let table = try directory.write("id,formula\na,NaCl\n", to: "one.csv")
        let out = ["--out", directory.file("f.csv")]
        let refusals: [([String], Int32, String)] = [
            ([table, "--features", "magpie145"] + ["--out", directory.file("f.txt")], 64, ".h5 (a data set), .csv"),
            ([table, "--features", "nothing"] + out, 64, "magpie145"),
            (["--features", "magpie145"] + out, 64, "--formula"),
            ([table, "--features", "bundle:absent"] + out, 66, "absent"),
            (["--formula", "Xx", "--features", "magpie145"], 64, "--formula Xx"),
        ]
        for (words, status, text) in refusals {
            let run = try describe(words)
            #expect(run.status == status && run.errors.contains(text), "\(words): \(run.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: directory.file("f.csv")))
    }
}
