import Datasets
import Models

/// One target of a data set, ready to be learnt.
public struct LearningTarget: Sendable {
    public let name: String
    public let task: Task
    public let normaliser: Normaliser
    /// For every material: standardised values or class numbers; NaN where not known.
    public let values: [Float]

    /// - Parameters:
    ///   - loss: of a regression; nil makes it a classification over the class numbers found
    ///   - floor: of σ, for a robust loss; nil: none
    ///   - training: rows that the normaliser and the floor may look at
    public init(_ name: String, in dataset: Dataset, loss: RegressionLoss?, floor: SigmaFloor? = nil, training: [Int]) throws {
        let raw = try dataset.target(name)
        self.name = name
        guard let loss else {
            let classes = try Self.classes(raw, name: name, training: training)
            task = .classification(classes: classes)
            normaliser = .identity
            values = raw
            return
        }
        let normaliser = try Normaliser(raw, rows: training, target: name)
        let values = raw.map(normaliser.standardised)
        self.normaliser = normaliser
        self.values = values
        task = .regression(loss, floor: loss.isRobust ? floor.map { Float($0.value(of: training.lazy.map { values[$0] })) } : nil)
    }

    private static func classes(_ raw: [Float], name: String, training: [Int]) throws(TrainingError) -> Int {
        var largest = 0
        for value in raw where !value.isNaN {
            guard value >= 0, value < 1000, value == value.rounded() else {
                throw .target(name: name, problem: "\(value) is no class number; classes are 0, 1, 2, …")
            }
            largest = max(largest, Int(value))
        }
        let met = Set(training.map { raw[$0] }.filter { !$0.isNaN })
        guard met.count >= 2 else {
            let found = met.first.map { "all known training values are class \(Int($0))" } ?? "no training value is known"
            throw .target(name: name, problem: "\(found); there is nothing to learn")
        }
        return largest + 1
    }
}

/// What a member learns: targets, and the rows of each split that have at least one of them.
public struct LearningTask {
    public let targets: [LearningTarget]
    public let training: [Int]
    public let validation: [Int]
    /// Measured after every epoch where there are any; nothing is chosen by them.
    public let test: [Int]

    public init(targets: [LearningTarget], training: [Int], validation: [Int], test: [Int] = []) throws(TrainingError) {
        func known(_ rows: [Int]) -> [Int] { rows.filter { row in targets.contains { !$0.values[row].isNaN } } }
        self.targets = targets
        self.training = known(training)
        self.validation = known(validation)
        self.test = known(test)
        guard !self.training.isEmpty else { throw .emptySplit(name: "training") }
        guard !self.validation.isEmpty else { throw .emptySplit(name: "validation") }
        // The best epoch would be chosen without it.
        for target in targets where self.validation.allSatisfy({ target.values[$0].isNaN }) {
            throw .target(name: target.name, problem: "no value is known in the validation set; another --split or --seed may have some")
        }
    }
}
