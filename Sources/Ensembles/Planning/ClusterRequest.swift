/// What a batch system is asked for: ranks, and time with a margin.
public struct ClusterRequest: Sendable, Equatable {
    public let plan: EnsemblePlan
    /// Seconds until every member is there, as measured.
    public let predicted: Double
    /// Seconds to ask for.
    public let wall: Double
    /// Jobs of that length, one after the other.
    public let jobs: Int

    /// What is added to the time predicted: a share of it, for nodes that are slower or busier than the one that was measured on, and seconds for
    /// the start, the gathering and the report, or the warning before the limit.
    public static let (share, seconds) = (0.25, 300.0)
    /// Times are asked for in whole multiples of this.
    private static let grain = 300.0

    /// - Parameters:
    ///   - memberSeconds: that one member takes on the plan's shards
    ///   - limit: longest time that may be asked for, longer than `seconds`; where it is too short, several jobs follow each other
    public init(_ plan: EnsemblePlan, memberSeconds: Double, limit: Double?) {
        precondition(limit.map { $0 > Self.seconds } ?? true, "time for more than the margin")
        self.plan = plan
        predicted = Double((plan.members + plan.groups - 1) / plan.groups) * memberSeconds
        let safe = predicted * (1 + Self.share)
        let wall = ((safe + Self.seconds) / Self.grain).rounded(.up) * Self.grain
        guard let limit, wall > limit else {
            (self.wall, jobs) = (wall, 1)
            return
        }
        self.wall = limit
        jobs = Int((safe / (limit - Self.seconds)).rounded(.up))
    }

    /// Every way to share the members out that is sooner done than all with fewer ranks and as many shards, fewest ranks first.
    ///
    /// - Parameter memberSeconds: of each number of shards that was measured
    public static func all(members: Int, memberSeconds: [Int: Double], limit: Double?) -> [ClusterRequest] {
        let turns = Set((1...members).map { (members + $0 - 1) / $0 })
        let groups = turns.map { (members + $0 - 1) / $0 }.sorted()
        return memberSeconds.sorted { $0.key < $1.key }.flatMap { shards, seconds in
            // Shards are for members that are too slow one by one.
            (shards == 1 ? groups : [members]).map { groups in
                let plan = EnsemblePlan(members: members, ranks: groups * shards, shards: shards)
                return ClusterRequest(plan, memberSeconds: seconds, limit: limit)
            }
        }
    }

    /// The request to make: with a limit, the fewest ranks that keep it, or the fewest jobs where none does; without one, a rank to each member.
    public static func best(of requests: [ClusterRequest], limit: Double?) -> ClusterRequest? {
        guard limit != nil else { return requests.first { $0.plan.shards == 1 && $0.plan.groups == $0.plan.members } }
        return requests.min { ($0.jobs, $0.plan.ranks, $0.predicted) < ($1.jobs, $1.plan.ranks, $1.predicted) }
    }
}
