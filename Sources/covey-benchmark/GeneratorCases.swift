import Commands
import Datasets
import Ensembles
import Materials
import Models
import Training

/// A case of the generator of Wyckoff representations, which has no target.
protocol GeneratorCase: ModelCase {}

extension GeneratorCase {
    static var usage: String { "DATA.h5 [options]" }

    static var options: [Option] { amounts + [sizing, phases] + pace }

    static var sizing: Option { .repeated("set", "model.NAME=VALUE", "other sizes, as in covey train") }

    static func generator(_ arguments: Arguments) throws -> GeneratorSettings {
        var settings = GeneratorSettings()
        for text in arguments.all("set") {
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].hasPrefix("model.") else { throw CommandError.usage("--set \(text): expected model.NAME=VALUE") }
            try settings.apply(String(parts[0].dropFirst("model.".count)), String(parts[1]))
        }
        return settings
    }

    static func settings(_ arguments: Arguments) throws -> any ModelSettings { try generator(arguments) }

    /// As covey train has it.
    static var configuration: TrainingConfiguration {
        var configuration = TrainingConfiguration()
        configuration.batch = 64
        configuration.representations = .one
        if let hint = ModelKind.named(GeneratorSettings().kindName)?.hint {
            configuration.learningRate = hint.learningRate
            configuration.weightDecay = hint.weightDecay ?? configuration.weightDecay
        }
        return configuration
    }

    static func target(_ arguments: Arguments, in dataset: Dataset, training: [Int]) -> LearningTarget { LearningTarget(likelihoodOf: dataset) }

    static func sizes(_ arguments: Arguments, _ dataset: Dataset) throws -> [String: String] { ["model": try generator(arguments).summary] }

    static func extent(of rows: [Int], _ inputs: ModelInputs) -> [String: String] {
        let sites = rows.reduce(0) { $0 + inputs.dataset.siteCount(of: $1) }
        return ["sites_per_material": mean(sites, of: rows.count)]
    }
}

enum TrainGenerator: GeneratorCase {
    static let name = "train-generator"
    static let abstract = "an epoch of training, WyckoffTransformer at its default sizes"
    static func run(_ arguments: Arguments) throws { try train(arguments) }
}

/// Materials that a member writes, once it has learnt what materials look like: how long they are decides how long they take.
enum SampleGenerator: GeneratorCase {
    static let name = "sample-generator"
    static let abstract = "materials written by one member, WyckoffTransformer at its default sizes"
    static var options: [Option] {
        amounts + [
            sizing, .text("epochs", "N", "that it is trained for, before time counts (10)"), .text("samples", "N", "materials of each repetition (4096)"),
        ] + pace
    }

    static func run(_ arguments: Arguments) throws {
        let materials = try MaterialSet(arguments, of: Self.self)
        let model = try materials.model()
        guard let writing = model as? any GeneratingModel else { throw CommandError.badData("a model that writes no materials") }
        let samples = try arguments.integer("samples", in: 1...10_000_000) ?? 4096
        var configuration = materials.configuration
        configuration.epochs = try arguments.integer("epochs", in: 1...10_000) ?? 10
        let inputs = ModelInputs(materials.dataset, rows: materials.rows)
        var training = try GradientTraining(
            member: 0, configuration: configuration, task: try materials.task(), learner: try model.learner(inputs, for: .training, account: nil))
        guard let member = try training.run() else { throw CommandError.badData("\(materials.dataset.path): the training has diverged") }

        var sampler = writing.sampler()
        func write(_ numbers: Range<Int>) throws -> [SampledMaterial] {
            try sampler.sample(Array(numbers), seed: 1, member: 0, weights: member.weights, conditions: .none)
        }
        let first = try write(0..<min(samples, 1024))
        let sites = mean(first.reduce(0) { $0 + $1.sites.count }, of: first.count)
        var repetitions = try Repetitions(
            name, unit: "materials", inputs: materials.inputs(["epochs": "\(configuration.epochs)", "sites_per_sample": sites]), arguments)
        for repetition in 0..<repetitions.total {
            try repetitions.time(repetition) { try write(repetition * samples..<(repetition + 1) * samples).count }
        }
        repetitions.showTable()
    }
}

/// What the generator computes of some materials, for a program that computes it too.
enum TraceGenerator: GeneratorCase {
    static let name = "trace-generator"
    static let abstract = "tokens, weights, nats and gradient of WyckoffTransformer, for Jobs/reference/generator.py"
    static let usage = "DATA.h5 --out FILE.safetensors [options]"
    static let materials = 64
    static var options: [Option] {
        [
            .text("out", "FILE", "where to put them"),
            .text("materials", "N", "spread evenly over the data set (\(materials))"), sizing,
            .flag("equivalent", "all equivalent sequences of a material, and not the one with the stored letters"),
            .flag("formula-weights", "weights 0.3 · sin(0.7 i² + b), for number i of block b, and not random ones"),
        ]
    }

    static func settings(_ arguments: Arguments) throws -> any ModelSettings {
        var settings = try generator(arguments)
        settings.relabelled = arguments.has("equivalent")
        return settings
    }

    static func run(_ arguments: Arguments) throws {
        let materials = try MaterialSet(arguments, of: Self.self)
        let path = try arguments.required("out")
        guard let model = try materials.model() as? GeneratorModel else { throw CommandError.badData("a model that writes no materials") }
        let weights = arguments.has("formula-weights") ? GeneratorTrace.formulaWeights(of: model) : model.initialWeights(seed: 1, member: 0)
        let trace = try GeneratorTrace(model, materials.rows, of: materials.dataset, weights: weights)
        try Safetensors(tensors: trace.tensors, metadata: trace.metadata).write(to: path)
        say("\(path): \(materials.rows.count) materials of \(materials.dataset.path)")
    }
}
