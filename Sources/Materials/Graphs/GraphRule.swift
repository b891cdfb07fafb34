/// Which neighbours of an atom a crystal's graph has: so many of the nearest, up to a distance. Written `12@8`.
public struct GraphRule: Sendable, Hashable, CustomStringConvertible {
    /// Of an atom, at most.
    public let neighbours: Int
    /// Å; a neighbour at that distance is one.
    public let cutoff: Double

    /// That of the reference and of what is published with it.
    public static let standard = GraphRule(neighbours: 12, cutoff: 8)

    private static let mostNeighbours = 1_000
    private static let farthest = 100.0

    private init(neighbours: Int, cutoff: Double) { (self.neighbours, self.cutoff) = (neighbours, cutoff) }

    /// Reads `NUMBER@Å`.
    ///
    /// - Throws: `GraphError.rule`
    public init(_ text: String) throws(GraphError) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let neighbours = Int(parts[0]), (1...Self.mostNeighbours).contains(neighbours),
            let cutoff = DecimalNumber.double(Array(parts[1].utf8)[...]), cutoff > 0, cutoff <= Self.farthest
        else { throw .rule(text, mostNeighbours: Self.mostNeighbours, farthest: Self.farthest) }
        self.neighbours = neighbours
        self.cutoff = cutoff
    }

    public var description: String { "\(neighbours)@\(TableText.field(cutoff))" }
}

/// Files have rules as people write them.
extension GraphRule: Codable {
    public init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
