import Materials

extension Descriptor {
    private static let wardsSource =
        "Ward et al., Phys. Rev. B 96, 024104 (2017), as matminer 0.10.1 computes it, from cells of the infinite crystal; properties as in magpie132"

    static let voronoi = Descriptor(
        name: "voronoi", summary: "attributes of Voronoi cells: neighbours, distances, ordering, packing, local differences of 22 properties",
        version: 1, columns: VoronoiFeatures.columns, imputation: .meanOverElements, source: wardsSource,
        rule: .structure(VoronoiFeatures.values))

    static let ward2017 = Descriptor(
        name: "ward2017", summary: "voronoi and magpie145 in one array: what random forests learn energies of structures from", version: 1,
        columns: VoronoiFeatures.columns + magpie145.columns, imputation: .meanOverElements, source: wardsSource,
        rule: .structure { structure in
            VoronoiFeatures.values(of: structure).map { $0 + magpie145.values(of: Composition(of: structure)) }
        })
}

/// All attributes that Ward and others take from a structure's Voronoi cells, under matminer's names and in the order of its preset.
enum VoronoiFeatures {
    static let columns = VoronoiShape.columns + ChemicalOrdering.columns + ["max packing efficiency"] + LocalDifferences.columns

    @Sendable
    static func values(of structure: Structure) -> [Double]? {
        guard let cells = VoronoiCells(structure) else { return nil }
        return VoronoiShape.values(of: cells) + ChemicalOrdering.values(of: cells, structure)
            + [VoronoiShape.packing(of: cells, structure)] + LocalDifferences.values(of: cells, structure)
    }
}

/// By how much the properties of an atom's neighbours differ from its own, Σ A |p_n − p| / Σ A over the faces of its cell with their areas A:
/// statistics over the atoms for each of Magpie's properties.
enum LocalDifferences {
    static let columns = MagpieProperty.allCases.flatMap { property in
        VoronoiShape.statistics.map { "\($0) local difference in \(property.rawValue)" }
    }

    /// NaN where there are elements that the table does not have.
    static func values(of cells: VoronoiCells, _ structure: Structure) -> [Double] {
        let table = MagpieTable.standard
        let elements = structure.sites.map(\.element)
        guard elements.allSatisfy({ table.contains($0) }) else { return [Double](repeating: .nan, count: columns.count) }
        let areas = cells.faces.map { $0.reduce(0) { $0 + $1.area } }
        return (0..<MagpieProperty.count).flatMap { place in
            let values = elements.map { table.value(place, of: $0) }
            return VoronoiShape.statistics(
                of: values.indices.map { atom in
                    var sum = 0.0
                    for face in cells.faces[atom] { sum += face.area * abs(values[face.neighbour] - values[atom]) }
                    return sum / areas[atom]
                })
        }
    }
}
