/// Which rank trains which members: rank r trains members r, r + R, r + 2R, …
public struct EnsemblePlan: Sendable, Equatable, CustomStringConvertible {
    public let members: Int
    public let ranks: Int

    public init(members: Int, ranks: Int) {
        precondition(members >= 1 && ranks >= 1, "at least one member and one rank")
        self.members = members
        self.ranks = ranks
    }

    public func members(ofRank rank: Int) -> [Int] { Array(stride(from: rank, to: members, by: ranks)) }

    public var idleRanks: Int { max(ranks - members, 0) }

    public var description: String {
        let most = (members + ranks - 1) / ranks
        var text = "\(members) member\(members == 1 ? "" : "s") on \(ranks) rank\(ranks == 1 ? "" : "s")"
        text += ranks >= members ? ", one each" : ", at most \(most) each, one after the other"
        if idleRanks == 1 { text += "; rank \(ranks - 1) has nothing to do" }
        if idleRanks > 1 { text += "; ranks \(members) to \(ranks - 1) have nothing to do" }
        return text
    }
}
