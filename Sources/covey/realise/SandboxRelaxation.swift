import Materials
import Prospecting
import Sandbox

/// Drawn crystals relaxed in the sandbox's lattice model.
enum SandboxRelaxation {
    /// nil where the model lacks an element, the crystal is triclinic or monoclinic, or no minimum is found.
    static func relaxed(_ crystal: DrawnCrystal) -> DrawnCrystal? {
        var elements: [Element] = []
        for orbit in crystal.orbits where !elements.contains(orbit.element) { elements.append(orbit.element) }
        let positions = crystal.orbits.map { orbit in
            (species: elements.firstIndex(of: orbit.element) ?? 0, row: orbit.row, free: orbit.free)
        }
        let edges = [crystal.lattice.a, crystal.lattice.b, crystal.lattice.c].map { ($0 * $0).sum().squareRoot() }
        guard
            let relaxed = SymmetricRelaxation.relaxed(
                spaceGroup: crystal.spaceGroup, lengths: SIMD3(edges[0], edges[1], edges[2]), elements: elements, positions: positions),
            let lattice = Lattice(lengths: relaxed.lengths, angles: SIMD3(90, 90, crystal.isHexagonal ? 120 : 90))
        else { return nil }
        var moved = crystal
        moved.lattice = lattice
        for number in moved.orbits.indices { moved.orbits[number].free = relaxed.free[number] }
        return moved
    }
}

extension DrawnCrystal {
    fileprivate var isHexagonal: Bool { CrystalFamily(spaceGroup: spaceGroup) == .hexagonal }
}
