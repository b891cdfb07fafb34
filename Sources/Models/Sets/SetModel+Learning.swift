import Datasets
import Kernels
import Materials

extension SetModel: GradientModel {
    public var basis: [NamedArray] { tables.arrays }
    public var basisSummary: String { "\(tables.vectors.name), \(tables.vectors.dimension) numbers each" }

    public func check(_ dataset: Dataset) throws { try configuration.kind.check(dataset) }

    public func check(_ rows: some Sequence<Int>, of dataset: Dataset) throws { try tables.check(rows, of: dataset) }

    public func learner(_ inputs: ModelInputs, for purpose: ModelPurpose, account: PhaseAccount?) throws -> any GradientLearner {
        let kind = configuration.kind
        return SetLearner(
            self, builder: try inputs.sets(as: kind.representation, hasRelabellings: kind.hasRelabellings), for: purpose, account: account)
    }

    public func hindrance(toBeginWith other: any GradientModel) -> ModelMismatch? {
        guard let other = other as? SetModel else { return ModelMismatch(expected: "a set model", found: "another kind") }
        if let mismatch = tables.hindrance(toBeginWith: other.tables) { return mismatch }
        guard configuration.omitted == other.configuration.omitted else {
            func names(_ model: SetModel) -> String { model.configuration.omitted.isEmpty ? "nothing" : model.configuration.omittedNames }
            return ModelMismatch(expected: "a model that leaves out \(names(other))", found: "one that leaves out \(names(self))")
        }
        return nil
    }
}
