import Datasets
import Foundation
import HDF5
import TestSupport
import Testing

/// `covey featurise --features`, and what `covey inspect` says of it.
@Suite(.serialized) struct FeatureCommandTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func featuresOfStructuresAndFormulaeAreTheSameOnAnyNumberOfRanks() throws {
        let more = ["--features", "fractions118,magpie145"]
        let positions = try Dataset(path: try directory.sandboxData(materials: 40, more))
        #expect(positions.representation == .wyckoff)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: positions.path))
        let out = directory.file("data.h5")
        let words = ["featurise", directory.file("sandbox.csv"), "--structure", "cif", "--target", "formation_energy_per_atom"] + more
        let shared = try ProgramRun("covey", words + ["--out", out], ranks: 3)
        #expect(shared.status == 0, "\(shared.errors)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: out)) == bytes)

        // The same materials as compositions, read from the column of formulae.
        let table = directory.file("compositions.h5")
        let run = try ProgramRun(
            "covey",
            ["featurise", directory.file("sandbox.csv"), "--formula", "formula", "--representation", "composition", "--out", table] + more)
        #expect(run.status == 0, "\(run.errors)")
        let compositions = try Dataset(path: table)
        let rows = Dictionary(uniqueKeysWithValues: (0..<compositions.count).map { (compositions.id($0), $0) })
        #expect(compositions.featureSchemas == positions.featureSchemas)
        for schema in compositions.featureSchemas {
            let (one, other) = (try positions.features(schema.name), try compositions.features(schema.name))
            for row in 0..<positions.count {
                let twin = try #require(rows[positions.id(row)])
                for (a, b) in zip(one.row(row), other.row(twin)) { #expect(abs(one.values[a] - other.values[b]) <= 1e-4) }
            }
        }

        let inspected = try ProgramRun("covey", ["inspect", out])
        #expect(inspected.status == 0)
        for text in ["magpie145", "mean-over-elements", "MagpieData avg_dev MeltingT", "fractions118", "features/magpie145", "Ward et al."] {
            #expect(inspected.output.contains(text), "\(text)")
        }
    }

    @Test func materialsWithoutFeaturesAreCounted() throws {
        let table = try directory.write("id,formula\na,NaCl\nb,HeNa2\n", to: "two.csv")
        let run = try ProgramRun("covey", ["featurise", table, "--features", "fractions86", "--out", directory.file("two.h5")])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("features fractions86: known of 1 of the 2 materials"))
    }

    @Test func unknownNamesAreAnsweredWithTheTable() throws {
        let table = try directory.write("id,formula\na,NaCl\n", to: "one.csv")
        for names in ["magpie", "magpie145,magpie145"] {
            let run = try ProgramRun("covey", ["featurise", table, "--features", names, "--out", directory.file("one.h5")])
            #expect(run.status == 64)
            #expect(run.errors.contains("magpie145"))
        }
        #expect(!FileManager.default.fileExists(atPath: directory.file("one.h5")))
    }
}
