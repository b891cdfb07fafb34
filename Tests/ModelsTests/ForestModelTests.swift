import Datasets
import Foundation
import Kernels
import Materials
import Models
import TestSupport
import Testing

/// The forest as a kind of model: stages, arrays and outputs.
@Suite struct ForestModelTests {
    private let directory: TemporaryDirectory
    private let dataset: Dataset
    private let targets: [[Float]]
    private let rows = Array(0..<60)

    init() throws {
        let random = CounterRandom(seed: 5, member: 0, purpose: .test)
        var content = DatasetContent(representation: .composition, elementVectors: .builtIn)
        for row in 0..<80 {
            content.append(id: "m-\(row)", formula: "made up \(row)", label: "", nodes: [(3, 0, 1, 0.5), (8, 0, 1, 0.5)])
        }
        let schema = FeatureSchema(name: "made-up", columns: ["a", "b", "c"], version: 1, imputation: "none", source: "a test")
        content.features = [
            DatasetContent.Features(schema: schema) { rows in
                rows.flatMap { row in (0..<3).map { column in row % 7 == 0 && column == 2 ? .nan : random.uniform(at: 3 * row + column) } }
            }
        ]
        directory = try TemporaryDirectory()
        try content.write(to: directory.file("data.h5"))
        dataset = try Dataset(path: directory.file("data.h5"))
        let numbers = (0..<80).map { row in row % 5 == 1 ? Float.nan : random.uniform(at: 3 * row) - random.uniform(at: 3 * row + 1) }
        let classes = (0..<80).map { row in Float(random.uniform(at: 3 * row) > 0.5 ? 1 : 0) }
        targets = [numbers, classes]
    }

    private func model(trees: Int = 9, features: String = "made-up") throws -> any StagedModel {
        var settings = ForestModelSettings()
        settings.growth.trees = trees
        settings.features = features
        settings.growth.featureShare = 1
        let model = try settings.model(
            [.regression(.robustL1), .classification(classes: 2)], for: dataset, training: rows, besides: [])
        guard case .inStages(let staged) = model.learning else { throw ModelError.missingTensor(name: "stages") }
        return staged
    }

    private func lesson(member: Int = 0) -> StagedLesson {
        StagedLesson(targets: targets, training: rows, measured: Array(50..<80), seed: 3, member: member)
    }

    @Test func stagesAreTheSameHoweverTheyAreInterrupted() throws {
        let (model, inputs) = (try model(), ModelInputs(dataset, rows: 0..<80))
        var whole = try model.fit(inputs, lesson(), continuing: [])
        while whole.stages < model.stages { try whole.advance() }
        for stop in [1, 4, 8] {
            var fit = try model.fit(inputs, lesson(), continuing: [])
            for _ in 0..<stop { try fit.advance() }
            var rest = try model.fit(inputs, lesson(), continuing: fit.arrays)
            #expect(rest.stages == stop)
            while rest.stages < model.stages { try rest.advance() }
            #expect(rest.arrays == whole.arrays)
            #expect(zip(rest.outputs(), whole.outputs()).allSatisfy { $0.elements == $1.elements })
        }
        var other = try model.fit(inputs, lesson(member: 1), continuing: [])
        while other.stages < model.stages { try other.advance() }
        #expect(other.arrays != whole.arrays)
    }

    /// What is measured after a stage is what a member of those stages predicts, in blocks of any size.
    @Test func measuredOutputsArePredictions() throws {
        let (model, inputs) = (try model(), ModelInputs(dataset, rows: 0..<80))
        var fit = try model.fit(inputs, lesson(), continuing: [])
        while fit.stages < model.stages { try fit.advance() }
        let weights = try model.weights(of: fit.arrays)
        #expect(weights.arrays == fit.arrays && weights.arrays.map(\.name) == model.weightNames)
        var predictor = try model.predictor(inputs)
        var predicted: [[Float]] = [[], []]
        for block in [50..<51, 51..<75, 75..<80] {
            predictor.layOut(Array(block)[...])
            for (target, outputs) in predictor.outputs(weights).enumerated() { predicted[target] += outputs }
        }
        let measured = fit.outputs()
        #expect(measured.map(\.elements) == predicted)
        for row in 0..<30 {
            #expect(predicted[0][2 * row].isFinite && predicted[0][2 * row + 1].isFinite)
            let shares = (0..<2).map { exp(Double(predicted[1][2 * row + $0])) }
            // A class that no tree has met keeps half a tree's voice.
            #expect(shares.reduce(0, +) > 0.999 && shares.reduce(0, +) < 1 + 0.51 / 9)
        }
    }

    @Test func whatIsNotKnownIsNotLearnt() throws {
        let (model, inputs) = (try model(), ModelInputs(dataset, rows: 0..<80))
        func arrays(_ change: (inout [Float]) -> Void) throws -> [NamedArray] {
            var values = targets[0]
            change(&values)
            let lesson = StagedLesson(targets: [values, targets[1]], training: rows, measured: [60], seed: 3, member: 0)
            var fit = try model.fit(inputs, lesson, continuing: [])
            try fit.advance()
            return fit.arrays
        }
        let one = try arrays { _ in }
        #expect(try arrays { $0[70] = 1e9 } == one)
        #expect(try arrays { values in for row in 0..<60 { values[row] *= 2 } } != one)
    }

    @Test func aFileIsBelievedOnlyAsFarAsItCanBePredictedWith() throws {
        let (model, inputs) = (try model(), ModelInputs(dataset, rows: 0..<80))
        var fit = try model.fit(inputs, lesson(), continuing: [])
        try fit.advance()
        for name in model.weightNames {
            #expect(throws: ModelError.self) { try model.weights(of: fit.arrays.filter { $0.name != name }) }
        }
        // The forest of the numbers in the place of that of the classes.
        let swapped = fit.arrays.map { array in array.named((array.name.hasPrefix("0") ? "1" : "0") + array.name.dropFirst()) }
        #expect(throws: ModelError.self) { try model.weights(of: swapped) }
        var settings = ForestModelSettings()
        #expect { try settings.model(model.tasks, basis: model.basis) } throws: { "\($0)".contains("is of the features made-up, not of magpie145") }
        settings.features = "made-up"
        let again = try settings.model(model.tasks, basis: model.basis)
        #expect(again.basisSummary == "made-up, 3 columns")
        #expect(throws: ModelError.self) { try settings.model(model.tasks, basis: []) }
        for text in ["", "{}", #"{"name":"x","columns":[],"version":1,"imputation":"none","source":""}"#] {
            let basis = model.basis.map { NamedArray(name: $0.name, shape: [text.utf8.count], elements: .bytes(Array(text.utf8))) }
            #expect(throws: ModelError.self) { try settings.model(model.tasks, basis: basis) }
        }
    }

    @Test func otherFeaturesDoNotGoWithIt() throws {
        #expect { try model(features: "magpie145") } throws: { "\($0)".contains("expected a data set with the features magpie145, found one with made-up") }
        #expect(throws: ModelError.self) { try model(trees: 0) }
    }
}
