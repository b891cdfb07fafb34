import Datasets
import Materials

/// What `predictions.csv` holds: one row a material, with the ensemble's prediction, its uncertainty and what each member says.
public struct PredictionTable: Equatable, Sendable {
    public enum Task: Equatable, Sendable {
        case regression
        case classification(classes: Int)
    }

    /// [n]
    public let ids: [String]
    /// [n] `train`, `validation`, `test`, or whatever the file calls it.
    public let splits: [String]
    /// [n] nil where the target is not known. Classification: the index of the class.
    public let targets: [Double?]
    public let combined: EnsemblePrediction
    /// [W × n] what each member predicts: the target in its unit, or the index of a class.
    public let members: [[Double]]
    /// [W] ascending; a member that was left out of the ensemble leaves a gap.
    public let memberNumbers: [Int]
    /// [W × n] the aleatoric standard deviation that each member predicts; empty where there is none or it is not known.
    public let memberDeviations: [[Double]]
    /// [classes × n] the ensemble's mean probabilities; empty for a regression, and of classes where others say no more than the class.
    public let probabilities: [[Double]]
    /// In which scale a regression was learnt; all of it is told in the target's unit.
    public let form: TargetForm
    /// 0 for a regression.
    public let classCount: Int
    /// [classes] what their numbers stand for; nil for a regression, and where they have no names.
    public let classNames: [String]?
    /// What else is known of the rows: formula, label, whether training has met them, intervals, columns that the data set kept.
    public let columns: [Column]

    /// A named column of texts, or of numbers, which take far less memory; an empty text says that nothing is known.
    public struct Column: Equatable, Sendable {
        private enum Content: Sendable {
            case texts([String])
            case numbers([Double])
        }

        public let name: String
        private let content: Content

        public init(name: String, values: [String]) {
            self.name = name
            content = .texts(values)
        }

        /// - Parameter numbers: [n], written as a file has them; what is not finite is an empty text
        public init(name: String, numbers: [Double]) {
            self.name = name
            content = .numbers(numbers)
        }

        public var count: Int {
            switch content {
            case .texts(let texts): texts.count
            case .numbers(let numbers): numbers.count
            }
        }

        public subscript(row: Int) -> String {
            switch content {
            case .texts(let texts): texts[row]
            case .numbers(let numbers): PredictionTable.field(numbers[row])
            }
        }

        /// [n]
        public var values: [String] { (0..<count).map { self[$0] } }

        /// [n] NaN where a text is no number.
        public var numbers: [Double] {
            switch content {
            case .texts(let texts): texts.map { TableNumber($0).value ?? .nan }
            case .numbers(let numbers): numbers
            }
        }

        func selecting(_ rows: [Int]) -> Column {
            switch content {
            case .texts(let texts): Column(name: name, values: rows.map { texts[$0] })
            case .numbers(let numbers): Column(name: name, numbers: rows.map { numbers[$0] })
            }
        }

        public static func == (a: Column, b: Column) -> Bool {
            a.name == b.name && a.count == b.count && (0..<a.count).allSatisfy { a[$0] == b[$0] }
        }
    }

    /// All columns must be of one length, and `memberNumbers` ascending.
    public init(
        ids: [String], splits: [String], targets: [Double?], combined: EnsemblePrediction, members: [[Double]],
        memberNumbers: [Int]? = nil, memberDeviations: [[Double]] = [], probabilities: [[Double]] = [], classCount: Int? = nil,
        classNames: [String]? = nil, form: TargetForm = .plain, columns: [Column] = []
    ) {
        let classes = classCount ?? probabilities.count
        let numbers = memberNumbers ?? Array(members.indices)
        precondition(splits.count == ids.count && targets.count == ids.count && combined.count == ids.count)
        precondition((members + memberDeviations + probabilities).allSatisfy { $0.count == ids.count } && probabilities.count != 1)
        precondition(classes != 1 && (probabilities.isEmpty || probabilities.count == classes) && (classNames.map { $0.count == classes } ?? true))
        precondition(memberDeviations.isEmpty || memberDeviations.count == members.count)
        precondition(columns.allSatisfy { $0.count == ids.count })
        precondition(numbers.count == members.count && zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 })
        self.ids = ids
        self.splits = splits
        self.targets = targets
        self.combined = combined
        self.members = members
        self.memberNumbers = numbers
        self.memberDeviations = memberDeviations
        self.probabilities = probabilities
        self.form = form
        self.classCount = classes
        self.classNames = classNames
        self.columns = columns
    }

    /// The values of a further column; nil where there is none of that name.
    public func column(_ name: String) -> [String]? { columns.first { $0.name == name }?.values }

    /// The same rows with further columns, which replace those of the same names.
    public func adding(_ added: [Column]) -> PredictionTable {
        let names = Set(added.map(\.name))
        return PredictionTable(
            ids: ids, splits: splits, targets: targets, combined: combined, members: members, memberNumbers: memberNumbers,
            memberDeviations: memberDeviations, probabilities: probabilities, classCount: classCount, classNames: classNames, form: form,
            columns: columns.filter { !names.contains($0.name) } + added)
    }

    public var count: Int { ids.count }

    public var task: Task { classCount == 0 ? .regression : .classification(classes: classCount) }

    /// What a class is called; its number where it has no name.
    public func className(_ number: Int) -> String { classNames?[number] ?? "\(number)" }

    /// The splits that occur: train, validation and test first, then others in the order of their first row.
    public var splitNames: [String] {
        var seen: Set<String> = []
        let found = splits.filter { seen.insert($0).inserted }
        let usual = ["train", "validation", "val", "test"]
        return usual.filter(seen.contains) + found.filter { !usual.contains($0) }
    }

    /// The rows of one split, in order.
    public func rows(ofSplit name: String) -> PredictionTable {
        selecting(splits.indices.filter { splits[$0] == name })
    }

    /// The rows that can be compared, in order: their target is known, and there is a prediction.
    public var rowsWithTarget: PredictionTable {
        selecting(targets.indices.filter { targets[$0] != nil && combined.prediction[$0].isFinite })
    }

    /// The targets that are known: as many as rows in `rowsWithTarget`.
    public var knownTargets: [Double] { targets.compactMap { $0 } }

    /// The rows at the given places, in the given order.
    public func selecting(_ rows: [Int]) -> PredictionTable {
        func pick<Value>(_ column: [Value]) -> [Value] { rows.map { column[$0] } }
        return PredictionTable(
            ids: pick(ids), splits: pick(splits), targets: pick(targets),
            combined: EnsemblePrediction(
                prediction: pick(combined.prediction), epistemic: pick(combined.epistemic),
                aleatoric: pick(combined.aleatoric), total: pick(combined.total)),
            members: members.map(pick), memberNumbers: memberNumbers, memberDeviations: memberDeviations.map(pick),
            probabilities: probabilities.map(pick), classCount: classCount, classNames: classNames, form: form,
            columns: columns.map { $0.selecting(rows) })
    }
}
