import Materials

/// The materials of a sandbox as a CSV table with CIF text, in the shape in which public data sets of crystals come.
public struct SandboxTable: Sendable {
    private let materials: [SandboxMaterial]

    public init(_ sandbox: Sandbox) { materials = sandbox.materials }

    public static let columns = [
        "material_id", "formula", "formation_energy_per_atom", "e_above_hull", "prototype", "cif", "cif_unrelaxed",
    ]

    /// Header and one row a material; energies in eV/atom.
    public var text: String {
        var text = TableText.line(Self.columns)
        for material in materials {
            text += TableText.line([
                material.id, material.formula, material.formationEnergyPerAtom.fixed(8), material.energyAboveHull.fixed(8), material.prototype,
                material.relaxed.cifText(name: material.formula), material.unrelaxed.cifText(name: material.formula),
            ])
        }
        return text
    }
}
