/// What is kept of a candidate that was predicted: a few numbers, from which its source makes the rest again.
///
/// The order is that of the triage: by ΔE + κσ, then by number, so that no two are equal and every rank ranks alike.
public struct RankedCandidate: Hashable, Sendable, Comparable {
    /// In its source.
    public let number: Int
    /// Digest of what it counts as one material by.
    public let identity: UInt64
    /// Predicted energy and the three standard deviations of the ensemble, eV/atom.
    public let prediction: Double
    public let epistemic: Double
    public let aleatoric: Double
    public let total: Double
    /// Of the known phases at its composition, eV/atom.
    public let hullEnergy: Double
    /// ΔE + κσ, eV/atom: what it is ranked by.
    public let score: Double

    /// - Parameter kappa: how many standard deviations count against a candidate; below zero they count for it
    public init(
        number: Int, identity: UInt64, prediction: Double, epistemic: Double, aleatoric: Double, total: Double, hullEnergy: Double, kappa: Double
    ) {
        self.init(
            number: number, identity: identity, prediction: prediction, epistemic: epistemic, aleatoric: aleatoric, total: total,
            hullEnergy: hullEnergy, score: prediction - hullEnergy + kappa * total)
    }

    init(
        number: Int, identity: UInt64, prediction: Double, epistemic: Double, aleatoric: Double, total: Double, hullEnergy: Double, score: Double
    ) {
        self.number = number
        self.identity = identity
        self.prediction = prediction
        self.epistemic = epistemic
        self.aleatoric = aleatoric
        self.total = total
        self.hullEnergy = hullEnergy
        self.score = score
    }

    /// ΔE, eV/atom: below zero where it is predicted to be stable.
    public var distance: Double { prediction - hullEnergy }

    public static func < (one: RankedCandidate, other: RankedCandidate) -> Bool {
        one.score == other.score ? one.number < other.number : one.score < other.score
    }
}
