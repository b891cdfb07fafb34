import Glibc
import Datasets
import Kernels
import Materials

/// A generator of Wyckoff representations: a Transformer that says of a sequence of sites what comes next (Mathematics.md, "Generating Wyckoff
/// representations").
///
/// P(material) = P(group) · Π P(element | …) P(symmetry | element, …) P(position | symmetry, …) · P(end | …), each over what `SiteWalk` allows. P(group) is
/// counted, everything else learnt.
public struct GeneratorModel {
    public let settings: GeneratorSettings
    public let tasks: [Task]
    public let layout: ParameterLayout
    /// How often each group was met in training, [230].
    public let groupCounts: [Int32]
    let vocabulary = SequenceVocabulary.standard
    let table: ParameterBlock
    let layers: [TransformerLayer]
    let norm: TransformerLayer.Norm
    let elements: ResidualNetwork
    let symmetries: ResidualNetwork
    /// What a symmetry adds to a token before its enumeration is read off.
    let symmetryTable: ParameterBlock
    let positions: ResidualNetwork

    /// - Throws: `ModelError`
    init(_ settings: GeneratorSettings, tasks: [Task], groupCounts: [Int32]) throws(ModelError) {
        try settings.validate()
        guard tasks.count == 1, case .likelihood(let temperatures, let acceptance) = tasks[0] else {
            throw .setting(name: "model", problem: "--model \(settings.kindName) learns which materials there are, and no target")
        }
        guard temperatures.map({ $0.count == 3 && $0.allSatisfy { $0 > 0 && $0.isFinite } }) ?? true,
            acceptance.map({ SampleAcceptance(factors: $0) != nil }) ?? true
        else { throw .array(name: "targets", problem: "three temperatures above 0 and \(SampleAcceptance.count) factors are needed to sample with") }
        self.acceptance = acceptance.flatMap(SampleAcceptance.init)
        var layout = ParameterLayout()
        let width = settings.width
        table = layout.add("tokens", rows: vocabulary.count, columns: width, .uniform(fanIn: 16))
        layers = (0..<settings.layers).map { TransformerLayer("layers.\($0)", settings, layout: &layout) }
        norm = TransformerLayer.Norm("norm", width: width, layout: &layout)
        func head(_ name: String, _ outputs: Int) -> ResidualNetwork {
            ResidualNetwork(name: name, inputs: width, hidden: [settings.output], outputs: outputs, isResidual: false, layout: &layout)
        }
        elements = head("elements", Element.count + 1)
        symmetries = head("symmetries", vocabulary.symmetryCount)
        symmetryTable = layout.add("positions.symmetries", rows: vocabulary.symmetryCount, columns: width, .uniform(fanIn: 16))
        positions = head("positions", vocabulary.enumerationCount)
        try ModelBounds.check(layout)
        self.settings = settings
        self.tasks = tasks
        self.layout = layout
        self.groupCounts = groupCounts
        let total = groupCounts.reduce(0) { $0 + Double($1) } + Double(groupCounts.count) / 2
        groupNats = groupCounts.map { Float(-log((Double($0) + 0.5) / total)) }
    }

    /// −log P of each group: half a material more than was met of each, so that none is impossible (Krichevsky and Trofimov 1981).
    let groupNats: [Float]

    /// Of a forward pass's products for each token, and for each prediction.
    var tokenOperations: Int { layers.reduce(0) { $0 + $1.operations } }

    /// How often samples are kept; nil: always.
    let acceptance: SampleAcceptance?

    /// What logits are multiplied by in sampling, of elements, symmetries and positions.
    var sharpness: SIMD3<Float> {
        guard case .likelihood(let temperatures?, _) = tasks[0], temperatures.count == 3 else { return SIMD3(repeating: 1) }
        return SIMD3(Float(1 / temperatures[0]), Float(1 / temperatures[1]), Float(1 / temperatures[2]))
    }
}

extension GeneratorModel: GradientModel {
    public var firstAfterMessages: Int? { nil }

    static let countsName = "generator/groups"

    public var basis: [NamedArray] {
        [
            NamedArray(
                name: Self.countsName, shape: [groupCounts.count], elements: .integers(groupCounts),
                attributes: ["tokens": vocabulary.digest]),
        ]
    }

    public var basisSummary: String { "\(groupCounts.count { $0 > 0 }) space groups met, \(vocabulary.symmetryCount) site symmetries" }

    public func check(_ dataset: Dataset) throws {
        guard dataset.representation == .wyckoff else {
            throw ModelMismatch(
                expected: "a data set of Wyckoff positions", found: "one of compositions", advice: "covey featurise of structures or labels makes one")
        }
    }

    public func check(_ rows: some Sequence<Int>, of dataset: Dataset) throws {
        for row in rows {
            let sites = dataset.siteCount(of: row)
            guard sites <= settings.sites else {
                throw ModelMismatch(
                    expected: "materials of at most \(settings.sites) sites on Wyckoff positions", found: "\(dataset.id(row)) with \(sites)",
                    advice: "--set model.sites=N trains a generator of longer ones")
            }
        }
    }

    public func initialWeights(seed: UInt64, member: Int) -> ParameterVector {
        let weights = ParameterVector(layout: layout)
        weights.initialise(seed: seed, member: member)
        inform(weights, seed: seed, member: member)
        return weights
    }

    /// Elements begin as what is known of them: related ones alike, where they enter and where they are told.
    private func inform(_ weights: ParameterVector, seed: UInt64, member: Int) {
        let vectors = ElementVectors.builtIn
        let random = CounterRandom(seed: seed, member: member, purpose: .weights, stream: 1)
        let dimension = vectors.dimension
        let share = 1 / Float(dimension).squareRoot()
        let columns = max(settings.width, settings.output)
        // The same three maps for all elements: into either kind of token, and out.
        let maps = (0..<columns * dimension).map { place in
            SIMD3(random.normal(at: 3 * place), random.normal(at: 3 * place + 1), random.normal(at: 3 * place + 2))
        }
        let (table, told) = (weights[table], weights[elements.last])
        for element in 1...Element.count {
            let (opened, closed) = (vocabulary.rowOpened(element), vocabulary.rowClosed(element))
            for column in 0..<columns {
                var image = SIMD3<Float>.zero
                for place in 0..<dimension { image += vectors.values[element * dimension + place] * share * maps[column * dimension + place] }
                if column < settings.width {
                    table[opened, column] = 0.3 * table[opened, column] + 0.25 * image.x
                    table[closed, column] = 0.3 * table[closed, column] + 0.25 * image.y
                }
                if column < settings.output { told[column, element] = 0.3 * told[column, element] + image.z / Float(settings.output).squareRoot() }
            }
        }
    }

    public func learner(_ inputs: ModelInputs, for purpose: ModelPurpose, account: PhaseAccount?) throws -> any GradientLearner {
        try GeneratorLearner(self, inputs, for: purpose, account: account)
    }

    public func hindrance(toBeginWith other: any GradientModel) -> ModelMismatch? {
        other is GeneratorModel ? nil : ModelMismatch(expected: "a generator of Wyckoff representations", found: "another kind")
    }
}
