import Materials

/// One made-up material.
public struct SandboxMaterial: Hashable, Sendable {
    public let id: String
    public let formula: String
    /// Name of the structure prototype.
    public let prototype: String
    /// Space group of the prototype.
    public let spaceGroup: Int
    /// eV/atom, against the elements in the same model.
    public let formationEnergyPerAtom: Double
    /// eV/atom, above the convex hull of all materials of the sandbox.
    public let energyAboveHull: Double
    /// Primitive cell at the energy's minimum.
    public let relaxed: Structure
    /// Primitive cell before the relaxation: what that is the sandbox was asked (`StartingPoint`).
    public let unrelaxed: Structure
}
