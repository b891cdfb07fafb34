import CVoronoi
import Foundation
import Materials

/// The Voronoi cell of each atom: the points that are nearer to it than to any other atom, images in other cells included.
///
/// Cells are cut out by planes half-way to neighbours, nearest first, until no farther one can reach them; they are those of the infinite
/// crystal, whatever its density.
struct VoronoiCells {
    /// What two neighbouring atoms' cells share.
    struct Face {
        let neighbour: Int
        /// The cell of the crystal that the neighbour stands in, counted from the atom's, for positions as they are given.
        let image: SIMD3<Int32>
        /// Å, between the atoms; the face is half-way.
        let distance: Double
        /// Å²
        let area: Double
    }

    /// Faces smaller than this part of the largest come from rounding, where more than three faces meet in a corner.
    private static let leastArea = 1e-10
    /// An atom with more neighbours than this within the reach of its cell is far from a crystal.
    private static let mostNeighbours = 500_000.0

    /// Of each atom, nearest neighbours first.
    let faces: [[Face]]

    /// nil for cells too flat to be reduced, and for atoms so far apart in one direction that hundreds of thousands would have to be asked.
    init?(_ structure: Structure) {
        let room = structure.volumePerSite
        guard room > 0, room.isFinite else { return nil }
        var faces = [[Face]](repeating: [], count: structure.sites.count)
        var open = Array(structure.sites.indices)
        // Most cells are finished by the neighbours within this distance, whatever the density.
        var reach = 2.5 * cbrt(room)
        while !open.isEmpty {
            guard reach < 1e4, 4.2 * reach * reach * reach / room < Self.mostNeighbours, var search = NeighbourSearch(structure, cutoff: reach) else {
                return nil
            }
            var unfinished: [Int] = []
            for atom in open {
                search.find(around: atom)
                if let found = Self.faces(of: atom, search, reach, structure) { faces[atom] = found } else { unfinished.append(atom) }
            }
            open = unfinished
            reach *= 1.5
        }
        guard faces.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.faces = faces
    }

    /// nil where neighbours beyond reach may have a face.
    private static func faces(of atom: Int, _ search: NeighbourSearch, _ reach: Double, _ structure: Structure) -> [Face]? {
        var vectors: [Double] = []
        vectors.reserveCapacity(3 * search.vectors.count)
        for vector in search.vectors {
            vectors.append(vector.x)
            vectors.append(vector.y)
            vectors.append(vector.z)
        }
        var areas = [Double](repeating: 0, count: search.vectors.count)
        switch covey_voronoi_cell(vectors, Int64(areas.count), reach, &areas) {
        case 0: break
        case 1: return nil
        default: return []
        }
        let least = leastArea * (areas.max() ?? 0)
        return areas.indices.filter { areas[$0] > least }.map { place in
            let neighbour = Int(search.neighbours[place])
            let cells = structure.lattice.fractional(search.vectors[place]) + structure.sites[atom].position - structure.sites[neighbour].position
            return Face(
                neighbour: neighbour, image: SIMD3<Int32>(cells.rounded(.toNearestOrEven)), distance: search.distances[place],
                area: areas[place])
        }
    }
}
