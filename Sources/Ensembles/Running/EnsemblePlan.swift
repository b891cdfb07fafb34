/// Which ranks train which members: `shards` neighbouring ranks make a group, and group g trains members g, g + G, g + 2G, …
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

    public func members(ofGroup group: Int) -> [Int] { Array(stride(from: group, to: members, by: groups)) }

    public var description: String {
        let most = (members + groups - 1) / groups
        var text = "\(members) member\(members == 1 ? "" : "s") on "
        text += shards == 1 ? "\(ranks) rank\(ranks == 1 ? "" : "s")" : "\(groups) group\(groups == 1 ? "" : "s") of \(shards) ranks"
        text += groups >= members ? ", one each" : ", at most \(most) each, one after the other"
        let busy = members * shards
        if ranks - busy == 1 { text += "; rank \(busy) has nothing to do" }
        if ranks - busy > 1 { text += "; ranks \(busy) to \(ranks - 1) have nothing to do" }
        return text
    }
}
