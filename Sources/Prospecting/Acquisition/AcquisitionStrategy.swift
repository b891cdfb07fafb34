/// Which candidates are worth a calculation next: by what value they are put in order, the smallest first (Mathematics, "What is computed next").
public enum AcquisitionStrategy: String, Sendable, Hashable, CaseIterable, Codable {
    /// ΔE: the most stable by prediction.
    case exploit
    /// ΔE + κσ: stable with some certainty, the triage of the thesis with κ = 1.
    case pessimist
    /// ΔE − κσ: what may be stable, for all that is known.
    case optimist
    /// ΔE by one member, drawn anew for each candidate that is taken.
    case thompson
    /// ΔE, but with a chance of ε any candidate.
    case epsilonGreedy = "epsilon-greedy"
    /// Any candidate: what the others are compared with.
    case random
}
