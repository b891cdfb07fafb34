/// What a target is and how its error is measured (Mathematics.md §3).
public enum Task: Codable, Sendable, Equatable {
    case regression(RegressionLoss)
    /// Classes 0 ..< count; cross-entropy of the logits.
    case classification(classes: Int)

    /// Columns of the network's output.
    public var outputs: Int {
        switch self {
        case .regression(let loss): loss.isRobust ? 2 : 1
        case .classification(let classes): classes
        }
    }

    public var isClassification: Bool {
        if case .classification = self { true } else { false }
    }
}

public enum RegressionLoss: String, Codable, Sendable, CaseIterable {
    /// Laplace: √2 |y − μ| exp(−log σ) + log σ.
    case robustL1 = "robust-l1"
    /// Gaussian: ½ (y − μ)² exp(−2 log σ) + log σ.
    case robustL2 = "robust-l2"
    case l1
    case l2

    /// Whether the network states its own (aleatoric) uncertainty.
    public var isRobust: Bool { self == .robustL1 || self == .robustL2 }
}
