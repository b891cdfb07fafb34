/// Who is near whom in a crystal: of every atom all atoms within a distance, images in other cells included.
///
/// The work grows with the number of edges, whatever the cell's shape and size. Distances differ by rounding between equal neighbours and
/// between cells of one crystal; what is nearer to the cutoff, or two distances to each other, than `resolution` counts as equal.
public struct NeighbourList: Sendable {
    /// Å; distances closer to each other than this are equal.
    public static let resolution = 1e-8

    /// [atoms + 1]: where in the other arrays the edges of each atom begin.
    public let offsets: [Int]
    /// Of each edge the atom at its end. An atom's edges ascend by distance; equal distances by atom, and of one atom by its image.
    public let neighbours: [Int32]
    /// Å
    public let distances: [Double]
    /// Å, from the atom to its neighbour.
    public let vectors: [SIMD3<Double>]

    /// nil for cells too flat to be reduced.
    ///
    /// - Parameter cutoff: Å; neighbours at that distance belong to the list. An atom's own images do, itself does not, nor do other atoms
    ///   at its very place
    public init?(_ structure: Structure, cutoff: Double) {
        precondition(cutoff > 0 && cutoff < 1e4, "a cutoff of \(cutoff) Å")
        guard let reduced = structure.reduced else { return nil }
        let count = reduced.sites.count
        let reach = cutoff + Self.resolution
        var bins = PeriodicBins(reduced.lattice, reach: reach, count: count, fineness: 3)
        for site in reduced.sites { bins.append(site.position) }
        // A sphere full of atoms, as most are.
        let expected = Int(min(5 * cutoff * cutoff * cutoff / reduced.volumePerSite, 10_000)) + 8

        var offsets = [0]
        var (neighbours, distances, vectors): ([Int32], [Double], [SIMD3<Double>]) = ([], [], [])
        offsets.reserveCapacity(count + 1)
        neighbours.reserveCapacity(expected * count)
        distances.reserveCapacity(expected * count)
        vectors.reserveCapacity(expected * count)
        var (keys, squares, found): ([UInt64], [Double], [SIMD3<Double>]) = ([], [], [])
        var nearest = NearestFirst()
        for atom in 0..<count {
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
            for (key, place) in zip(nearest.keys, nearest.places) {
                neighbours.append(Int32(truncatingIfNeeded: key & 0xff_ffff))
                distances.append(squares[place].squareRoot())
                vectors.append(found[place])
            }
            offsets.append(neighbours.count)
        }
        self.offsets = offsets
        self.neighbours = neighbours
        self.distances = distances
        self.vectors = vectors
    }

    /// The places of an atom's edges in the arrays, nearest first.
    public func edges(of atom: Int) -> Range<Int> { offsets[atom]..<offsets[atom + 1] }
}
