import HDF5
import Materials

/// The content of `hull.csv`: each material of a table, with what the hull of the known phases says of it.
public struct HullTable: Sendable {
    /// With formation energies.
    public let materials: EntryTable
    /// Of the materials that take part, in order.
    public let survey: HullSurvey
    public let known: [PhaseDiagram.Entry]

    public init(materials: EntryTable, survey: HullSurvey, known: [PhaseDiagram.Entry]) {
        self.materials = materials
        self.survey = survey
        self.known = known
    }

    public static let columns = [
        "material_id", "formula", "chemical_system", "formation_energy_per_atom", "e_above_hull", "phase_separation_energy", "is_stable",
        "decomposition", "outcome",
    ]

    /// Energies are in eV/atom, amounts shares of the atoms; `outcome` is "ok" or why a material has no numbers.
    public var text: String {
        var text = TableText.line(Self.columns)
        var next = 0
        for row in materials.rows {
            let formula = row.composition?.reducedFormula ?? ""
            let system = row.composition.map { ChemicalSystem.name($0.elements) } ?? ""
            guard let entry = row.entry else {
                text += TableText.line([row.id, formula, system, "", "", "", "", "", row.fault ?? ""])
                continue
            }
            var fields = [row.id, formula, system, TableText.field(entry.energy)]
            switch survey.outcomes[next] {
            case .success(let stability):
                fields += [TableText.field(stability.energyAboveHull), TableText.field(stability.phaseSeparationEnergy)]
                fields += [stability.isStable ? "1" : "0", decomposition(stability), "ok"]
            case .failure(let error): fields += ["", "", "", "", error.description]
            case nil: fields += ["", "", "", "", "no rank looked at it"]
            }
            text += TableText.line(fields)
            next += 1
        }
        return text
    }

    /// Writes the file, whole or not at all.
    public func write(to path: String) throws { try AtomicFile.write(text, to: path) }

    /// How many materials lie on the hull or below it, above it, and have no numbers.
    public var counts: (stable: Int, unstable: Int, leftOut: Int) {
        var counts = (stable: 0, unstable: 0, leftOut: materials.rows.count)
        for case .success(let stability)? in survey.outcomes {
            if stability.isStable { counts.stable += 1 } else { counts.unstable += 1 }
            counts.leftOut -= 1
        }
        return counts
    }

    /// "0.833333 Al2O3 (mp-1143) + 0.166667 Al (mp-134)"; an element at zero has no id.
    private func decomposition(_ stability: Stability) -> String {
        stability.products.map { share in
            let amount = TableText.field((share.amount * 1e6).rounded() / 1e6)
            switch share.phase {
            case .entry(let number): return "\(amount) \(known[number].composition.reducedFormula) (\(known[number].id))"
            case .element(let element): return "\(amount) \(element.symbol)"
            }
        }.joined(separator: " + ")
    }
}
