import Discovery

/// How well the triage has told the stable materials of batches whose truth was revealed afterwards (Goodall thesis, 6.6.2). Each material is
/// judged by the hull that its round has seen, which is the same however the ensemble came about.
public struct BatchScores: Sendable {
    public let criterion: Screening.Criterion
    public let scores: StabilityScores
    private let bootstrap: BootstrapScores

    /// - Parameter calculations: of one batch or several
    public init(_ calculations: [LoopStudy.Calculation], criterion: Screening.Criterion) {
        let screening = Screening(
            ids: calculations.map(\.candidate.id), trueEnergies: calculations.map { $0.answer.energy ?? .nan },
            predictedEnergies: calculations.map(\.candidate.prediction), hullEnergies: calculations.map(\.candidate.hullEnergy),
            deviation: calculations.map(\.candidate.total), hull: "hull of what was known before each batch")
        let decision = screening.decision(criterion)
        self.criterion = criterion
        scores = StabilityScores(truth: screening.truth, prediction: screening.prediction, decision: decision)
        bootstrap = BootstrapScores(truth: screening.truth, prediction: screening.prediction, decision: decision)
    }

    /// 95 % by the choice of materials.
    public func interval(_ measure: (StabilityScores) -> Double?) -> BootstrapScores.Interval? { bootstrap.interval(measure) }

    /// 95 % of how much larger a measure is than that of another ensemble, both on the same materials drawn again.
    public func interval(_ measure: (StabilityScores) -> Double?, minus other: BatchScores) -> BootstrapScores.Interval? {
        bootstrap.interval(measure, minus: other.bootstrap)
    }
}
