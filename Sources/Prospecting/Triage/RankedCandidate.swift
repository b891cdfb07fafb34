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
            number: number, identity: identity,
            energies: [prediction, epistemic, aleatoric, total, hullEnergy, prediction - hullEnergy + kappa * total])
    }

    /// - Parameter energies: as ``energies`` has them
    init(number: Int, identity: UInt64, energies: [Double]) {
        precondition(energies.count == Self.energyCount, "as many energies as a candidate has")
        self.number = number
        self.identity = identity
        (prediction, epistemic, aleatoric) = (energies[0], energies[1], energies[2])
        (total, hullEnergy, score) = (energies[3], energies[4], energies[5])
    }

    static let energyCount = 6

    /// Prediction, the three deviations, the hull's energy, the score, eV/atom.
    var energies: [Double] { [prediction, epistemic, aleatoric, total, hullEnergy, score] }

    /// ΔE, eV/atom: below zero where it is predicted to be stable.
    public var distance: Double { prediction - hullEnergy }

    public static func < (one: RankedCandidate, other: RankedCandidate) -> Bool {
        one.score == other.score ? one.number < other.number : one.score < other.score
    }
}
