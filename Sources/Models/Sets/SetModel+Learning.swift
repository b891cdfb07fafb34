import Datasets
import Kernels
import Materials

extension SetModel: GradientModel {
    public var basis: [NamedArray] { tables.arrays }
    public var basisSummary: String { "\(tables.vectors.name), \(tables.vectors.dimension) numbers each" }

    public func check(_ dataset: Dataset) throws { try configuration.kind.check(dataset) }

    public func check(_ rows: some Sequence<Int>, of dataset: Dataset) throws {
        let isPresent = tables.vectors.isPresent
        for row in rows {
            guard let element = dataset.atomicNumber(of: row, notIn: isPresent) else { continue }
            throw ModelMismatch(
                expected: "elements of its table \(tables.vectors.name)", found: "atomic number \(element) in \(dataset.id(row))")
        }
    }

    public func learner(_ inputs: ModelInputs, for purpose: ModelPurpose, account: PhaseAccount?) throws -> any GradientLearner {
        let kind = configuration.kind
        return SetLearner(
            self, builder: try inputs.sets(as: kind.representation, hasRelabellings: kind.hasRelabellings), for: purpose, account: account)
    }

    public func hindrance(toBeginWith other: any GradientModel) -> ModelMismatch? {
        guard let other = other as? SetModel else { return ModelMismatch(expected: "a set model", found: "another kind") }
        guard tables.elements.elements == other.tables.elements.elements else {
            return ModelMismatch(expected: "a data set with its element vectors (\(other.tables.vectors.name))", found: "one with others")
        }
        guard configuration.omitted == other.configuration.omitted else {
            func names(_ model: SetModel) -> String { model.configuration.omitted.isEmpty ? "nothing" : model.configuration.omittedNames }
            return ModelMismatch(expected: "a model that leaves out \(names(other))", found: "one that leaves out \(names(self))")
        }
        return nil
    }
}
