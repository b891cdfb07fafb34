import Datasets
import Kernels
import Materials

extension CrystalModel: GradientModel {
    public var firstAfterMessages: Int? { nil }
    public var basis: [NamedArray] { tables.arrays }
    public var basisSummary: String { "\(tables.vectors.name), \(tables.vectors.dimension) numbers each" }

    public func check(_ dataset: Dataset) throws { try settings.check(dataset) }

    public func check(_ rows: some Sequence<Int>, of dataset: Dataset) throws { try tables.check(rows, of: dataset) }

    public func initialWeights(seed: UInt64, member: Int) -> ParameterVector {
        let weights = ParameterVector(layout: layout)
        weights.initialise(seed: seed, member: member)
        if let table = embedding.table { weights[table].copy(from: tables.elements) }
        return weights
    }

    public func weights(of arrays: [NamedArray]) throws(ModelError) -> any MemberWeights {
        let vector = try vector(of: arrays)
        for norm in norms.flatMap({ [$0.edges, $0.nodes] }) {
            // Whose root is taken.
            guard vector[norm.variance].elements.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
                throw .array(name: norm.variance.name, problem: "has a number that is no variance")
            }
        }
        return vector
    }

    public func learner(_ inputs: ModelInputs, for purpose: ModelPurpose, account: PhaseAccount?) throws -> any GradientLearner {
        try settings.check(inputs.dataset)
        return CrystalLearner(self, graphs: try inputs.graphs(), for: purpose, account: account)
    }

    public func hindrance(toBeginWith other: any GradientModel) -> ModelMismatch? {
        guard let other = other as? CrystalModel else { return ModelMismatch(expected: "a crystal graph network", found: "another kind") }
        guard settings.graphs == other.settings.graphs, settings.step == other.settings.step else {
            func form(_ model: CrystalModel) -> String { "graphs \(model.settings.graphs) with functions every \(model.settings.step) Å" }
            return ModelMismatch(expected: form(other), found: form(self))
        }
        return tables.hindrance(toBeginWith: other.tables)
    }
}
