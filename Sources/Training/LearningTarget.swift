import Datasets
import Models

/// One target of a data set, ready to be learnt.
public struct LearningTarget: Sendable {
    public let name: String
    public let task: Task
    /// In the scale that is learnt.
    public let normaliser: Normaliser
    public let form: TargetForm
    /// For every material: standardised values or class numbers; NaN where not known.
    public let values: [Float]
    /// What class numbers stand for, where words of the input say so.
    public let classes: ClassNames?

    /// - Parameters:
    ///   - loss: of a regression; nil makes it a classification over the class numbers found
    ///   - form: of a regression
    ///   - floor: of σ, for a robust loss; nil: none
    ///   - weights: of classes; nil: every row counts as much as any
    ///   - training: rows that the normaliser, the floor and the weights may look at
    /// - Throws: `TrainingError.target` for a value that is not of the form, and where there is nothing to learn
    public init(
        _ name: String, in dataset: Dataset, loss: RegressionLoss?, form: TargetForm = .plain, floor: SigmaFloor? = nil,
        weights: ClassWeights? = nil, training: [Int]
    ) throws {
        let raw = try dataset.target(name)
        self.name = name
        self.form = form
        guard let loss else {
            classes = dataset.classes(ofTarget: name)
            let counts = try Self.counts(raw, classes: classes, name: name, training: training)
            task = .classification(classes: counts.count, weights: try weights?.values(counts: counts, names: classes, target: name))
            normaliser = .identity
            values = raw.map { Float($0) }
            return
        }
        for (row, value) in raw.enumerated() where !value.isNaN {
            guard let problem = form.problem(with: value) else { continue }
            let shown = try dataset.decimals(ofTarget: name)[row]
            throw TrainingError.target(name: name, problem: "\(dataset.id(row)) has \(shown), and \(problem)")
        }
        let isSingle = dataset.precision(ofTarget: name) == .single
        // Standardised in double precision, and narrowed only then. A scale rounds what is single as it always did.
        let learnt = form.scale == nil ? raw : raw.map { isSingle ? Double(Float(form.learnt($0))) : form.learnt($0) }
        let normaliser = try Normaliser(learnt, rows: training, target: name)
        let values = learnt.map(normaliser.standardised)
        classes = nil
        self.normaliser = normaliser
        self.values = values
        task = .regression(loss, floor: loss.isRobust ? floor.map { Float($0.value(of: training.lazy.map { values[$0] })) } : nil)
    }

    /// What a generator learns of a data set: every material is known to be one.
    public init(likelihoodOf dataset: Dataset) {
        name = Self.nats
        task = .likelihood()
        normaliser = .identity
        form = .plain
        values = [Float](repeating: 0, count: dataset.count)
        classes = nil
    }

    /// What a likelihood is called among targets, and its unit.
    public static let nats = "nats"

    /// Rows of the training set in each class.
    private static func counts(_ raw: [Double], classes: ClassNames?, name: String, training: [Int]) throws(TrainingError) -> [Int] {
        var largest = (classes?.count ?? 1) - 1
        for value in raw where !value.isNaN {
            guard value >= 0, value < 1000, value == value.rounded() else {
                throw .target(name: name, problem: "\(Float(value)) is no class number; classes are 0, 1, 2, …")
            }
            largest = max(largest, Int(value))
        }
        let met = Set(training.map { raw[$0] }.filter { !$0.isNaN })
        guard met.count >= 2 else {
            let found = met.first.map { "all known training values are class \(classes?.names[Int($0)] ?? "\(Int($0))")" } ?? "no training value is known"
            throw .target(name: name, problem: "\(found); there is nothing to learn")
        }
        var counts = [Int](repeating: 0, count: largest + 1)
        for row in training where !raw[row].isNaN { counts[Int(raw[row])] += 1 }
        return counts
    }
}

/// What a member learns: targets, and the rows of each split that have at least one of them.
public struct LearningTask {
    public let targets: [LearningTarget]
    public let training: [Int]
    public let validation: [Int]
    /// Measured after every epoch where there are any; nothing is chosen by them.
    public let test: [Int]
    /// The rows of the training set by their materials.
    let structures: [[Int]]

    /// - Parameter materials: of all rows of the data set; nil: each row is one
    public init(
        targets: [LearningTarget], training: [Int], validation: [Int], test: [Int] = [], materials: MaterialRows? = nil
    ) throws(TrainingError) {
        func known(_ rows: [Int]) -> [Int] { rows.filter { row in targets.contains { !$0.values[row].isNaN } } }
        self.targets = targets
        self.training = known(training)
        self.validation = known(validation)
        self.test = known(test)
        structures = materials?.grouped(self.training) ?? self.training.map { [$0] }
        guard !self.training.isEmpty else { throw .emptySplit(name: "training") }
        guard !self.validation.isEmpty else { throw .emptySplit(name: "validation") }
        // The best epoch would be chosen without it.
        for target in targets where self.validation.allSatisfy({ target.values[$0].isNaN }) {
            throw .target(name: target.name, problem: "no value is known in the validation set; another --split or --seed may have some")
        }
    }
}
