/// A number that is said of samples.
public struct SampleScore: Sendable {
    public enum Kind: Sendable { case share, distance, count }

    /// In files.
    public let key: String
    /// On pages.
    public let title: String
    public let kind: Kind
    /// Of the new samples alone.
    public let isOfNovel: Bool
    let measure: @Sendable (MeasuredSamples) -> Double?

    init(_ key: String, _ title: String, _ kind: Kind, isOfNovel: Bool = false, measure: @escaping @Sendable (MeasuredSamples) -> Double?) {
        self.key = key
        self.title = title
        self.kind = kind
        self.isOfNovel = isOfNovel
        self.measure = measure
    }

    /// All of them, in the order in which they are shown: of the samples, then of the new ones alone.
    public static let all: [SampleScore] =
        ofSamples + ofDistributions(isOfNovel: false) + ofNovelty
        + [SampleScore("novel_compared", "New samples compared", .count, isOfNovel: true) { Double($0.novel.count) }]
        + ofDistributions(isOfNovel: true)

    static func values(of samples: MeasuredSamples) -> [String: Double] {
        var values: [String: Double] = [:]
        for score in all { values[score.key] = score.measure(samples) }
        return values
    }

    private static let ofSamples = [
        SampleScore("formally_valid", "Formally valid", .share) { $0.validShare },
        SampleScore("mean_nats", "Mean nats", .distance) { samples in
            let known = samples.drawn.lazy.map { Double(samples.traits.nats[$0]) }.filter { !$0.isNaN }
            let count = known.count
            return count == 0 ? nil : known.reduce(0, +) / Double(count)
        },
    ]

    private static let ofNovelty = [
        SampleScore("unique", "Distinct", .share) { samples in
            samples.all.share(Set(samples.drawn.map { samples.traits.identities[$0] }).count)
        },
        SampleScore("novel", "New", .share) { samples in samples.share(samples.isNew) },
        SampleScore("unique_novel", "Distinct and new", .share) { samples in
            samples.all.share(Set(samples.drawn.filter(samples.isNew).map { samples.traits.identities[$0] }).count)
        },
        SampleScore("novel_prototype", "Of a new prototype", .share) { samples in samples.share(samples.hasNewPrototype) },
        SampleScore("novel_prototypes", "Different new prototypes", .count) { samples in
            Double(Set(samples.drawn.filter(samples.hasNewPrototype).map { samples.traits.prototypes[$0] }).count)
        },
    ]

    /// What compares two distributions, and shares that need no second.
    private static func ofDistributions(isOfNovel: Bool) -> [SampleScore] {
        typealias Distance = @Sendable ([Double], [Double]) -> Double?
        let prefix = isOfNovel ? "novel_" : ""
        func score(_ key: String, _ title: String, _ kind: Kind, _ measure: @escaping @Sendable (SampleDistributions) -> Double?) -> SampleScore {
            SampleScore(prefix + key, title, kind, isOfNovel: isOfNovel) { measure(isOfNovel ? $0.novel : $0.all) }
        }
        func distance(
            _ key: String, _ title: String, _ counts: @escaping @Sendable (SampleDistributions) -> [Double], _ distance: @escaping Distance
        ) -> SampleScore {
            SampleScore(prefix + key, title, .distance, isOfNovel: isOfNovel) { samples in
                samples.reference.flatMap { distance(counts(isOfNovel ? samples.novel : samples.all), counts($0)) }
            }
        }
        let chi: Distance = { DistributionDistance.chiSquared($0, reference: $1) }
        let mover: Distance = { DistributionDistance.earthMover($0, reference: $1) }
        let largest: Distance = { DistributionDistance.kolmogorovSmirnov($0, reference: $1) }
        return [
            score("charge_neutral", "Charge-neutral", .share) { $0.share($0.neutral) },
            score("p1", "In P1", .share) { $0.share(Int($0.spaceGroups[1])) },
            distance("space_groups_chi2", "Space groups, χ²", { $0.spaceGroups }, chi),
            distance("elements_chi2", "Elements, χ²", { $0.elements }, chi),
            distance("element_numbers_emd", "Numbers of elements, earth mover's", { $0.elementNumbers }, mover),
            distance("element_numbers_ks", "Numbers of elements, Kolmogorov–Smirnov", { $0.elementNumbers }, largest),
            distance("site_numbers_emd", "Numbers of sites, earth mover's", { $0.siteNumbers }, mover),
            distance("site_numbers_ks", "Numbers of sites, Kolmogorov–Smirnov", { $0.siteNumbers }, largest),
            distance("freedom_emd", "Degrees of freedom, earth mover's", { $0.freedoms }, mover),
            distance("freedom_ks", "Degrees of freedom, Kolmogorov–Smirnov", { $0.freedoms }, largest),
        ]
    }
}
