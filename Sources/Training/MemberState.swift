import Datasets
import Kernels
import Models

/// Everything that the next step of a member's training depends on, beside the data and the settings.
public protocol MemberState {
    var progress: MemberProgress { get set }

    /// Vectors of a length that is known beforehand, by name: those that the training works on, so that what is read into them is what it goes on
    /// with.
    var vectors: [(name: String, vector: ParameterVector)] { get }

    /// What the stages so far have made.
    var arrays: [NamedArray] { get set }
}

/// Of a member that learns by gradient.
public struct GradientState: MemberState {
    public var progress = MemberProgress()
    public let weights: ParameterVector
    /// The moving average of the weights, where one is kept.
    public let average: ParameterVector?
    /// The weights that did best on the validation set.
    public let best: ParameterVector
    public let firstMoment: ParameterVector
    public let secondMoment: ParameterVector

    /// A member that has learnt nothing here.
    ///
    /// - Parameter begin: changes the weights that training begins with
    package init(
        _ model: some GradientModel, member: Int, configuration: TrainingConfiguration, beginningWith begin: (ParameterVector) -> Void = { _ in }
    ) {
        let layout = model.layout
        weights = model.initialWeights(seed: configuration.seed, member: member)
        begin(weights)
        average = configuration.averageDecay == nil ? nil : ParameterVector(layout: layout)
        best = ParameterVector(layout: layout)
        firstMoment = ParameterVector(layout: layout)
        secondMoment = ParameterVector(layout: layout)
        average?.flat.copy(from: weights.flat)
        best.flat.copy(from: weights.flat)
    }

    /// What is validated and kept: the weights, or their moving average.
    public var candidate: ParameterVector { average ?? weights }

    public var vectors: [(name: String, vector: ParameterVector)] {
        [("weights", weights)] + (average.map { [("average", $0)] } ?? [])
            + [("best", best), ("first_moment", firstMoment), ("second_moment", secondMoment)]
    }

    /// All that there is are vectors.
    public var arrays: [NamedArray] {
        get { [] }
        set { precondition(newValue.isEmpty, "no stages") }
    }
}

/// Of a member that is built in stages.
public struct StagedState: MemberState {
    public var progress = MemberProgress()
    /// The stages at work; nil before the first and where arrays have been read in.
    private var fit: (any StagedFit)?
    private var given: [NamedArray] = []

    public var vectors: [(name: String, vector: ParameterVector)] { [] }

    /// Made when they are asked for: what the stages have made may be large, and is seldom written.
    public var arrays: [NamedArray] {
        get { fit?.arrays ?? given }
        set { (given, fit) = (newValue, nil) }
    }

    /// What a member would be whose training ended here: the stages that are kept.
    var weights: [NamedArray] {
        guard let fit, fit.stages > 0 else { return arrays }
        // What a checkpoint says of the best stage may be anything.
        return fit.weights(keeping: min(max(progress.bestEpoch, 1), fit.stages))
    }

    var stages: Int { fit?.stages ?? 0 }

    mutating func begin(_ model: any StagedModel, _ inputs: ModelInputs, _ lesson: StagedLesson) throws {
        guard fit == nil else { return }
        fit = try model.fit(inputs, lesson, continuing: given)
        given = []
    }

    /// In place: a copy of the stages would be made anew with each of them.
    mutating func advance() throws { try fit?.advance() }

    func outputs() -> [Matrix] { fit?.outputs() ?? [] }
}
