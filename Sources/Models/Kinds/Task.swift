import Glibc

/// What a target is and how its error is measured (Mathematics.md §3).
public enum Task: Codable, Sendable, Equatable {
    /// - Parameters:
    ///   - floor: what is added to exp(log σ), in standardised units; nil: nothing, as published and as runs of version 0.1 were
    ///   - scale: what the sum is multiplied by in predictions, fitted to the validation set once members are trained; nil: one
    case regression(RegressionLoss, floor: Float? = nil, scale: Double? = nil)
    /// Classes 0 ..< count; cross-entropy of the logits.
    ///
    /// - weights: [classes] of the loss and the error of a row, with a mean of one over the training set; nil: every row counts as much as any
    case classification(classes: Int, weights: [Double]? = nil)
    /// No target: how likely a material is, told as nats of its parts.
    ///
    /// - Parameters, of sampling alone, fitted once members are trained:
    ///   - temperatures: of elements, symmetries and positions; nil: one
    ///   - acceptance: factors of how often a sample is kept; nil: always
    case likelihood(temperatures: [Double]? = nil, acceptance: [Double]? = nil)

    /// The parts of a material whose nats a likelihood tells, in this order.
    public static let likelihoodParts = ["group", "elements", "symmetries", "positions"]

    /// Columns of the network's output.
    public var outputs: Int {
        switch self {
        case .regression(let loss, _, _): loss.isRobust ? 2 : 1
        case .classification(let classes, _): classes
        case .likelihood: Self.likelihoodParts.count
        }
    }

    /// 0 where numbers are learnt.
    var classCount: Int {
        if case .classification(let classes, _) = self { classes } else { 0 }
    }

    /// [classes] nil where every row counts as much as any.
    public var classWeights: [Double]? {
        if case .classification(_, let weights) = self { weights } else { nil }
    }

    /// What the error of its predictions is called.
    public var errorName: String {
        isLikelihood ? "nats" : isClassification ? (classWeights == nil ? "error rate" : "weighted error rate") : "MAE"
    }

    public var isLikelihood: Bool {
        if case .likelihood = self { true } else { false }
    }

    public var isClassification: Bool {
        if case .classification = self { true } else { false }
    }

    /// Whether members say how sure they are of each number.
    public var hasDeviation: Bool {
        if case .regression(let loss, _, _) = self { loss.isRobust } else { false }
    }

    /// The standardised σ that a raw output log σ stands for: scale · (exp(log σ) + floor).
    public func deviation(_ logSigma: Float) -> Double {
        guard case .regression(_, let floor, let scale) = self else { return exp(Double(logSigma)) }
        let learnt = exp(Double(logSigma)) + Double(floor ?? 0)
        return scale.map { $0 * learnt } ?? learnt
    }

    /// The same with another scale of σ; what is no robust regression has none.
    public func scaled(by scale: Double?) -> Task {
        guard case .regression(let loss, let floor, _) = self, loss.isRobust else { return self }
        return .regression(loss, floor: floor, scale: scale)
    }

    /// Whether outputs that were learnt for the one mean the same for the other.
    public func hasOutputs(of other: Task) -> Bool {
        switch (self, other) {
        case (.regression(let own, _, _), .regression(let its, _, _)): own == its
        case (.classification(let own, _), .classification(let its, _)): own == its
        case (.likelihood, .likelihood): true
        default: false
        }
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

extension [Task] {
    /// Refuses classes on behalf of a kind that learns numbers alone.
    func refuseClasses(_ kind: String) throws(ModelError) {
        guard !contains(where: \.isClassification) else {
            let able = ModelKind.all.filter { !$0.inapplicable.isSuperset(of: ModelKind.ofClasses) }.map(\.name)
            throw .setting(name: "model", problem: "--model \(kind) learns numbers and no classes; classes are learnt by \(able.joined(separator: ", "))")
        }
    }
}
