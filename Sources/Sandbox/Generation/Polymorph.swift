/// A prototype with its species, before and after relaxation.
package struct Polymorph: Sendable {
    package let prototype: Prototype
    /// Cell from sums of radii, coordinates and proportions of the prototype.
    package let unrelaxed: SymmetricCrystal
    package let relaxed: SymmetricCrystal
    /// eV/atom, relaxed.
    package let energyPerAtom: Double
    package let isConverged: Bool

    package init(_ prototype: Prototype, species: [Ion]) throws(SandboxError) {
        guard let start = SymmetricCrystal(prototype, touching: species) else {
            throw .impossiblePrototype(name: prototype.name, spaceGroup: prototype.spaceGroup)
        }
        var relaxation = Relaxation(LatticeEnergy(species: species), from: start)
        relaxation.run()
        self.prototype = prototype
        unrelaxed = start
        relaxed = relaxation.crystal
        energyPerAtom = relaxation.energyPerAtom
        isConverged = relaxation.converged
    }

    /// Whether relaxation found a minimum that is still this prototype: no axis stretched against another by more than a half, and the volume
    /// neither doubled nor down to a third. Layers that drift apart and chains that collapse are not crystals that anybody would label so.
    package var isSound: Bool {
        guard isConverged, energyPerAtom.isFinite else { return false }
        let change = relaxed.lengths / unrelaxed.lengths
        return (1.0 / 3...2).contains(change.x * change.y * change.z) && change.max() / change.min() < 1.5
    }

    /// Whether two prototypes of one composition ended in the same crystal: energy and volume agree to what the minimiser leaves open.
    func isSameCrystal(as other: Polymorph) -> Bool {
        let ratio = relaxed.volumePerAtom / other.relaxed.volumePerAtom
        return abs(energyPerAtom - other.energyPerAtom) < 2e-4 && abs(ratio - 1) < 5e-3
    }
}
