import Datasets
import Predictions

/// What a report is about: the predictions of one ensemble, and what is known of where they came from.
public struct ReportSubject: Sendable {
    /// What the page calls it: a run's directory, a file's name.
    public var name: String
    public var predictions: PredictionTable
    /// Name of the predicted quantity as the data set has it.
    public var target: String?
    /// Unit of the target; nil for one that has none or is not known.
    public var unit: String?
    public var history: TrainingHistory?
    /// The effective configuration, a JSON text.
    public var configuration: String?
    /// Program version, libraries, host, normaliser, digests …, in the order in which to show them.
    public var provenance: [Fact]
    /// How the uncertainties can be mended: what the bundle says, or a fit to the validation rows.
    public var recalibration: Recalibration?
    /// How the probabilities of classes can be mended, likewise.
    public var temperature: TemperatureScaling?
    /// The folds of a cross-validation, whose test materials the predictions are of; empty for one ensemble's.
    public var folds: [Fold] = []
    /// What the predictions are the mean of; nil for those of one ensemble.
    public var committee: Committee?
    /// Further columns of the predictions by which the errors are shown apart.
    public var groupColumns: [String]
    /// A further column with the protostructure labels of the relaxed structures, where predictions are of labels before it; nil: the one that
    /// predictions of several structures have by themselves, if any.
    public var relaxedLabelColumn: String?
    /// What is asked of discovery; nil where no hull is known.
    public var discovery: DiscoveryQuestion?
    /// How much each feature matters; nil where nobody has asked.
    public var importance: FeatureImportance?
    /// Rows of what was read that could not be used.
    public var losses: [InputLoss] = []
    /// What a reader must know before trusting the numbers: diverged members, rows that occur in training too, …
    public var warnings: [String]

    /// One line of provenance.
    public struct Fact: Equatable, Sendable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// One fold of a cross-validation; the column `test_fold` of the predictions tells its rows.
    public struct Fold: Equatable, Sendable {
        public var name: String
        /// What was fitted to the validation materials of this fold.
        public var recalibration: Recalibration?
        public var temperature: TemperatureScaling?

        public init(name: String, recalibration: Recalibration?, temperature: TemperatureScaling? = nil) {
            self.name = name
            self.recalibration = recalibration
            self.temperature = temperature
        }
    }

    public init(
        name: String, predictions: PredictionTable, target: String? = nil, unit: String? = nil, history: TrainingHistory? = nil,
        configuration: String? = nil, provenance: [Fact] = [], recalibration: Recalibration? = nil, temperature: TemperatureScaling? = nil,
        groupColumns: [String] = [], warnings: [String] = []
    ) {
        self.name = name
        self.predictions = predictions
        self.target = target
        self.unit = unit
        self.history = history
        self.configuration = configuration
        self.provenance = provenance
        self.recalibration = recalibration
        self.temperature = temperature
        self.groupColumns = groupColumns
        self.warnings = warnings
    }

    /// None where the headline rows are those that it was fitted to, of which it would prove nothing.
    var applicableRecalibration: Recalibration? {
        headlineSplit == "validation" || headlineSplit == "val" ? nil : recalibration
    }

    /// Likewise.
    var applicableTemperature: TemperatureScaling? {
        headlineSplit == "validation" || headlineSplit == "val" ? nil : temperature
    }

    /// "formation energy per atom", or "target" where it has no name.
    var targetWords: String { (target ?? "target").replacing("_", with: " ") }

    /// " eV/atom", or nothing.
    var unitSuffix: String { unit.map { " " + $0 } ?? "" }

    /// "true formation energy per atom (eV/atom)": a word before, the unit behind.
    func axis(_ word: String) -> String { "\(word) \(targetWords)" + (unit.map { " (\($0))" } ?? "") }

    /// "error (eV/atom)".
    func axisOfErrors(_ word: String) -> String { word + (unit.map { " (\($0))" } ?? "") }

    /// The split that the answer and the figures are about: test if it has targets, else validation, else the last that has any.
    public var headlineSplit: String? {
        let withTargets = predictions.rowsWithTarget.splitNames
        return ["test", "validation", "val"].first(where: withTargets.contains) ?? withTargets.last
    }

    /// Those that were asked for, and the structures of materials where the predictions have them.
    var shownGroups: [String] {
        let own = predictions.haveVariants && !groupColumns.contains(MaterialRows.structureColumn) ? [MaterialRows.structureColumn] : []
        return own + groupColumns
    }

    var shownRelaxedLabels: String? { relaxedLabelColumn ?? (predictions.haveVariants ? PredictionTable.relaxedLabelColumn : nil) }

    /// "test materials", or "materials" where all predictions are of one split that says nothing about training; structures where a material has several.
    func materials(of split: String) -> String {
        let what = predictions.materialCount == nil ? "materials" : "structures"
        return isTelling(split) ? "\(split) \(what)" : what
    }

    /// Whether the name of a split says anything about training.
    func isTelling(_ split: String) -> Bool { predictions.splitNames.count > 1 || ["train", "validation", "val", "test"].contains(split) }

    /// "1 test material", "1,204 test materials".
    func materials(of split: String, count: Int) -> String {
        let several = materials(of: split)
        return NumberText.counted(count, String(several.dropLast()), several)
    }
}
