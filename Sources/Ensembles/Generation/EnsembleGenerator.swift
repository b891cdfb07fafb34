import Materials
import Models

/// An ensemble of generators as one: material n of a seed is written by the (n mod members)-th sound member, so that many are a sample of the mixture.
public struct EnsembleGenerator {
    /// How many numbers are dealt out together.
    public static let blockSize = 256

    public let conditions: GenerationConditions
    public let seed: UInt64
    private let members: [EnsembleMember]
    private var sampler: any MaterialSampler

    /// nil where the ensemble's members write no materials, or none of them is sound.
    ///
    /// - Throws: `GenerationError.impossible` where the conditions leave nothing
    public init?(_ ensemble: Ensemble, seed: UInt64, conditions: GenerationConditions) throws(GenerationError) {
        guard let model = ensemble.model as? any GeneratingModel, let first = ensemble.sound.first else { return nil }
        self.conditions = conditions
        self.seed = seed
        members = ensemble.sound
        sampler = model.sampler()
        _ = try sampler.sample([], seed: seed, member: first.number, weights: first.weights, conditions: conditions)
    }

    /// The materials of some numbers, in their order.
    public mutating func materials(_ numbers: some Collection<Int>) throws(GenerationError) -> [SampledMaterial] {
        var written = [SampledMaterial?](repeating: nil, count: numbers.count)
        for (place, member) in members.enumerated() {
            let own = numbers.enumerated().filter { $0.element % members.count == place }
            guard !own.isEmpty else { continue }
            let materials = try sampler.sample(
                own.map(\.element), seed: seed, member: member.number, weights: member.weights, conditions: conditions)
            for (entry, material) in zip(own, materials) { written[entry.offset] = material }
        }
        return written.compactMap { $0 }
    }
}
