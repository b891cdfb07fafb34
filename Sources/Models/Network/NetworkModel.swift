import Datasets
import Kernels

/// Features → hidden layers → an affine map for each target.
public struct NetworkModel {
    public let settings: NetworkSettings
    public let tasks: [Task]
    public let layout: ParameterLayout
    public let scaling: FeatureScaling
    let trunk: ResidualBlocks
    let outputs: [ResidualNetwork]

    /// - Throws: `ModelError`
    init(_ settings: NetworkSettings, tasks: [Task], scaling: FeatureScaling) throws(ModelError) {
        try settings.validate()
        try ModelBounds.check(tasks)
        var layout = ParameterLayout()
        let trunk = ResidualBlocks(
            name: "trunk", inputs: scaling.means.count, hidden: settings.hidden, isResidual: settings.isResidual,
            isRectified: !settings.isResidual, layout: &layout)
        outputs = tasks.enumerated().map { index, task in
            ResidualNetwork(
                name: "outputs.\(index)", inputs: trunk.outputs, hidden: [], outputs: task.outputs, isResidual: false, layout: &layout)
        }
        try ModelBounds.check(layout)
        self.trunk = trunk
        self.settings = settings
        self.tasks = tasks
        self.layout = layout
        self.scaling = scaling
    }

    /// Of a forward pass, for each row.
    var operations: Int { outputs.reduce(trunk.operations) { $0 + $1.operations } }

    /// The raw outputs of the first `rows` rows of the workspace's input.
    ///
    /// - Parameter dropout: of these rows; nil where nothing is dropped
    func forward(rows: Int, weights: ParameterVector, workspace: NetworkWorkspace, dropout: DropoutMasks?) {
        let x = trunk.forward(workspace.input.prefix(rows: rows), weights: weights, buffers: workspace.trunk, dropout: dropout)
        for (network, buffers) in zip(outputs, workspace.outputs) { _ = network.forward(x, weights: weights, buffers: buffers) }
    }

    /// The gradient of the loss, every element of it, from `workspace.resultGradients`; after `forward` of the same rows.
    func backward(
        rows: Int, slices: SliceGradients, weights: ParameterVector, gradient: ParameterVector, workspace: NetworkWorkspace,
        dropout: DropoutMasks?
    ) {
        let input = workspace.input.prefix(rows: rows)
        let x = trunk.entering(trunk.blocks.count, input: input, buffers: workspace.trunk)
        let delta = trunk.outputGradient(rows: rows, buffers: workspace.trunk)
        for (index, network) in outputs.enumerated() {
            network.backward(
                x, slices: slices, outputGradient: workspace.resultGradients[index].prefix(rows: rows), weights: weights, gradient: gradient,
                buffers: workspace.outputs[index], inputGradient: delta, adding: index == 0 ? 0 : 1)
        }
        trunk.backward(
            input, slices: slices, weights: weights, gradient: gradient, buffers: workspace.trunk, inputGradient: nil, dropout: dropout)
    }
}

extension NetworkModel: GradientModel {
    public var firstAfterMessages: Int? { nil }
    public var basis: [NamedArray] { scaling.arrays }
    public var basisSummary: String { scaling.features.summary }
    public var featureSchemas: [FeatureSchema] { [scaling.features.schema] }

    public func check(_ dataset: Dataset) throws { try scaling.features.check(dataset) }

    /// Any row can be predicted: a missing feature is taken to be the mean.
    public func check(_ rows: some Sequence<Int>, of dataset: Dataset) throws {}

    public func initialWeights(seed: UInt64, member: Int) -> ParameterVector {
        let weights = ParameterVector(layout: layout)
        weights.initialise(seed: seed, member: member)
        return weights
    }

    public func learner(_ inputs: ModelInputs, for purpose: ModelPurpose, account: PhaseAccount?) throws -> any GradientLearner {
        try NetworkLearner(self, inputs: inputs, for: purpose, account: account)
    }

    public func hindrance(toBeginWith other: any GradientModel) -> ModelMismatch? {
        guard let other = other as? NetworkModel else { return ModelMismatch(expected: "a network on features", found: "another kind") }
        do { try other.scaling.features.schema.check(against: scaling.features.schema, of: "") } catch { return ModelMismatch(error) }
        func form(_ model: NetworkModel) -> String {
            "\(model.settings.isResidual ? "residual" : "plain") layers on features \(model.scaling.isStandardised ? "" : "not ")standardised"
        }
        guard form(self) == form(other) else { return ModelMismatch(expected: form(other), found: form(self)) }
        return nil
    }
}
