import Materials

/// Agrees the structures of each material, once all rows are there: they have one composition, and the values of the material are those of each.
///
/// What a structure before relaxation is learnt for is the energy of the relaxed one (thesis, section 6.6), so that a row which says another is of
/// another kind of table, whose rows `--split group:COLUMN:…` keeps together.
public enum MaterialSurvey {
    /// - Parameter rows: all rows of the input, whose targets `ClassSurvey` and `TargetPrecision` have settled
    public static func settle(_ rows: inout [FeaturisedRow], _ options: FeaturiserOptions) {
        guard options.haveVariants else { return }
        for structures in materials(of: rows) {
            let found = structures.compactMap { index -> (index: Int, material: FeaturisedRow.Material)? in
                guard case .material(let material) = rows[index].outcome else { return nil }
                return (index, material)
            }
            guard let first = found.first, found.count > 1 else { continue }
            let values = Values(found.map(\.material))
            for (index, material) in found {
                let name = rows[first.index].id
                let problem =
                    material.formula == first.material.formula
                    ? values.problem(of: material, options) : "the structure is \(material.formula), but \(name) of the same material is \(first.material.formula)"
                rows[index].outcome = problem.map { .rejected(.parsing, reason: $0) } ?? .material(values.given(to: material))
            }
        }
    }

    /// The rows of each material that has several. A row whose id stands before it is none of them.
    private static func materials(of rows: [FeaturisedRow]) -> [[Int]] {
        var places: [String: Int] = [:]
        var materials: [[Int]] = []
        var ids: Set<String> = []
        for (index, row) in rows.enumerated() where ids.insert(row.id).inserted {
            guard let material = row.material else { continue }
            if let place = places[material] {
                materials[place].append(index)
            } else {
                places[material] = materials.count
                materials.append([index])
            }
        }
        return materials.filter { $0.count > 1 }
    }

    /// The first known values among the structures of a material.
    private struct Values {
        private var targets: [Double]
        private var energy = Double.nan

        init(_ structures: [FeaturisedRow.Material]) {
            targets = structures[0].targets.map { _ in .nan }
            for material in structures {
                for (place, value) in material.targets.enumerated() where targets[place].isNaN { targets[place] = value }
                if energy.isNaN { energy = material.energy }
            }
        }

        /// Why a structure is of another material; nil where nothing says so.
        func problem(of material: FeaturisedRow.Material, _ options: FeaturiserOptions) -> String? {
            func reason(_ name: String, _ own: Double, _ shared: Double) -> String {
                "column '\(name)' says \(TableText.field(own)), but \(TableText.field(shared)) in another row of the same material, whose structures have its values all"
            }
            for (place, value) in material.targets.enumerated() where !value.isNaN && value != targets[place] {
                return reason(options.targets[place].name, value, targets[place])
            }
            guard let name = options.energyColumn, !material.energy.isNaN, material.energy != energy else { return nil }
            return reason(name, material.energy, energy)
        }

        func given(to material: FeaturisedRow.Material) -> FeaturisedRow.Material {
            var material = material
            (material.targets, material.energy) = (targets, energy)
            return material
        }
    }
}
