import Ensembles
import Materials
import Models
import Training

extension ElementVectors {
    /// Of every element two numbers, all of them different, so that they fit in a small file.
    public static let ramp = ElementVectors(
        name: "ramp", dimension: 2, values: (0..<238).map { Float($0) }, isPresent: [Bool](repeating: true, count: 119))
}

extension EnsembleConfiguration {
    /// Of two members that are each a Roost of the smallest sizes.
    public static var small: EnsembleConfiguration {
        var sizes = SetSettings(kind: .roost)
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
        return EnsembleConfiguration(
            model: ModelConfiguration(sizes), training: TrainingConfiguration(), members: 2, targets: ["energy"], loss: "robust-l1", split: "fixed",
            data: "made up")
    }

    /// The model of these sizes on `ElementVectors.ramp`, with the loss that `small` has.
    public func model() throws -> SetModel {
        try SetModel(model.sets, tasks: [.regression(.robustL1)], tables: EmbeddingTables(.ramp, kind: .roost))
    }
}

extension ModelConfiguration {
    /// The sizes of a set model, which `small` has.
    public var sets: SetSettings {
        get { settings as? SetSettings ?? SetSettings(kind: .roost) }
        set { settings = newValue }
    }
}
