import Foundation
import Predictions

/// How well an ensemble does on some materials whose energies are known.
public struct ErrorRecord: Codable, Sendable, Hashable {
    public let materials: Int
    /// eV/atom
    public let mae: Double
    /// The share that lies within 1.645 σ, where 0.9 would be right; nil for a model without uncertainties.
    public let within90: Double?

    /// - Returns: nil without a material whose truth and prediction are known
    public init?(truth: [Double], prediction: [Double], deviation: [Double]) {
        let rows = truth.indices.filter { truth[$0].isFinite && prediction[$0].isFinite }
        let (targets, predictions, deviations) = (rows.map { truth[$0] }, rows.map { prediction[$0] }, rows.map { deviation[$0] })
        guard let errors = PointErrors(targets: targets, predictions: predictions) else { return nil }
        materials = rows.count
        mae = errors.mae
        let hasDeviations = deviations.contains { $0 > 0 }
        within90 =
            hasDeviations
            ? GaussianCalibration.coverage(level: 0.9, targets: targets, predictions: predictions, deviations: deviations) : nil
    }

    /// Of the rows of one part of a run's split.
    public init?(_ table: PredictionTable, part: String) {
        let rows = table.rows(ofSplit: part)
        self.init(truth: rows.targets.map { $0 ?? .nan }, prediction: rows.combined.prediction, deviation: rows.combined.total)
    }
}

/// What `train.done` says.
public struct TrainRecord: Codable, Sendable, Hashable {
    /// Content hash of the ensemble.
    public let ensemble: String
    public let members: Int
    public let trainingMaterials: Int
    public let validation: ErrorRecord?
    public let test: ErrorRecord?

    public init(ensemble: String, members: Int, trainingMaterials: Int, validation: ErrorRecord?, test: ErrorRecord?) {
        self.ensemble = ensemble
        self.members = members
        self.trainingMaterials = trainingMaterials
        self.validation = validation
        self.test = test
    }
}

/// What `choose.done` says.
public struct ChoiceRecord: Codable, Sendable, Hashable {
    /// Candidates that were left, and those that were chosen.
    public let pool: Int
    public let chosen: Int
    /// Of those that were left: with ΔE ≤ 0, and with ΔE + σ ≤ 0.
    public let stable: Int
    public let certainlyStable: Int
    /// Phases of the known set that lie on its hull.
    public let hullPhases: Int
    /// eV/atom, mean over the compositions of the whole pool, asked or not: it falls as phases are found.
    public let meanHullEnergy: Double
    /// Of all that were left, where their energies are known beforehand.
    public let errors: ErrorRecord?
    /// Why the path ends here; nil where it goes on.
    public let end: String?

    public init(
        pool: Int, chosen: Int, stable: Int, certainlyStable: Int, hullPhases: Int, meanHullEnergy: Double, errors: ErrorRecord?,
        end: String?
    ) {
        self.pool = pool
        self.chosen = chosen
        self.stable = stable
        self.certainlyStable = certainlyStable
        self.hullPhases = hullPhases
        self.meanHullEnergy = meanHullEnergy
        self.errors = errors
        self.end = end
    }
}

/// What `ask.done` and `answer.done` say.
public struct CountRecord: Codable, Sendable, Hashable {
    public let candidates: Int
    /// Nil before there are answers.
    public let answered: Int?

    public init(candidates: Int, answered: Int? = nil) {
        self.candidates = candidates
        self.answered = answered
    }
}

/// What `add.done` says.
public struct AddRecord: Codable, Sendable, Hashable {
    /// Materials of the known set of the next round.
    public let known: Int
    public let answered: Int
    public let failed: Int
    /// Of the answered, on or below the hull that the round has seen.
    public let stable: Int
    /// Of the answered.
    public let errors: ErrorRecord?

    public init(known: Int, answered: Int, failed: Int, stable: Int, errors: ErrorRecord?) {
        self.known = known
        self.answered = answered
        self.failed = failed
        self.stable = stable
        self.errors = errors
    }
}
