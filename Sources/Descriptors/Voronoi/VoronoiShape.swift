import Foundation
import Materials

/// What the cells of a crystal look like: how many neighbours atoms have, how much their distances and the cells' sizes differ, and how much
/// of the space spheres could fill.
enum VoronoiShape {
    /// Over the atoms of a crystal, in matminer's order.
    static let statistics = ["minimum", "maximum", "range", "mean", "avg_dev"]

    static let columns =
        statistics.map { "\($0) CN_VoronoiNN" }
        + ["mean absolute deviation in relative bond length", "max relative bond length", "min relative bond length"]
        + statistics.map { "\($0) neighbor distance variation" } + ["mean absolute deviation in relative cell size"]

    static func values(of cells: VoronoiCells) -> [Double] {
        var (coordination, lengths, variations, volumes): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
        for faces in cells.faces {
            var (area, squares, length, volume) = (0.0, 0.0, 0.0, 0.0)
            for face in faces {
                area += face.area
                squares += face.area * face.area
                length += face.area * face.distance
                // A pyramid with the face as its base and half the distance as its height.
                volume += face.area * face.distance / 6
            }
            let mean = length / area
            var deviation = 0.0
            for face in faces { deviation += face.area * abs(face.distance - mean) }
            coordination.append(area * area / squares)
            lengths.append(mean)
            variations.append(deviation / area / mean)
            volumes.append(volume)
        }
        let mean = lengths.reduce(0, +) / Double(lengths.count)
        let relative = lengths.map { $0 / mean }
        let size = volumes.reduce(0, +) / Double(volumes.count)
        return statistics(of: coordination)
            + [deviation(of: relative), relative.max() ?? .nan, relative.min() ?? .nan] + statistics(of: variations)
            + [deviation(of: volumes) / size]
    }

    /// The share of the space that spheres take when each is as large as the nearest face of its atom's cell lets it.
    static func packing(of cells: VoronoiCells, _ structure: Structure) -> Double {
        let cubes = cells.faces.map { faces in
            let radius = (faces.map(\.distance).min() ?? 0) / 2
            return radius * radius * radius
        }
        return 4 / 3 * .pi * cubes.reduce(0, +) / structure.lattice.volume
    }

    static func statistics(of values: [Double]) -> [Double] {
        let (least, most) = (values.min() ?? .nan, values.max() ?? .nan)
        return [least, most, most - least, values.reduce(0, +) / Double(values.count), deviation(of: values)]
    }

    /// Mean of |x − x̄|.
    private static func deviation(of values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + abs($1 - mean) } / Double(values.count)
    }
}
