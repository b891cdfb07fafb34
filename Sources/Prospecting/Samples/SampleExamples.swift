import Materials

/// Some of the samples by their labels: those that came most often, the most surprising, and one of each new prototype.
public struct SampleExamples: Sendable {
    public struct Example: Sendable {
        public let label: String
        /// The label without its elements, in the form that no two prototypes have in common.
        public let prototype: String
        /// How many samples are the same, or of the same prototype.
        public let count: Int
        public let nats: Double?
        /// Whether training or validation has it.
        public let isKnown: Bool
    }

    /// Materials that came twice or more, the most frequent first.
    public private(set) var repeated: [Example] = []
    /// The most nats first; empty where none are known.
    public private(set) var surprising: [Example] = []
    /// Of each new prototype the first sample, the most frequent first.
    public private(set) var newPrototypes: [Example] = []
    /// How many of each there are altogether.
    public private(set) var repeatedCount = 0
    public private(set) var newPrototypeCount = 0

    /// Of each kind; more new prototypes, since a file lists them.
    public static let most = 20
    public static let mostPrototypes = 1000

    init() {}

    init(_ traits: SampleTraits, known: KnownSamples, file: SampleFile) throws {
        let same = Self.groups(traits.identities).filter { $0.count > 1 }
        let alike = Self.groups(traits.prototypes).filter { !known.prototypes.contains(traits.prototypes[$0.first]) }
        let surprising = (0..<traits.count).filter { !traits.nats[$0].isNaN }
            .sorted { (traits.nats[$1], $0) < (traits.nats[$0], $1) }.prefix(Self.most).map { (first: $0, count: 1) }
        let chosen = [Array(same.prefix(Self.most)), surprising, Array(alike.prefix(Self.mostPrototypes))]
        var found = Dictionary(chosen.joined().map { ($0.first, Protostructure?.none) }, uniquingKeysWith: { first, _ in first })
        var place = 0
        try file.forEach { sample in
            guard case .success(let material) = sample.content else { return }
            if found[place] != nil { found[place] = .some(material) }
            place += 1
        }
        let examples = chosen.map { groups in
            groups.compactMap { group in
                (found[group.first] ?? nil).map { material in
                    Example(
                        label: material.label, prototype: material.anonymousPrototype.name, count: group.count,
                        nats: traits.nats[group.first].isNaN ? nil : Double(traits.nats[group.first]),
                        isKnown: known.identities.contains(traits.identities[group.first]))
                }
            }
        }
        (repeated, self.surprising, newPrototypes) = (examples[0], examples[1], examples[2])
        (repeatedCount, newPrototypeCount) = (same.count, alike.count)
    }

    /// Equal digests: the place of the first and how many there are, the most frequent first.
    private static func groups(_ digests: [UInt64]) -> [(first: Int, count: Int)] {
        let order = digests.indices.sorted { (digests[$0], $0) < (digests[$1], $1) }
        var groups: [(first: Int, count: Int)] = []
        var last: UInt64?
        for place in order {
            if digests[place] == last { groups[groups.count - 1].count += 1 } else { groups.append((place, 1)) }
            last = digests[place]
        }
        return groups.sorted { ($1.count, $0.first) < ($0.count, $1.first) }
    }
}
