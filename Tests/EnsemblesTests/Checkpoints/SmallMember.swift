import Ensembles
import SmallEnsemble
import Training

/// A member of a small ensemble that has learnt nothing.
func smallMember(_ configuration: EnsembleConfiguration = .small) throws -> GradientState {
    GradientState(try configuration.model(), member: 0, configuration: configuration.training)
}

/// The same member after some epochs.
func smallMember(epochs: Int) throws -> GradientState {
    var state = try smallMember()
    state.progress.history = (0..<epochs).map { EpochRecord(epoch: $0 + 1) }
    return state
}

func identity(_ configuration: EnsembleConfiguration = .small, program: String = "covey 1", oneDNN: String = "3.0") -> RunIdentity {
    RunIdentity(configuration, program: program, oneDNN: oneDNN)
}
