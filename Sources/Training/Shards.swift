import Kernels
import Models

/// What training asks of the ranks that work on one member together.
public protocol ShardExchange {
    /// This rank's place among them, and how many there are.
    var index: Int { get }
    var count: Int { get }

    /// Sums a vector over the shards in the tree of their slices and leaves the total with each of them.
    ///
    /// - Parameter slices: of the whole batch; shards that have none of them add nothing
    func sum(_ vector: Matrix, slices: Int) throws

    /// What every shard has to say, in the order of shards.
    ///
    /// - Parameter lengths: how many numbers each shard brings
    func all(_ numbers: [Double], lengths: [Int]) throws -> [Double]
}

/// A rank that trains a member by itself.
public struct NoShards: ShardExchange {
    public init() {}
    public var index: Int { 0 }
    public var count: Int { 1 }
    public func sum(_ vector: Matrix, slices: Int) {}
    public func all(_ numbers: [Double], lengths: [Int]) -> [Double] { numbers }
}

/// Sums over a batch of so many slices that shards share.
struct ShardSums: BatchSums {
    let shards: any ShardExchange
    let slices: Int

    func sum(_ sums: Matrix) throws { try shards.sum(sums, slices: slices) }
}

/// How the slices of a batch go to shards: slices and shards are halved together, so that each shard's slices are a branch of the tree that
/// sums over slices (`SliceSums`), and the sums of the shards are joined by the rest of that tree.
public struct ShardTree: Sendable, Equatable {
    public let slices: Range<Int>
    public let shards: Range<Int>

    /// The whole tree.
    public init(slices: Int, shards: Int) { self.init(slices: 0..<slices, shards: 0..<shards) }

    private init(slices: Range<Int>, shards: Range<Int>) {
        self.slices = slices
        self.shards = shards
    }

    /// Both halves; nil where one shard, or one slice, is left: then the first shard has it and the others have nothing.
    public var halves: (left: ShardTree, right: ShardTree)? {
        guard shards.count > 1, slices.count > 1 else { return nil }
        let slice = slices.lowerBound + (slices.count + 1) / 2
        let shard = shards.lowerBound + (shards.count + 1) / 2
        return (
            ShardTree(slices: slices.lowerBound..<slice, shards: shards.lowerBound..<shard),
            ShardTree(slices: slice..<slices.upperBound, shards: shard..<shards.upperBound)
        )
    }

    /// The slices of one shard.
    public func slices(ofShard shard: Int) -> Range<Int> {
        guard let halves else { return shard == shards.lowerBound ? slices : slices.upperBound..<slices.upperBound }
        return (halves.left.shards.contains(shard) ? halves.left : halves.right).slices(ofShard: shard)
    }
}
