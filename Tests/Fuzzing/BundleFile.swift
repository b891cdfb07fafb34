import Ensembles
import HDF5
import Kernels
import Materials
import Models
import Training

extension FileKind {
    static let bundle = FileKind(name: "bundle", write: { try Bundle.write(try sampleEnsemble(), to: $0) }) { path, contents in
        let ensemble = try Bundle.read(path)
        contents.add("configuration", text: try Bundle.json(ensemble.configuration))
        contents.add("targets", text: try Bundle.json(ensemble.targets))
        contents.add("provenance", text: try Bundle.json(ensemble.provenance))
        contents.add("warnings", text: try Bundle.json(ensemble.warnings))
        contents.add(ensemble.elementVectors.name, ensemble.elementVectors.values)
        contents.add("present", ensemble.elementVectors.isPresent.map { $0 ? UInt8(1) : 0 })
        contents.add("tables", ensemble.model.tables.elements.elements)
        for member in ensemble.members {
            contents.add("\(member.number) \(member.bestEpoch) \(member.outcome)", text: try Bundle.json(member.history))
            contents.add("weights", member.weights.flat.elements)
        }
    }

    /// Two members of a Roost of the smallest sizes, with the weights that training would begin with.
    private static func sampleEnsemble() throws -> Ensemble {
        let model = try sampleModel()
        let members = (0..<sampleConfiguration.members).map { number in
            let history = (1...3).map { epoch in
                var record = EpochRecord(epoch: epoch)
                record.trainLoss = 1 / Double(epoch + number)
                record.seconds = 0.5
                return record
            }
            return EnsembleMember(
                number: number, weights: model.initialWeights(seed: 1, member: number), history: history, bestEpoch: 3, outcome: .finished)
        }
        return Ensemble(
            configuration: sampleConfiguration, targets: sampleTargets, elementVectors: elementVectors, model: model, members: members,
            provenance: ["program": "fuzz-files", "hosts": "1"], warnings: ["made up"])
    }
}
