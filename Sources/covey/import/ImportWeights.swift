import Commands
import Ensembles
import Foundation
import Models
import Training

/// `covey import`: a member from a safetensors file of the PyTorch reference.
enum ImportWeights: Command {
    static let name = "import"
    static let abstract = "make a bundle of weights in the reference's safetensors format"
    static let usage = "WEIGHTS.safetensors… --out BUNDLE.h5 --target NAME [--mean X --deviation X]"
    static let options: [Option] = [
        .text("out", "BUNDLE.h5", "the bundle, one member for each file"),
        .text("target", "NAME", "what the weights predict"),
        .text("unit", "UNIT", "of the target"),
        .text("mean", "X", "of the target, as the weights were trained (what the file says, as covey export makes it say)"),
        .text("deviation", "X", "of the target, as the weights were trained (what the file says)"),
        .text("loss", "NAME", "robust-l1, robust-l2, l1 or l2 (robust-l1)"),
        .text("sigma-floor", "X", "what is added to exp(log σ), in deviations of the target (what the file says, else nothing)"),
        .text("sigma-scale", "X", "what the sum is multiplied by (what the file says, else one)"),
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard !arguments.positional.isEmpty else { throw CommandError.usage("expected a safetensors file; usage: covey import \(usage)") }
        let out = try arguments.required("out")
        let target = try arguments.required("target")
        let loss = try arguments.choice("loss", RegressionLoss.self) ?? .robustL1
        let paths = try arguments.positional.map { path throws(CommandError) in try arguments.existing(path) }
        try arguments.checkOutput([out], reading: paths)
        let tensors = try paths.map { try Safetensors(path: $0) }
        let normaliser = try normaliser(arguments, target: target, files: tensors)
        let task = try task(loss, arguments, target: target, files: tensors)
        let files = try tensors.map { file in
            // What nobody recognises is read as the first would, whose error says what is missing.
            let programs = ModelKind.all.compactMap(\.foreignWeights)
            guard let program = programs.first(where: { $0.recognises(file.tensors) }) ?? programs.first else {
                throw CommandError.usage("no kind of model reads weights of another program")
            }
            return try program.read(file.tensors, task: task)
        }
        guard let first = files.first, files.allSatisfy({ ModelConfiguration($0.settings) == ModelConfiguration(first.settings) }) else {
            throw CommandError.badData("the files hold models of different sizes; one bundle holds one kind")
        }
        guard first.model.tasks.count == 1 else {
            throw CommandError.badData("the weights predict \(first.model.tasks.count) targets; only one can be imported")
        }
        let configuration = EnsembleConfiguration(
            model: ModelConfiguration(first.settings), training: TrainingConfiguration(), members: files.count, targets: [target], loss: loss.rawValue,
            split: "none", data: "imported")
        let members = files.enumerated().map { number, file in
            EnsembleMember(number: number, weights: file.weights, history: [], bestEpoch: 0, outcome: .finished)
        }
        let ensemble = Ensemble(
            configuration: configuration,
            targets: [EnsembleTarget(name: target, unit: arguments.text("unit") ?? "", task: first.model.tasks[0], normaliser: normaliser)],
            model: first.model, members: members,
            provenance: ["program": "covey \(Covey.version)", "imported": arguments.positional.joined(separator: ", ")])
        try Bundle.write(ensemble, to: out)
        print("wrote \(out): \(files.count) members\nnext: covey predict \(shellWord(out)) DATA.h5 --out predictions.csv")
    }

    /// What was asked for; else what the files say, which must be the same of all; nil where they say nothing.
    private static func number(
        _ option: String, as name: String, _ arguments: Arguments, target: String, files: [Safetensors]
    ) throws -> Double? {
        if let asked = try arguments.number(option) { return asked }
        let said = Set(files.map { $0.metadata["\(target).\(name)"] })
        guard said.count == 1, let text = said.first else {
            throw CommandError.badData("the files do not say the same of \(target).\(name); members of one ensemble do, or --\(option) says it")
        }
        guard let text else { return nil }
        guard let value = Double(text), value.isFinite else {
            throw CommandError.badData("the files say that \(target).\(name) is '\(text)', which is no number; --\(option) would say it")
        }
        return value
    }

    /// What σ is made of, where the files or the options say.
    private static func task(_ loss: RegressionLoss, _ arguments: Arguments, target: String, files: [Safetensors]) throws -> Task {
        func positive(_ option: String, as name: String) throws -> Double? {
            guard let value = try number(option, as: name, arguments, target: target, files: files) else { return nil }
            guard value > 0, value < 1e4 else {
                throw CommandError.usage("\(name) of \(target) is \(value); it must be above 0 and below 10000: --\(option)")
            }
            return value
        }
        guard loss.isRobust else { return .regression(loss) }
        let floor = try positive("sigma-floor", as: Safetensors.floorName).map { Float($0) }
        return .regression(loss, floor: floor, scale: try positive("sigma-scale", as: Safetensors.scaleName))
    }

    private static func normaliser(_ arguments: Arguments, target: String, files: [Safetensors]) throws -> Normaliser {
        func number(_ name: String, otherwise: Double) throws -> Double {
            if let said = try Self.number(name, as: name, arguments, target: target, files: files) { return said }
            say("warning: neither --\(name) nor the files say what the \(name) of \(target) was; \(otherwise) is taken for it")
            return otherwise
        }
        let normaliser = Normaliser(mean: try number("mean", otherwise: 0), deviation: try number("deviation", otherwise: 1))
        guard normaliser.deviation > 0 else {
            throw CommandError.usage("the deviation of \(target) is \(normaliser.deviation); it must be positive: --deviation")
        }
        return normaliser
    }
}
