import Glibc
import Models

/// How a member is trained. The defaults are those of the thesis (Mathematics.md §3).
public struct TrainingConfiguration: Codable, Sendable, Equatable {
    /// How the learning rate goes.
    public enum Schedule: String, Codable, Sendable, CaseIterable {
        case constant
        /// Half a cosine from the learning rate to zero over all steps.
        case cosine
    }

    /// How many of a material's equivalent representations a training step sees; validation and prediction always average over all.
    public enum RepresentationChoice: String, Codable, Sendable, CaseIterable {
        case all
        /// One, drawn anew in every epoch: a step costs as many times less, and the network meets the others later.
        case one
    }

    /// How many of a material's structures an epoch sees, where it has several rows; validation and prediction always see all.
    public enum StructureChoice: String, Codable, Sendable, CaseIterable {
        case all
        /// One, drawn anew in every epoch, which is then as long as one on single structures.
        case one
    }

    /// What of a model stays as it begins.
    public enum FrozenPart: String, Codable, Sendable, CaseIterable {
        case nothing
        /// Embeddings and message layers: what is learnt anew is how their vectors are pooled and read.
        case messagePassing = "message-passing"
    }

    /// Which of its epochs' weights a member keeps.
    public enum KeptEpoch: String, Codable, Sendable, CaseIterable {
        /// Of the smallest validation error.
        case best
        /// The latest whose validation error lies within its standard error of the smallest: of epochs that a validation set cannot tell apart, the
        /// one at the end of the schedule, and not the luckiest.
        case settled
        /// The end of a schedule that comes down to nothing is seldom the worse choice, and a small validation set a poor judge.
        case last
    }

    /// What a member does after an epoch whose training loss has jumped (`LossJump`).
    public enum AfterJump: String, Codable, Sendable, CaseIterable {
        case goOn = "go-on"
        /// To its best weights, at half the rate from there on.
        case goBack = "go-back"
    }

    /// What σ is multiplied by in the end.
    public enum SigmaScale: String, Codable, Sendable, CaseIterable {
        /// Nothing.
        case off
        /// One factor for each target, fitted to the validation set.
        case fit
    }

    public var epochs = 200
    public var batch = 128
    public var learningRate = 3e-4
    public var weightDecay = 1e-6
    public var seed: UInt64 = 1
    public var schedule = Schedule.constant
    /// Share of all steps over which the learning rate grows from nothing before its schedule begins.
    public var warmUp = 0.0
    public var representations = RepresentationChoice.all
    /// nil is `all`, as everything was trained before there was a choice.
    public var structures: StructureChoice?
    public var frozen = FrozenPart.nothing
    /// nil is `best`: what was written before there was a choice says nothing, and has the same hash still.
    public var keep: KeptEpoch?
    /// Epochs without a better validation error before a member stops; nil: never.
    public var patience: Int?
    /// How many times as long as usual a step's gradient may be; longer ones are shortened to that. nil: as long as they are.
    public var gradientClip: Double?
    /// The least σ of a robust loss; nil: none, as published.
    public var sigmaFloor: SigmaFloor?
    /// Whether σ is multiplied by what makes the validation set most likely, once all members are trained; nil: no, as published.
    public var sigmaScale: SigmaScale?
    /// nil is `goOn`, as published.
    public var afterJump: AfterJump?
    /// Decay per step of an exponential moving average of the weights, which is then what is validated and kept; nil: none.
    public var averageDecay: Double?
    /// Parts that a batch is computed in, whatever the number of ranks, and whose gradients are summed in one fixed tree.
    public var slices = 4

    public init() {}

    /// Whether more epochs may be added to those that a run has, because no learning rate depends on how many there are.
    public var mayGrow: Bool { schedule == .constant && warmUp == 0 }

    /// Steps over which the rate grows.
    func warmingSteps(of steps: Int) -> Int { Int((warmUp * Double(steps)).rounded()) }

    /// The learning rate of a step.
    ///
    /// - Parameter steps: of the whole training
    public func learningRate(step: Int, steps: Int) -> Double {
        let warming = warmingSteps(of: steps)
        if step < warming { return learningRate * Double(step + 1) / Double(warming) }
        switch schedule {
        case .constant: return learningRate
        case .cosine: return learningRate * 0.5 * (1 + cos(Double.pi * Double(step - warming) / Double(steps - warming)))
        }
    }

    /// Refuses settings that make no sense.
    public func validate() throws(TrainingError) {
        func require(_ name: String, _ value: Double, _ isGood: Bool, _ expected: String) throws(TrainingError) {
            guard isGood else { throw .setting(name: name, expected: expected, found: "\(value)") }
        }
        // A checkpoint tells of every epoch in one attribute, which has a largest size.
        try require("epochs", Double(epochs), (1...40_000).contains(epochs), "1 to 40000")
        try require("batch", Double(batch), (1...1_000_000).contains(batch), "1 to 1000000")
        try require("learning-rate", learningRate, learningRate > 0 && learningRate.isFinite, "a positive number")
        try require("weight-decay", weightDecay, weightDecay >= 0 && weightDecay.isFinite, "zero or a positive number")
        try require("warm-up", warmUp, warmUp >= 0 && warmUp < 1, "at least 0 and less than 1")
        try require("slices", Double(slices), slices >= 1 && slices <= max(batch, 4), "1 to the batch size")
        if let patience {
            try require("patience", Double(patience), patience >= 1, "at least 1")
            try require("patience", Double(patience), keep != .last, "left out where the last epoch is kept")
        }
        if let gradientClip { try require("gradient-clip", gradientClip, gradientClip > 1 && gradientClip.isFinite, "above 1, or off") }
        if case .fixed(let floor)? = sigmaFloor {
            try require("sigma-floor", floor, floor > 0 && floor <= 10, "above 0 and at most 10 deviations of the target, or auto or off")
        }
        if let averageDecay { try require("average-decay", averageDecay, averageDecay > 0 && averageDecay < 1, "between 0 and 1") }
    }
}

extension TrainingConfiguration {
    /// Settings that a bundle or checkpoint was written without, before there were any, are as they were then.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        epochs = try values.decode(Int.self, forKey: .epochs)
        batch = try values.decode(Int.self, forKey: .batch)
        learningRate = try values.decode(Double.self, forKey: .learningRate)
        weightDecay = try values.decode(Double.self, forKey: .weightDecay)
        seed = try values.decode(UInt64.self, forKey: .seed)
        schedule = try values.decode(Schedule.self, forKey: .schedule)
        patience = try values.decodeIfPresent(Int.self, forKey: .patience)
        gradientClip = try values.decodeIfPresent(Double.self, forKey: .gradientClip)
        sigmaFloor = try values.decodeIfPresent(SigmaFloor.self, forKey: .sigmaFloor)
        sigmaScale = try values.decodeIfPresent(SigmaScale.self, forKey: .sigmaScale)
        afterJump = try values.decodeIfPresent(AfterJump.self, forKey: .afterJump)
        averageDecay = try values.decodeIfPresent(Double.self, forKey: .averageDecay)
        slices = try values.decode(Int.self, forKey: .slices)
        keep = try values.decodeIfPresent(KeptEpoch.self, forKey: .keep)
        warmUp = try values.decodeIfPresent(Double.self, forKey: .warmUp) ?? 0
        representations = try values.decodeIfPresent(RepresentationChoice.self, forKey: .representations) ?? .all
        structures = try values.decodeIfPresent(StructureChoice.self, forKey: .structures)
        frozen = try values.decodeIfPresent(FrozenPart.self, forKey: .frozen) ?? .nothing
    }
}

/// What stops training before it begins.
public enum TrainingError: Error, Sendable, CustomStringConvertible {
    case setting(name: String, expected: String, found: String)
    /// A target that cannot be learnt on this training set.
    case target(name: String, problem: String)
    case emptySplit(name: String)

    public var description: String {
        switch self {
        case .setting(let name, let expected, let found): "--\(name) is \(found); it must be \(expected)"
        case .target(let name, let problem): "target \(name): \(problem)"
        case .emptySplit(let name): "the \(name) split has no material with a known target"
        }
    }
}
