import Glibc
import Materials

/// Conventional cells of a space group's crystal system.
enum ConventionalCell {
    /// A cell of this volume, its proportions drawn around those that make the primitive cell compact.
    ///
    /// - Parameters:
    ///   - volume: Å³ of the conventional cell
    ///   - spread: of the logarithms of the edges' ratios
    static func drawn(spaceGroup: Int, volume: Double, spread: Double, _ draws: inout Draws) -> Lattice? {
        let centring = WyckoffTable.standard.centring(spaceGroup)
        func ratio(around centre: Double) -> Double { centre * exp(draws.uniform(in: -spread...spread)) }
        var lengths = SIMD3<Double>(1, 1, 1)
        var angles = SIMD3<Double>(90, 90, 90)
        switch CrystalFamily(spaceGroup: spaceGroup) {
        case .triclinic:
            // Letters depend on the choice of the basis, and labels are of the reduced one: edges ascend, and angles are all acute or all obtuse.
            let edges = [1, ratio(around: 1), ratio(around: 1)].sorted()
            lengths = SIMD3(edges[0], edges[1], edges[2])
            let range = draws.uniform() < 0.5 ? 65.0...87 : 93...108
            angles = SIMD3(draws.uniform(in: range), draws.uniform(in: range), draws.uniform(in: range))
        case .monoclinic:
            lengths = SIMD3(1, ratio(around: 1), ratio(around: 1))
            // The same of a and c: neither becomes shorter by adding the other.
            let steepest = acos(-min(lengths.x, lengths.z) / (2 * max(lengths.x, lengths.z))) * 180 / .pi
            angles.y = draws.uniform(in: 92...min(max(steepest, 93), 125))
        case .orthorhombic: lengths = SIMD3(1, ratio(around: 1), ratio(around: 1))
        case .tetragonal: lengths.z = ratio(around: centring == .body ? 1.5 : 1)
        case .hexagonal:
            lengths.z = ratio(around: centring == .rhombohedral ? 3 : 1.2)
            angles.z = 120
        case .cubic: break
        }
        guard let unit = Lattice(lengths: lengths, angles: angles) else { return nil }
        return Lattice(lengths: lengths * cbrt(volume / unit.volume), angles: angles)
    }
}
