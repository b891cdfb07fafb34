import Glibc

/// What a target is and how its error is measured (Mathematics.md §3).
public enum Task: Codable, Sendable, Equatable {
    /// - Parameter floor: what is added to exp(log σ), in standardised units; nil: nothing, as published and as runs of version 0.1 were
    case regression(RegressionLoss, floor: Float? = nil)
    /// Classes 0 ..< count; cross-entropy of the logits.
    case classification(classes: Int)

    /// Columns of the network's output.
    public var outputs: Int {
        switch self {
        case .regression(let loss, _): loss.isRobust ? 2 : 1
        case .classification(let classes): classes
        }
    }

    public var isClassification: Bool {
        if case .classification = self { true } else { false }
    }

    /// The standardised σ that a raw output log σ stands for: exp(log σ), and the floor on top of it where there is one.
    public func deviation(_ logSigma: Float) -> Double {
        guard case .regression(_, let floor?) = self else { return exp(Double(logSigma)) }
        return exp(Double(logSigma)) + Double(floor)
    }
}

public enum RegressionLoss: String, Codable, Sendable, CaseIterable {
    /// Laplace: √2 |y − μ| / σ + log σ.
    case robustL1 = "robust-l1"
    /// Gaussian: ½ ((y − μ) / σ)² + log σ.
    case robustL2 = "robust-l2"
    case l1
    case l2

    /// Whether the network states its own (aleatoric) uncertainty.
    public var isRobust: Bool { self == .robustL1 || self == .robustL2 }
}
