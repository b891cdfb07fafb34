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
