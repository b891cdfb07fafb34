import Commands
import Ensembles
import Foundation
import Models
import Training

/// `covey import`: a member from a safetensors file of the PyTorch reference.
enum ImportWeights: Command {
    static let name = "import"
    static let abstract = "make a bundle of weights in the reference's safetensors format"
    static let usage = "WEIGHTS.safetensors… --out BUNDLE.h5 --target NAME --mean X --deviation X"
    static let options: [Option] = [
        .text("out", "BUNDLE.h5", "the bundle, one member for each file"),
        .text("target", "NAME", "what the weights predict"),
        .text("unit", "UNIT", "of the target"),
        .text("mean", "X", "of the target, as the weights were trained (0)"),
        .text("deviation", "X", "of the target, as the weights were trained (1)"),
        .text("loss", "NAME", "robust-l1, robust-l2, l1 or l2 (robust-l1)"),
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard !arguments.positional.isEmpty else { throw CommandError.usage("expected a safetensors file; usage: covey import \(usage)") }
        let out = try arguments.required("out")
        let target = try arguments.required("target")
        let loss = try arguments.choice("loss", RegressionLoss.self) ?? .robustL1
        let normaliser = Normaliser(mean: try arguments.number("mean") ?? 0, deviation: try arguments.number("deviation") ?? 1)
        guard normaliser.deviation > 0 else { throw CommandError.usage("--deviation is \(normaliser.deviation); it must be positive") }
        let paths = try arguments.positional.map { path throws(CommandError) in try arguments.existing(path) }
        try arguments.checkOutput([out], reading: paths)
        let files = try paths.map { path in try ReferenceWeights.read(try Safetensors(path: path), loss: loss, trainableEmbeddings: true) }
        guard let first = files.first, files.allSatisfy({ $0.model.configuration == first.model.configuration }) else {
            throw CommandError.badData("the files hold models of different sizes; one bundle holds one kind")
        }
        guard first.model.tasks.count == 1 else {
            throw CommandError.badData("the weights predict \(first.model.tasks.count) targets; only one can be imported")
        }
        let configuration = EnsembleConfiguration(
            model: first.model.configuration, training: TrainingConfiguration(), members: files.count, targets: [target], loss: loss.rawValue,
            split: "none", data: "imported")
        let members = files.enumerated().map { number, file in
            EnsembleMember(number: number, weights: file.weights, history: [], bestEpoch: 0, outcome: .finished)
        }
        let ensemble = Ensemble(
            configuration: configuration,
            targets: [EnsembleTarget(name: target, unit: arguments.text("unit") ?? "", task: first.model.tasks[0], normaliser: normaliser)],
            elementVectors: first.elementVectors, model: first.model, members: members,
            provenance: ["program": "covey \(Covey.version)", "imported": arguments.positional.joined(separator: ", ")])
        try Bundle.write(ensemble, to: out)
        print("wrote \(out): \(files.count) members\nnext: covey predict \(out) DATA.h5 --out predictions.csv")
    }
}
