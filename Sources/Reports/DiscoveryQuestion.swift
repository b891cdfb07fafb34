import Discovery
import Materials
import Predictions

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
    /// What the known phases set against each candidate; nil where distances come from a column.
    public var competition: Competition?
    /// [n] why a predicted distance is not to be taken at its word; empty where the competition is not known.
    public var flags: [CandidateFlags] = []
    /// What else is known of the candidates and goes with them: labels, whether training has met them, groups.
    public var details: [PredictionTable.Column] = []
    /// Rows of the known phases, and those that could not be used: they take no part in the hull.
    public var knownRows = 0
    public var knownLost = 0
    /// Known phases that are candidates, by id and composition, and take no part in the hull …
    public var knownThatAreCandidates = 0
    /// … and those that have a candidate's id and another composition: other materials, which take part.
    public var knownWithBorrowedIDs = 0

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

    var criteria: [Screening.Criterion] { screening.criteria }

    /// Those that curves are drawn of.
    var drawnCriteria: [Screening.Criterion] { criteria.filter { $0 != .everyPredictionPlusDeviation } }

    /// What candidates are ordered by in lists of what to calculate first.
    var ranking: Screening.Criterion { screening.hasDeviations ? .predictionPlusDeviation : .prediction }

    /// "0", "20 meV/atom"
    var limit: String { Self.limit(threshold) }

    static func limit(_ threshold: Double) -> String { threshold == 0 ? "0" : NumberText.short(1000 * threshold) + " meV/atom" }

    /// nil where a formula cannot be read.
    func composition(_ row: Int) -> Composition? { try? Composition(formulae[row]) }

    /// A candidate's flags with the elements that they are about.
    func flagText(_ row: Int) -> String {
        guard flags.indices.contains(row), !flags[row].isEmpty, let competition, let composition = composition(row) else { return "" }
        return Competition.text(of: flags[row], composition: composition, known: competition.known)
    }

    /// A column of the details, such as `label`.
    func detail(_ name: String) -> PredictionTable.Column? { details.first { $0.name == name } }
}

extension CandidateFlag {
    /// What a reader is told of it.
    var words: String {
        switch self {
        case .unknownElement: "no known compound holds one of its elements"
        case .emptySystem: "no known compound in its chemical system: the hull there is the elements"
        case .loneElement: "no known compound of its chemical system holds one of its elements"
        case .farBelow: "deeper below the known phases than 99 of 100 known compounds lie below the others"
        case .excessAnion: "more halogen or oxygen than its other elements can bind in their highest oxidation states"
        }
    }
}

extension Screening.Criterion {
    var words: String {
        switch self {
        case .prediction: "ΔE pred"
        case .predictionPlusDeviation: "ΔE pred + σ"
        case .everyPrediction: "every ΔE pred"
        case .everyPredictionPlusDeviation: "every ΔE pred + σ"
        }
    }

    /// What names of tables end in.
    var suffix: String {
        switch self {
        case .prediction: ""
        case .predictionPlusDeviation: "-with-deviation"
        case .everyPrediction: "-of-every-ensemble"
        case .everyPredictionPlusDeviation: "-of-every-ensemble-with-deviation"
        }
    }

    /// The same in every figure.
    var dashes: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}
