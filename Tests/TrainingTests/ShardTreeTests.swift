import Testing
import Training

@Suite struct ShardTreeTests {
    /// Every slice belongs to one shard, in order, and none gets more than it must.
    @Test func slicesAreSharedOutInOrder() {
        for slices in 1...9 {
            for shards in 1...9 {
                let tree = ShardTree(slices: slices, shards: shards)
                let parts = (0..<shards).map { tree.slices(ofShard: $0) }
                #expect(parts.joined().elementsEqual(0..<slices), "\(slices) slices, \(shards) shards: \(parts)")
                if slices % shards == 0, shards.nonzeroBitCount == 1 { #expect(parts.allSatisfy { $0.count == slices / shards }) }
            }
        }
    }

    /// The sums of shards, joined by the tree, are the sum of the tree over slices.
    @Test func joinedSumsAreThoseOfOneRank() {
        func term(_ slice: Int) -> Float { 1 / Float(3 + 7 * slice) }
        func sum(_ slices: Range<Int>) -> Float {
            guard slices.count > 1 else { return term(slices.lowerBound) }
            let middle = slices.lowerBound + (slices.count + 1) / 2
            return sum(slices.lowerBound..<middle) + sum(middle..<slices.upperBound)
        }
        func joined(_ tree: ShardTree) -> Float {
            guard let halves = tree.halves else { return sum(tree.slices) }
            return joined(halves.left) + joined(halves.right)
        }
        for slices in 1...16 {
            for shards in 1...8 { #expect(joined(ShardTree(slices: slices, shards: shards)) == sum(0..<slices)) }
        }
    }
}
