/// The nodes of many sets, one set after the other, with what every attention sum needs of them.
///
/// Segment s owns nodes `starts[s] ..< starts[s + 1]`. A node stands for `exp(logCounts)` identical ones of weight `exp(logWeights)` each
/// (Mathematics.md §1, "Merging identical nodes").
public struct SegmentedNodes: ~Escapable {
    let starts: Span<Int32>
    let logWeights: Span<Float>
    let logCounts: Span<Float>

    @_lifetime(copy starts, copy logWeights, copy logCounts)
    public init(starts: Span<Int32>, logWeights: Span<Float>, logCounts: Span<Float>) {
        precondition(starts.count >= 1 && starts[0] == 0, "segments begin at node 0")
        precondition(logWeights.count == logCounts.count && Int(starts[starts.count - 1]) == logWeights.count, "segments own all nodes")
        for index in 1..<max(starts.count, 1) { precondition(starts[index - 1] <= starts[index], "segments in order") }
        self.starts = starts
        self.logWeights = logWeights
        self.logCounts = logCounts
    }

    public var segmentCount: Int { starts.count - 1 }
    public var nodeCount: Int { logWeights.count }

    /// The nodes of consecutive segments.
    func nodes(of segments: Range<Int>) -> Range<Int> {
        precondition(segments.lowerBound >= 0 && segments.upperBound <= segmentCount, "segments of these nodes")
        return Int(starts[segments.lowerBound])..<Int(starts[segments.upperBound])
    }

    @inline(__always)
    func range(_ segment: Int) -> Range<Int> { Int(starts[segment])..<Int(starts[segment + 1]) }
}
