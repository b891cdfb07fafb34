/// The neighbours of one atom after another, nearest first, in as much memory as one atom's take.
package struct NeighbourSearch {
    /// Å; distances closer to each other than this are equal.
    static let resolution = 1e-8

    /// What the last search has found, as in `NeighbourList`.
    package private(set) var neighbours: [Int32] = []
    package private(set) var distances: [Double] = []
    package private(set) var vectors: [SIMD3<Double>] = []

    /// More neighbours than one atom can have: all that the cells around it hold as far as the cutoff, and one cell more in each direction.
    package let bound: Double

    private let bins: PeriodicBins
    private let reach: Double
    private var (keys, squares, found): ([UInt64], [Double], [SIMD3<Double>]) = ([], [], [])
    private var nearest = NearestFirst()

    /// nil for cells too flat to be reduced, and for positions that are no numbers.
    ///
    /// - Parameter fineness: bins along the cutoff: many enclose a sphere with hundreds of atoms closely, few cost less where it holds some dozen
    package init?(_ structure: Structure, cutoff: Double, fineness: Double = 3) {
        precondition(cutoff > 0 && cutoff < 1e4, "a cutoff of \(cutoff) Å")
        guard let reduced = structure.reduced, reduced.sites.allSatisfy({ $0.position.sum().isFinite }) else { return nil }
        reach = cutoff + Self.resolution
        let cells = 2 * reach / reduced.lattice.heights + 1
        bound = Double(reduced.sites.count) * cells.x * cells.y * cells.z
        var bins = PeriodicBins(reduced.lattice, reach: reach, count: reduced.sites.count, fineness: fineness)
        for site in reduced.sites { bins.append(site.position) }
        self.bins = bins
    }

    package mutating func find(around atom: Int) {
        keys.removeAll(keepingCapacity: true)
        squares.removeAll(keepingCapacity: true)
        found.removeAll(keepingCapacity: true)
        bins.eachNear(atom) { other, vector in
            let square = (vector * vector).sum()
            guard square <= reach * reach, square > Self.resolution * Self.resolution else { return }
            // Distance first, then atom: 40 bits hold 10,000 Å, 24 hold 16 million atoms. Images come in their order.
            keys.append(UInt64(square.squareRoot() / Self.resolution + 0.5) << 24 | UInt64(truncatingIfNeeded: other))
            squares.append(square)
            found.append(vector)
        }
        nearest.order(keys, squares: squares, reach: reach)
        neighbours.removeAll(keepingCapacity: true)
        distances.removeAll(keepingCapacity: true)
        vectors.removeAll(keepingCapacity: true)
        for (key, place) in zip(nearest.keys, nearest.places) {
            neighbours.append(Int32(truncatingIfNeeded: key & 0xff_ffff))
            distances.append(squares[place].squareRoot())
            vectors.append(found[place])
        }
    }
}
