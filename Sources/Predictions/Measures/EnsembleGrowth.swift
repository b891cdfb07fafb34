import Datasets

/// What each further member brings: error and likelihood of ensembles of 1 … W of the members, over subsets of each size.
public struct EnsembleGrowth: Equatable, Sendable {
    /// Ensembles of one size.
    public struct Size: Equatable, Sendable {
        public let members: Int
        /// How many subsets were taken: all of them, or as many as asked for, drawn at random without repetition.
        public let subsets: Int
        /// Mean absolute error over the subsets, in the target's unit. Subsets share members: the deviation says how much the choice of
        /// members matters, and is not the error of the mean.
        public let mae: Spread
        public let rmse: Spread
        /// Negative log-likelihood; nil where some subset gives a row no σ, as single members without an aleatoric part do.
        public let negativeLogLikelihood: Spread?
    }

    /// By size, 1 … W.
    public let sizes: [Size]

    /// - Parameters:
    ///   - table: rows of a regression with known targets, each member's aleatoric part with it where there is one
    ///   - mostSubsets: of one size
    ///   - seed: the same seed draws the same subsets
    /// - Returns: nil without rows, and for fewer than two members, which do not grow.
    public init?(_ table: PredictionTable, mostSubsets: Int = 50, seed: UInt64 = 1) {
        let (targets, learnt) = (table.knownTargets, table.inLearntScale)
        guard targets.count == table.count, !targets.isEmpty, table.task == .regression, table.members.count > 1 else { return nil }
        // Members without an aleatoric part of their own predict none, unless the ensemble has one that its members are not known to share.
        guard !table.memberDeviations.isEmpty || table.combined.aleatoric.allSatisfy({ $0 == 0 }) else { return nil }
        var sizes: [Size] = []
        for size in 1...table.members.count {
            var errors: [PointErrors] = []
            var likelihoods: [Double?] = []
            let subsets = Self.subsets(of: table.members.count, size: size, most: mostSubsets, seed: seed)
            for subset in subsets {
                let deviations = learnt.memberDeviations.isEmpty ? [] : subset.map { learnt.memberDeviations[$0] }
                let combined = EnsemblePrediction.regression(means: subset.map { learnt.members[$0] }, deviations: deviations)
                guard let points = PointErrors(targets: targets, predictions: combined.restored(table.form).prediction) else { return nil }
                errors.append(points)
                likelihoods.append(
                    learnt.rowsWithTarget.count < targets.count ? nil : GaussianScores.negativeLogLikelihood(
                        targets: learnt.knownTargets, predictions: combined.prediction, deviations: combined.total))
            }
            let known = likelihoods.compactMap { $0 }
            guard let mae = Spread(errors.map(\.mae)), let rmse = Spread(errors.map(\.rmse)) else { return nil }
            sizes.append(
                Size(
                    members: size, subsets: subsets.count, mae: mae, rmse: rmse,
                    negativeLogLikelihood: known.count == likelihoods.count ? Spread(known) : nil))
        }
        self.sizes = sizes
    }

    /// Subsets of 0 ..< count, each ascending: all of them in order where there are at most `most`, else so many different ones at random.
    package static func subsets(of count: Int, size: Int, most: Int, seed: UInt64) -> [[Int]] {
        if let all = allSubsets(of: count, size: size, most: most) { return all }
        var seen: Set<[Int]> = []
        var subsets: [[Int]] = []
        var draw = 0
        while subsets.count < most {
            var order = Array(0..<count)
            CounterRandom(seed: seed, member: size, purpose: .trial, stream: draw).shuffle(&order)
            let subset = order.prefix(size).sorted()
            if seen.insert(subset).inserted { subsets.append(subset) }
            draw += 1
        }
        return subsets
    }

    /// nil where there are more than `most`.
    private static func allSubsets(of count: Int, size: Int, most: Int) -> [[Int]]? {
        var subset = Array(0..<size)
        var all: [[Int]] = []
        while true {
            guard all.count < most else { return nil }
            all.append(subset)
            // The last member that can still move on does, and those behind it follow closely.
            guard let place = (0..<size).last(where: { subset[$0] < count - size + $0 }) else { return all }
            subset[place] += 1
            for next in (place + 1)..<max(size, place + 1) { subset[next] = subset[next - 1] + 1 }
        }
    }
}
