import Datasets

/// So many samples, drawn from all of a source, beside as many held-out materials: what scores are made of.
struct MeasuredSamples {
    let traits: SampleTraits
    /// Which of them were drawn.
    let drawn: [Int]
    let all: SampleDistributions
    /// As many of the source's new ones, or all that it has.
    let novel: SampleDistributions
    let known: KnownSamples
    /// nil for the held-out materials themselves.
    let reference: SampleDistributions?
    /// Of what the source holds, the share that is possible at all; nil where nothing else could stand there.
    let validShare: Double?

    /// - Parameters:
    ///   - order: all places of the traits, as they are drawn
    ///   - number: at most as many
    init(
        _ traits: SampleTraits, order: [Int], number: Int, known: KnownSamples, reference: SampleDistributions?, validShare: Double? = nil
    ) {
        self.traits = traits
        self.known = known
        self.reference = reference
        self.validShare = validShare
        drawn = Array(order.prefix(number))
        all = SampleDistributions(traits, drawn)
        novel = SampleDistributions(traits, order.lazy.filter { !known.identities.contains(traits.identities[$0]) }.prefix(number))
    }

    /// A random order of so many things.
    ///
    /// - Parameter stream: tells apart what is drawn with one seed
    static func order(_ count: Int, seed: UInt64, stream: Int) -> [Int] {
        var order = Array(0..<count)
        CounterRandom(seed: seed, member: 0, purpose: .comparison, stream: stream).shuffle(&order)
        return order
    }

    func isNew(_ place: Int) -> Bool { !known.identities.contains(traits.identities[place]) }
    func hasNewPrototype(_ place: Int) -> Bool { !known.prototypes.contains(traits.prototypes[place]) }

    /// Of the drawn ones.
    func share(_ isCounted: (Int) -> Bool) -> Double? { all.share(drawn.count(where: isCounted)) }
}
