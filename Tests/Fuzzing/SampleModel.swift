import Ensembles
import Models
import SmallEnsemble
import Training

/// The small ensemble that bundles and checkpoints hold.
extension FileKind {
    static let sampleTargets = [
        EnsembleTarget(name: "energy", unit: "eV/atom", task: .regression(.robustL1), normaliser: Normaliser(mean: -1, deviation: 2))
    ]

    static var sampleConfiguration: EnsembleConfiguration {
        var configuration = EnsembleConfiguration.small
        configuration.training.averageDecay = 0.9
        return configuration
    }
}
