import Datasets
import Ensembles
import Foundation
import HDF5
import Materials
import Models
import Predictions
import SmallEnsemble
import TestSupport
import Testing
import Training

/// What a bundle keeps beside the weights, and bundles of before there was such a thing.
@Suite struct BundleCalibrationTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func ensemble(_ calibrations: [String: Recalibration], _ trained: TrainedMaterials?) throws -> Ensemble {
        let state = try smallMember()
        let configuration = EnsembleConfiguration.small
        return Ensemble(
            configuration: configuration,
            targets: [
                EnsembleTarget(name: "energy", unit: "eV", task: .regression(.robustL1), normaliser: Normaliser(mean: 0, deviation: 1))
            ],
            model: try configuration.model(),
            members: [EnsembleMember(number: 0, weights: state.weights, history: [], bestEpoch: 0, outcome: .finished)], provenance: [:],
            calibrations: calibrations, trained: trained)
    }

    private func calibration(deviation: Double) throws -> Recalibration {
        let random = CounterRandom(seed: 5, member: 0, purpose: .test)
        let targets = (0..<60).map { Double(random.normal(at: $0)) }
        let table = PredictionTable(
            ids: targets.indices.map { "\($0)" }, splits: targets.map { _ in "validation" }, targets: targets,
            combined: .regression(means: [targets.map { _ in 0 }], deviations: [targets.map { _ in deviation }]), members: [])
        return try #require(Recalibration(fittedTo: table))
    }

    /// Names of classes, their weights and the temperature of their probabilities.
    @Test func classesAreKept() throws {
        let task = Task.classification(classes: 2, weights: [0.5, 1.5])
        var settings = SetSettings(kind: .roost)
        (settings.layers, settings.heads, settings.poolingHeads, settings.elementWidth) = (1, 1, 1, 15)
        let model = try SetModel(settings, tasks: [task], tables: EmbeddingTables(.builtIn, kind: .roost))
        let random = CounterRandom(seed: 5, member: 0, purpose: .test)
        let certain = (0..<40).map { 0.5 + 0.45 * Double(random.uniform(at: $0)) }
        let (combined, mean) = EnsemblePrediction.classification(probabilities: [[certain.map { 1 - $0 }, certain]])
        let table = PredictionTable(
            ids: certain.indices.map { "\($0)" }, splits: certain.map { _ in "validation" },
            targets: certain.indices.map { $0 % 4 == 0 ? 0 : 1 }, combined: combined, members: [], probabilities: mean)
        let scaling = try #require(TemperatureScaling(fittedTo: table))
        var configuration = EnsembleConfiguration.small
        configuration.model = ModelConfiguration(settings)
        configuration.classWeights = "True=3"
        let written = Ensemble(
            configuration: configuration,
            targets: [EnsembleTarget(name: "metal", unit: "", task: task, normaliser: .identity, classes: ["False", "True"])], model: model,
            members: [
                EnsembleMember(
                    number: 0, weights: model.initialWeights(seed: 1, member: 0), history: [], bestEpoch: 0, outcome: .finished)
            ], provenance: [:], temperatures: ["metal": scaling])
        let path = directory.file("classes.h5")
        try Bundle.write(written, to: path)
        let read = try Bundle.read(path)
        #expect(read.temperatures == ["metal": scaling] && read.calibrations.isEmpty)
        #expect(read.targets == written.targets && read.targets[0].className(1) == "True" && read.configuration.classWeights == "True=3")
        #expect(read.model.tasks == [task])
    }

    @Test(arguments: [0.4, 0]) func whatIsWrittenIsRead(deviation: Double) throws {
        let calibration = try calibration(deviation: deviation)
        let trained = TrainedMaterials(digests: [.composition: [3, 9, .max], .prototype: [], .label: []])
        let written = try ensemble(["energy": calibration], trained)
        let path = directory.file("ensemble.h5")
        try Bundle.write(written, to: path)
        let read = try Bundle.read(path)
        #expect(read.calibrations == ["energy": calibration] && read.trained == trained)
        #expect((calibration.scale == nil) == (deviation == 0))
        // Neither is part of what the content hash is of.
        #expect(try Bundle.contentHash(of: read) == Bundle.contentHash(of: ensemble([:], nil)))
    }

    /// Which elements training has met is said since 0.2; earlier bundles do not say it, which is not the same as none.
    @Test func elementsOfTrainingAreKeptWhereTheyAreKnown() throws {
        let path = directory.file("elements.h5")
        let known = TrainedMaterials(digests: [.composition: [], .prototype: [], .label: []], elements: ["O", "Yb"].compactMap { Element(symbol: $0) })
        let unknown = TrainedMaterials(digests: known.digests)
        for trained in [known, unknown] {
            try Bundle.write(try ensemble([:], trained), to: path)
            #expect(try Bundle.read(path).trained == trained)
        }
        #expect(known.unseenElements(of: ["O3Yb2", "CeO2", "?", "CuLiYb"])?.values == ["", "Ce", "", "Cu Li"])
        #expect(unknown.unseenElements(of: ["O3Yb2"]) == nil && known.union(unknown).elements == nil)
        let other = TrainedMaterials(digests: known.digests, elements: ["Li", "O"].compactMap { Element(symbol: $0) })
        #expect(known.union(other).elements?.map(\.symbol) == ["Li", "O", "Yb"])
    }

    @Test func bundlesWithoutThemAreRead() throws {
        let path = directory.file("earlier.h5")
        try Bundle.write(try ensemble([:], nil), to: path)
        let read = try Bundle.read(path)
        #expect(read.calibrations.isEmpty && read.trained == nil)
        #expect(try HDF5File.open(path).names(in: "/") == ["embedding", "members"])
    }

    /// A program that knows more settings says more of the same ensemble: the hash is of the text in the file, not of what it would write.
    @Test func theHashIsOfTheConfigurationAsItWasWritten() throws {
        let written = try ensemble([:], nil)
        let (configuration, targets) = (try Bundle.json(written.configuration), try Bundle.json(written.targets))
        let older = configuration.replacing("\"omitted\":[],", with: "")
        #expect(older.utf8.count < configuration.utf8.count)
        #expect(try JSONDecoder().decode(EnsembleConfiguration.self, from: Data(older.utf8)) == written.configuration)
        func hash(_ text: String) -> String { Bundle.contentHash(of: written, configuration: text, targets: targets) }
        #expect(try hash(older) != hash(configuration) && hash(configuration) == Bundle.contentHash(of: written))
    }
}
