import Datasets
import Foundation
import HDF5
import Materials
import TestSupport
import Testing

/// `covey featurise --graphs`, and what other verbs make of graphs.
@Suite(.serialized) struct GraphCommandTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func graphsAreTheSameOnAnyNumberOfRanks() throws {
        let path = try directory.sandboxData(materials: 40, ["--graphs", "12@8"])
        let dataset = try Dataset(path: path)
        let graphs = try #require(dataset.graphs)
        #expect(graphs.rule.description == "12@8" && graphs.nodeOffsets.count == dataset.count + 1)
        let out = directory.file("shared.h5")
        let words = ["featurise", directory.file("sandbox.csv"), "--structure", "cif", "--target", "formation_energy_per_atom", "--graphs", "12@8"]
        let shared = try ProgramRun("covey", words + ["--out", out], ranks: 3)
        #expect(shared.status == 0, "\(shared.errors)")
        #expect(try bytes(of: out) == (try bytes(of: path)))
        #expect(try directory.names.filter { $0.contains("partial") }.isEmpty)

        let inspected = try ProgramRun("covey", ["inspect", out])
        #expect(inspected.status == 0 && inspected.output.contains("graphs 12@8: like atoms are one; \(graphs.elements.count) nodes for "))
        // What is added to a data set leaves its graphs where they are.
        let described = directory.file("described.h5")
        #expect(try ProgramRun("covey", ["describe", out, "--features", "fractions86", "--out", described]).status == 0)
        let kept = try #require(try Dataset(path: described).graphs)
        #expect(kept.distances.elements == graphs.distances.elements && kept.nodeOffsets.elements == graphs.nodeOffsets.elements)
    }

    @Test func isolatedAtomsAreRejectedWithTheReason() throws {
        let frame = "2\nLattice=\"20 0 0 0 20 0 0 0 20\" name="
        let path = try directory.write("\(frame)near\nH 0 0 0\nH 0.7 0 0\n\(frame)far\nH 0 0 0\nHe 10 10 10\n", to: "pairs.xyz")
        for (representation, out) in [("composition", "composition.h5"), ("wyckoff", "wyckoff.h5")] {
            let words = ["featurise", path, "--representation", representation, "--missing-elements", "zero", "--max-volume", "10000", "--graphs", "12@8", "--out", directory.file(out)]
            let run = try ProgramRun("covey", words)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains(/graph of neighbours +1 +1/), "\(run.output)")
            let rejected = try String(contentsOfFile: directory.file(out.replacing(".h5", with: ".rejected.csv")), encoding: .utf8)
            #expect(rejected.contains(",2,graph of neighbours,\"atom 1, H, is isolated: it has no neighbour within 8 Å\""), "\(rejected)")
            let graphs = try #require(try Dataset(path: directory.file(out)).graphs)
            #expect(graphs.elements.elements == [1] && graphs.multiplicities.elements == [2] && graphs.weights.elements == [1])
        }
    }

    @Test func whatHasNoGraphIsRefusedBeforeAnyWork() throws {
        let table = try directory.write("id,formula\na,NaCl\n", to: "one.csv")
        for (rule, message) in [("12", "--graphs: expected a number of neighbours"), ("12@8", "--graphs: there are no structures in")] {
            let run = try ProgramRun("covey", ["featurise", table, "--graphs", rule, "--out", directory.file("one.h5")])
            #expect(run.status == 64 && run.errors.contains(message), "\(run.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: directory.file("one.h5")))
    }
}
