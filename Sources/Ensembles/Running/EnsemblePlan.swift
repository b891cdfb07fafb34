/// Which ranks train together: `shards` neighbouring ranks make a group, and members go to groups as these become free.
public struct EnsemblePlan: Sendable, Equatable, CustomStringConvertible {
    public let members: Int
    public let ranks: Int
    /// Ranks that train one member together.
    public let shards: Int

    /// - Parameter ranks: a multiple of `shards`
    public init(members: Int, ranks: Int, shards: Int = 1) {
        precondition(members >= 1 && ranks >= 1 && shards >= 1 && ranks % shards == 0, "whole groups and at least one member")
        self.members = members
        self.ranks = ranks
        self.shards = shards
    }

    public var groups: Int { ranks / shards }

    public func group(ofRank rank: Int) -> Int { rank / shards }

    /// The first rank of a group, which speaks for it.
    public func leader(ofGroup group: Int) -> Int { group * shards }

    public var description: String {
        var text = "\(members) member\(members == 1 ? "" : "s") on "
        text += shards == 1 ? "\(ranks) rank\(ranks == 1 ? "" : "s")" : "\(groups) group\(groups == 1 ? "" : "s") of \(shards) ranks"
        text += groups >= members ? ", one each" : ", handed out as \(shards == 1 ? "ranks" : "groups") become free"
        let busy = members * shards
        if ranks - busy == 1 { text += "; one rank has nothing to do" }
        if ranks - busy > 1 { text += "; \(ranks - busy) ranks have nothing to do" }
        return text
    }
}
