import Discovery

/// What a report is to say of discovery: which of some candidates are stable, by prediction and in truth.
public struct DiscoveryQuestion: Sendable {
    public var screening: Screening
    /// [n] reduced formulae of the candidates, empty where not known.
    public var formulae: [String]
    /// eV/atom above the hull at or below which a material counts as stable; the first is the one that the figures are drawn for.
    public var thresholds: [Double]
    /// How many of the candidates that are most stable by prediction are looked at apart.
    public var mostStable: Int
    /// The candidates ranked within their chemical systems; nil where that is not asked.
    public var systems: SystemRanking?

    public init(
        screening: Screening, formulae: [String], thresholds: [Double] = [0], mostStable: Int = 10_000, systems: SystemRanking? = nil
    ) {
        precondition(formulae.count == screening.count && !thresholds.isEmpty)
        self.screening = screening
        self.formulae = formulae
        self.thresholds = thresholds
        self.mostStable = mostStable
        self.systems = systems
    }

    /// The threshold of the figures.
    var threshold: Double { thresholds[0] }

    /// Without an uncertainty there is nothing to add to a prediction.
    var criteria: [Screening.Criterion] { screening.hasDeviations ? Screening.Criterion.allCases : [.prediction] }

    /// "0", "20 meV/atom"
    var limit: String { Self.limit(threshold) }

    static func limit(_ threshold: Double) -> String { threshold == 0 ? "0" : NumberText.short(1000 * threshold) + " meV/atom" }
}

extension Screening.Criterion {
    var words: String {
        switch self {
        case .prediction: "ΔE pred"
        case .predictionPlusDeviation: "ΔE pred + σ"
        }
    }
}
