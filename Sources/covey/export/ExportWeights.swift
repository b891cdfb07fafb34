import Commands
import Ensembles
import Foundation
import Models
import Training

/// A member as the PyTorch reference reads it.
enum ExportWeights {
    static let options: [Option] = [.text("member", "N", "which member of a run or bundle (0)")]

    /// - Parameter path: a run's directory or a bundle
    static func run(_ arguments: Arguments, bundle path: String) throws {
        let out = try arguments.required("out")
        let number = try arguments.integer("member", in: 0...Int.max) ?? 0
        let bundle = try arguments.bundle(path)
        try arguments.checkOutput([out], reading: [bundle])
        let ensemble = try Bundle.read(bundle)
        let kind = ensemble.configuration.model.kind
        guard let program = kind.foreignWeights else {
            let others = ModelKind.all.filter { $0.foreignWeights != nil }.map(\.name).joined(separator: ", ")
            throw CommandError.badData("\(bundle) holds \(kind.name) members; another program reads those of \(others)")
        }
        guard let member = ensemble.sound.first(where: { $0.number == number }) else {
            throw CommandError.usage("--member is \(number); there are \(ensemble.sound.map(\.number))")
        }
        var file: Safetensors
        do {
            file = Safetensors(tensors: try program.tensors(ensemble.model, weights: member.weights), metadata: ["format": "pt"])
        } catch let mismatch as ModelMismatch {
            throw CommandError.badData("\(bundle) holds \(mismatch.found)")
        }
        for target in ensemble.targets {
            file.metadata["\(target.name).mean"] = "\(target.normaliser.mean)"
            file.metadata["\(target.name).deviation"] = "\(target.normaliser.deviation)"
            guard case .regression(_, let floor, let scale) = target.task, floor != nil || scale != nil else { continue }
            if let floor { file.metadata["\(target.name).\(Safetensors.floorName)"] = "\(floor)" }
            if let scale { file.metadata["\(target.name).\(Safetensors.scaleName)"] = "\(scale)" }
            say(
                "σ of \(target.name) is \(scale ?? 1) · (exp(log σ) + \(floor ?? 0)) in standardised units, as the file's metadata say; the reference "
                    + "knows exp(log σ) alone")
        }
        try file.write(to: out)
        print("wrote \(out): member \(number), \(file.tensors.count) tensors")
    }
}
