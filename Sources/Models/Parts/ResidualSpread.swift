import Glibc

/// What a learner without a σ of its own gives for one: how far it was off on rows that it has not learnt from (Mathematics.md §8).
struct ResidualSpread: Sendable {
    private let loss: RegressionLoss
    private var sum = 0.0
    private var count = 0

    /// Of rows that are met exactly, in standardised units.
    static let least = 1e-3

    init(_ loss: RegressionLoss) {
        self.loss = loss
    }

    /// A row on which it was off by so much; NaN where the target is not known.
    mutating func add(_ difference: Double) {
        guard !difference.isNaN else { return }
        sum += loss == .robustL1 ? abs(difference) : difference * difference
        count += 1
    }

    /// The σ of the greatest likelihood: of Laplace's distribution under robust L1, else of the normal one. One where no row is known.
    var deviation: Double {
        guard count > 0 else { return 1 }
        let mean = sum / Double(count)
        return max(loss == .robustL1 ? 2.0.squareRoot() * mean : mean.squareRoot(), Self.least)
    }
}

extension Task {
    /// nil of classes.
    var regressionLoss: RegressionLoss? {
        if case .regression(let loss, _, _) = self { loss } else { nil }
    }
}
