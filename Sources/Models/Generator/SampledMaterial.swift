import Datasets
import Materials

/// A Wyckoff representation that a generator has written.
public struct SampledMaterial: Sendable, Equatable {
    public let spaceGroup: Int
    /// In the order in which they were written.
    public let sites: [Protostructure.Occupation]
    /// −log of the probability that the member gives to its parts (`Task.likelihoodParts`), without conditions and temperatures.
    public let nats: [Double]

    public init(spaceGroup: Int, sites: [Protostructure.Occupation], nats: [Double]) {
        self.spaceGroup = spaceGroup
        self.sites = sites
        self.nats = nats
    }
}

/// A model whose members write materials.
public protocol GeneratingModel: Model {
    func sampler() -> any MaterialSampler

    /// The temperatures of elements, symmetries and positions under which some materials are likeliest, the mean over members.
    ///
    /// - Parameters:
    ///   - rows: materials that members have not learnt from
    ///   - weights: of each member
    func temperatures(_ rows: [Int], of dataset: Dataset, weights: [any MemberWeights]) throws -> [Double]
}

/// A member at work writing materials.
public protocol MaterialSampler {
    /// The materials of some numbers. Number n of a seed and member is the same material in whatever company, and under conditions one that fulfils them.
    ///
    /// - Throws: `GenerationError.impossible` where the conditions leave nothing
    mutating func sample(
        _ numbers: [Int], seed: UInt64, member: Int, weights: any MemberWeights, conditions: GenerationConditions
    ) throws(GenerationError) -> [SampledMaterial]
}

/// Why nothing can be written.
public enum GenerationError: Error, Sendable, CustomStringConvertible {
    case impossible

    public var description: String { "no material fulfils the conditions in any space group that they allow" }
}
