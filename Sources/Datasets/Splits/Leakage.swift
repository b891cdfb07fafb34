/// How much of a test set a model has met in training: materials of one composition or one label are no independent test of each other.
public struct Leakage: Sendable, Hashable {
    /// Materials; one counts once, whatever number of structures it has.
    public let testCount: Int
    /// Test materials whose reduced formula occurs in training.
    public let compositions: Int
    /// Test materials with a protostructure label that occurs in training; 0 for compositions.
    public let labels: Int

    public init(of split: Split, in dataset: Dataset) throws(DatasetError) {
        let materials = try dataset.materials()
        testCount = materials.count(of: split.test)
        compositions = Self.occurrences(split, materials) { dataset.formula($0) }
        labels = dataset.representation == .wyckoff ? Self.occurrences(split, materials) { dataset.label($0) } : 0
    }

    /// Test materials with a key that occurs in training. Only the test set's keys are held: the training set may be of millions.
    private static func occurrences(_ split: Split, _ materials: MaterialRows, _ key: (Int) -> String) -> Int {
        var unmet: [String: [Int]] = [:]
        for row in split.test { unmet[key(row), default: []].append(row) }
        var met: [Int] = []
        for row in split.training { met += unmet.removeValue(forKey: key(row)) ?? [] }
        return materials.count(of: met)
    }

    /// One sentence; nil where nothing leaks.
    public var warning: String? {
        guard compositions + labels > 0 else { return nil }
        // One in a hundred moves no error.
        guard 100 * max(compositions, labels) >= testCount else {
            return "of \(testCount) test materials, the composition\(compositions == 1 ? " of 1 occurs" : "s of \(compositions) occur") in training: too few to matter"
        }
        let labelled = labels > 0 ? ", those of \(labels) with the same protostructure label" : ""
        return "of \(testCount) test \(testCount == 1 ? "material" : "materials"), the composition\(compositions == 1 ? " of 1 occurs" : "s of \(compositions) occur") in training\(labelled); "
            + "--split group:composition:0.8,0.1,0.1 keeps equal compositions together"
    }
}
