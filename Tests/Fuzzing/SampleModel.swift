import Ensembles
import Models
import Training

/// The Roost of the smallest sizes that bundles and checkpoints hold.
extension FileKind {
    static var sampleSizes: ModelConfiguration {
        var sizes = ModelConfiguration(kind: .roost)
        sizes.elementWidth = 3
        sizes.layers = 1
        sizes.heads = 1
        sizes.poolingHeads = 1
        sizes.gateWidth = 16
        sizes.messageWidth = 16
        sizes.poolingGateWidth = 16
        sizes.poolingMessageWidth = 16
        sizes.trunk = [4]
        sizes.output = [4]
        return sizes
    }

    static let sampleTargets = [
        EnsembleTarget(name: "energy", unit: "eV/atom", task: .regression(.robustL1), normaliser: Normaliser(mean: -1, deviation: 2))
    ]

    static var sampleConfiguration: EnsembleConfiguration {
        var training = TrainingConfiguration()
        training.averageDecay = 0.9
        return EnsembleConfiguration(
            model: sampleSizes, training: training, members: 2, targets: sampleTargets.map(\.name), loss: "robust-l1", split: "fixed",
            data: "made up")
    }

    static func sampleModel() throws -> SetModel {
        try SetModel(sampleSizes, tasks: sampleTargets.map(\.task), tables: EmbeddingTables(elementVectors: elementVectors, kind: .roost))
    }
}
