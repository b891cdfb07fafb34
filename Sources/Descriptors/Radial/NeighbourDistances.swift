import Foundation
import Materials

/// Distances of every atom to its nearest neighbours, however far these are.
enum NeighbourDistances {
    /// - Returns: [count × atoms], Å: first every atom's nearest neighbour, then its second …; nil for a cell too flat to be gone through
    static func nearest(_ count: Int, of structure: Structure) -> [Double]? {
        let atoms = structure.sites.count
        guard atoms > 0 else { return nil }
        // A sphere that would hold a tenth more radius than that of as many atoms spread evenly.
        var cutoff = 1.1 * cbrt(3 * Double(count) / (4 * Double.pi) * structure.volumePerSite)
        while true {
            guard let list = NeighbourList(structure, cutoff: cutoff) else { return nil }
            if (0..<atoms).allSatisfy({ list.edges(of: $0).count >= count }) {
                var distances = [Double](repeating: 0, count: count * atoms)
                for atom in 0..<atoms {
                    let first = list.edges(of: atom).lowerBound
                    for neighbour in 0..<count { distances[neighbour * atoms + atom] = list.distances[first + neighbour] }
                }
                return distances
            }
            cutoff *= 1.15
        }
    }
}
