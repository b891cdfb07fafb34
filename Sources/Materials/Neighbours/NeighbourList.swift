/// Who is near whom in a crystal: of every atom all atoms within a distance, images in other cells included.
///
/// The work grows with the number of edges, whatever the cell's shape and size. Distances differ by rounding between equal neighbours and
/// between cells of one crystal; what is nearer to the cutoff, or two distances to each other, than 1e-8 Å counts as equal.
public struct NeighbourList: Sendable {
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
        guard var search = NeighbourSearch(structure, cutoff: cutoff) else { return nil }
        let count = structure.sites.count
        let expected = Int(min(5 * cutoff * cutoff * cutoff / structure.volumePerSite, 10_000)) + 8

        var offsets = [0]
        var (neighbours, distances, vectors): ([Int32], [Double], [SIMD3<Double>]) = ([], [], [])
        offsets.reserveCapacity(count + 1)
        neighbours.reserveCapacity(expected * count)
        distances.reserveCapacity(expected * count)
        vectors.reserveCapacity(expected * count)
        for atom in 0..<count {
            search.find(around: atom)
            neighbours.append(contentsOf: search.neighbours)
            distances.append(contentsOf: search.distances)
            vectors.append(contentsOf: search.vectors)
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
