import Kernels

/// A node of at most 256 rows with all that is under it, its rows numbered from 0: every distinct value has a bin of its own there.
///
/// The bins of such a block lie close together, so that its nodes, which are most of a tree, read from the nearest caches.
struct NodeBlock: ~Copyable {
    static let capacity = DenseRanks.capacity

    private let dense = DenseRanks()
    /// [features × 256] bins of the block's rows.
    private var bins: ContiguousArray<UInt8>
    /// [256] what the block's rows are called in the training set.
    private var names: ContiguousArray<UInt32>
    private var count = 0

    init(features: Int) {
        bins = ContiguousArray(repeating: 0, count: features * Self.capacity)
        names = ContiguousArray(repeating: 0, count: Self.capacity)
    }

    /// Takes in the rows of a node; features that turn out to be constant are added to the known ones.
    mutating func enter(
        _ stretch: Range<Int>, of rows: inout NodeRows, _ features: BinnedFeatures, constants: inout ConstantFeatures, depth: Int
    ) {
        count = stretch.count
        var called = names.mutableSpan
        rows.number(stretch, names: &called)
        for feature in 0..<features.featureCount where !constants.contains(feature, depth: depth) {
            let distinct = Self.fill(&bins, names, count, feature, features, dense)
            if distinct == 1 { constants.insert(feature, depth: depth) }
        }
    }

    /// Writes the bins of one feature; how many there are, or nil where that is not counted.
    private static func fill(
        _ bins: inout ContiguousArray<UInt8>, _ names: ContiguousArray<UInt32>, _ count: Int, _ feature: Int, _ features: BinnedFeatures,
        _ dense: borrowing DenseRanks
    ) -> Int? {
        let rows = names.span.extracting(0..<count)
        var all = bins.mutableSpan
        var own = all._mutatingExtracting(feature * capacity..<feature * capacity + count)
        guard features.hasExactBins(feature) else { return dense.rank(features.ranks(feature), rows: rows, into: &own) }
        DenseRanks.gather(features.bins(feature), rows: rows, into: &own)
        return nil
    }

    @_lifetime(borrow self)
    func bins(_ feature: Int) -> Span<UInt8> {
        bins.span.extracting(feature * Self.capacity..<feature * Self.capacity + count)
    }

    func name(_ row: Int) -> Int { Int(names[row]) }
}
