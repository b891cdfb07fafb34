import Datasets

extension Split {
    /// Training rows that a target is known of, which is what members learn from; all where there are no targets.
    public func knownTraining(_ targets: [String], in dataset: Dataset) throws(DatasetError) -> [Int] {
        if targets.isEmpty { return training }
        var isKnown = [Bool](repeating: false, count: dataset.count)
        for name in targets {
            let values = try dataset.target(name)
            for row in training where !values[row].isNaN { isKnown[row] = true }
        }
        return training.filter { isKnown[$0] }
    }

    /// The same validation and test sets with a random part of the training set, which lies within each larger one of the same seed.
    ///
    /// - Parameter count: of materials that a target is known of, each with all its structures; all where there are fewer
    public func training(on count: Int, of targets: [String], in dataset: Dataset, seed: UInt64) throws(DatasetError) -> Split {
        training(on: NestedSubsets(of: try knownTraining(targets, in: dataset), try dataset.materials(), seed: seed).rows(count))
    }
}
