import Datasets
import Kernels
import Materials

/// A generator at work on rows of a data set: what it tells of a material is nats, by component.
public struct GeneratorLearner: GradientLearner {
    public let model: GeneratorModel
    public let account: PhaseAccount?
    private let builder: BatchBuilder
    private let purpose: ModelPurpose
    private(set) var batch = SequenceBatch()
    private var workspace: GeneratorWorkspace
    private var isDropping = false
    /// What logits are multiplied by, of elements, symmetries and positions.
    var sharpness = SIMD3<Float>(repeating: 1)

    init(_ model: GeneratorModel, _ inputs: ModelInputs, for purpose: ModelPurpose, account: PhaseAccount? = nil) throws(DatasetError) {
        self.model = model
        self.account = account
        builder = try inputs.sets(as: .wyckoff, hasRelabellings: model.settings.relabelled)
        self.purpose = purpose
        workspace = GeneratorWorkspace(model, bounds: SequenceBounds(), for: purpose)
    }

    /// What is laid out of a material: where any order will do, one sequence; the same one whenever it is measured.
    private func choices(_ draws: EpochDraws?) -> (representations: Representations, order: CounterRandom?) {
        let drawn = draws ?? EpochDraws(seed: 0, member: 0, epoch: 0, drawsRepresentations: true)
        guard model.settings.order == .canonical else { return (.drawn(drawn.random(.representation)), drawn.random(.siteOrder)) }
        return (draws?.drawsRepresentations == true ? .drawn(drawn.random(.representation)) : .all, nil)
    }

    public mutating func reserve(for batches: [(rows: ArraySlice<Int>, sliceSize: Int)], draws: EpochDraws?) {
        account?.enter(.batching, .forward)
        defer { account?.enter(.rest, .forward) }
        let isOne = if case .drawn = choices(draws).representations { true } else { false }
        var bounds = SequenceBounds()
        for (rows, sliceSize) in batches where !rows.isEmpty {
            var own = SequenceBounds(materials: rows.count, slices: (rows.count + sliceSize - 1) / sliceSize)
            for row in rows {
                let sequences = isOne ? 1 : builder.representationCount(of: row)
                let tokens = 2 * builder.dataset.siteCount(of: row) + 1
                own.sequences += sequences
                own.tokens += sequences * tokens
                own.longest = max(own.longest, tokens)
            }
            bounds = bounds.union(own)
        }
        makeRoom(for: bounds)
    }

    private mutating func makeRoom(for bounds: SequenceBounds) {
        guard !workspace.holds(bounds) else { return }
        let larger = workspace.bounds.union(bounds)
        // The old one goes first: both together would be the largest thing in memory.
        workspace = GeneratorWorkspace(model, bounds: SequenceBounds(), for: purpose)
        workspace = GeneratorWorkspace(model, bounds: larger, for: purpose)
    }

    public mutating func layOut(_ rows: ArraySlice<Int>, sliceSize: Int?, draws: EpochDraws?) {
        account?.enter(.batching, .forward)
        let (representations, order) = choices(draws)
        let (substitutions, share) = (draws?.random(.substitution), Float(model.settings.substitution))
        batch.removeAll()
        for (place, row) in rows.enumerated() {
            if let sliceSize, place > 0, place % sliceSize == 0 { batch.endSlice() }
            var spaceGroup = 1
            builder.walk(row, representations) { element, position in
                batch.addSite(element: element, row: position)
            } end: { number in
                if let substitutions, substitutions.uniform(at: 3 * row) < share {
                    batch.substitute(at: substitutions.uniform(at: 3 * row + 1), by: substitutions.uniform(at: 3 * row + 2))
                }
                batch.endSequence(spaceGroup: number, order: order, row: row)
                spaceGroup = number
            }
            batch.endMaterial(row: row, spaceGroup: spaceGroup)
        }
        batch.endSlice()
        if let draws, model.settings.masking > 0 { batch.mask(model.settings.masking, draws.random(.masking)) }
        makeRoom(
            for: SequenceBounds(
                materials: batch.count, sequences: batch.sequenceCount, tokens: batch.tokenCount, longest: batch.longest, slices: batch.sliceCount))
        isDropping = draws != nil && workspace.dropout != nil
        if isDropping, let draws {
            let random = draws.random(.dropout)
            for (place, name) in batch.names.enumerated() { workspace.dropout?.draw(random, row: name, at: place) }
        }
        account?.enter(.rest, .forward)
    }

    private var dropout: DropoutMasks? { isDropping ? workspace.dropout : nil }

    public func outputs(weights: ParameterVector) -> [Matrix] {
        model.forward(batch, weights: weights, workspace: workspace, dropout: dropout, sharpness: sharpness, account: account)
        return [workspace.results.prefix(rows: batch.count)]
    }

    public var representation: Matrix? { nil }

    public func outputGradients(rows: Int) -> [Matrix] { [workspace.resultGradients.prefix(rows: rows)] }

    public func backward(weights: ParameterVector, gradient: ParameterVector, includingMessages: Bool, sums: some BatchSums) {
        precondition(includingMessages, "a kind of which no part is frozen")
        model.backward(batch, weights: weights, gradient: gradient, workspace: workspace, dropout: dropout, account: account)
    }
}
