import Discovery

/// How soon the materials close to the hull of one chemical system are found.
struct SystemMetrics: Encodable, Equatable {
    /// "Fe-Li-O", or "all systems"
    var system: String
    var candidates: Int
    var found: [Early]

    struct Early: Encodable, Equatable {
        /// eV/atom
        var within: Double
        var targets: Int
        /// Of the first fifth of the calculations.
        @Nullable var enrichment: Double?
        @Nullable var calculationsForHalf: Int?
        @Nullable var calculationsForAll: Int?
    }

    init(_ name: String, _ screening: Screening) {
        system = name
        candidates = screening.truth.count(where: \.isFinite)
        found = EarlyDiscovery.distances.map { distance in
            let early = EarlyDiscovery(screening, distance: distance)
            return Early(
                within: distance, targets: early.targets, enrichment: Nullable(wrappedValue: early.enrichment),
                calculationsForHalf: Nullable(wrappedValue: early.calculationsForHalf),
                calculationsForAll: Nullable(wrappedValue: early.calculationsForAll))
        }
    }

    /// All together, then each system, the largest first.
    static func all(_ ranking: SystemRanking) -> [SystemMetrics] {
        [SystemMetrics("all systems", ranking.together)] + ranking.systems.map { SystemMetrics($0.name, $0.screening) }
    }
}
