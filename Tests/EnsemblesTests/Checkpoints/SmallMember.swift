import Ensembles
import HDF5
import Materials
import Models
import Training

/// The configuration of a Roost of the smallest sizes.
func smallConfiguration() -> EnsembleConfiguration {
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
    return EnsembleConfiguration(
        model: sizes, training: TrainingConfiguration(), members: 2, targets: ["energy"], loss: "robust-l1", split: "fixed", data: "made up")
}

/// A member of it that has learnt nothing.
func smallMember(_ configuration: EnsembleConfiguration = smallConfiguration()) throws -> MemberState {
    let vectors = ElementVectors(
        name: "ramp", dimension: 2, values: (0..<238).map { Float($0) }, isPresent: [Bool](repeating: true, count: 119))
    let model = try SetModel(
        configuration.model, tasks: [.regression(.robustL1)], tables: EmbeddingTables(elementVectors: vectors, kind: .roost))
    return MemberState(model, member: 0, configuration: configuration.training)
}

/// The same member after some epochs.
func smallMember(epochs: Int) throws -> MemberState {
    var state = try smallMember()
    state.progress.history = (0..<epochs).map { EpochRecord(epoch: $0 + 1) }
    return state
}

func identity(_ configuration: EnsembleConfiguration = smallConfiguration(), program: String = "covey 1", oneDNN: String = "3.0") -> RunIdentity {
    RunIdentity(configuration, program: program, oneDNN: oneDNN)
}
