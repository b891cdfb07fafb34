/// How much of a test set a model has met in training: materials of one composition or one label are no independent test of each other.
public struct Leakage: Sendable, Hashable {
    public let testCount: Int
    /// Test rows whose reduced formula occurs in training.
    public let compositions: Int
    /// Test rows whose protostructure label occurs in training; 0 for compositions.
    public let labels: Int

    public init(of split: Split, in dataset: Dataset) {
        func occurrences(_ key: (Int) -> String) -> Int {
            let known = Set(split.training.map(key))
            return split.test.count { known.contains(key($0)) }
        }
        testCount = split.test.count
        compositions = occurrences { dataset.formula($0) }
        labels = dataset.representation == .wyckoff ? occurrences { dataset.label($0) } : 0
    }

    /// One sentence; nil where nothing leaks.
    public var warning: String? {
        guard compositions + labels > 0 else { return nil }
        let labelled = labels > 0 ? ", those of \(labels) with the same protostructure label" : ""
        return "of \(testCount) test materials, the compositions of \(compositions) occur in training\(labelled); "
            + "--split group:composition:0.8,0.1,0.1 keeps equal compositions together"
    }
}
