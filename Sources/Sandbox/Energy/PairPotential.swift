import Glibc

/// What two atoms at a distance contribute, for one pair of species.
///
/// Five terms, all smooth at the cutoff: screened Coulomb of the species' charges (damped and shifted: Fennell and Gezelter, J. Chem. Phys.
/// 124, 234104 (2006), eq. 18), a repulsion A exp(−p (r/r0 − 1)), a hopping ξ² exp(−2q (r/r0 − 1)) whose sum over neighbours binds an
/// atom with its square root (second-moment tight binding: Cleri and Rosato, Phys. Rev. B 48, 22 (1993)), dispersion −D (r0/r)⁶ (London), and
/// between metals the ripple B (r0/r)³ cos(2k r/r0) of the conduction electrons, which tells close-packed structures apart (Friedel).
package struct PairPotential: Sendable {
    /// Beyond this distance, in Å, atoms do not see each other.
    package static let cutoff = 8.0
    /// From here to the cutoff repulsion and hopping are switched off.
    static let switching = 6.0
    /// Damping of the Coulomb sum, 1/Å.
    static let damping = 0.25
    /// e²/(4πε0) in eV Å.
    package static let coulomb = 14.399645

    /// Equilibrium distance in Å.
    package var distance: Double
    /// A in eV.
    package var repulsion: Double
    /// ξ² in eV².
    package var hopping: Double
    var p: Double
    var q: Double
    /// D in eV.
    package var dispersion: Double
    /// B in eV.
    package var ripple: Double
    /// 2k, twice the Fermi wavenumber in units of 1/r0.
    var wavenumber: Double
    /// Product of the charges times the screened Coulomb constant, eV Å.
    package var charges: Double

    /// Energies and their derivatives with respect to the distance.
    package struct Value {
        /// Coulomb and repulsion, eV, and eV/Å.
        package var energy = 0.0, slope = 0.0
        /// eV², and eV²/Å.
        package var hopping = 0.0, hoppingSlope = 0.0
    }

    package func value(at r: Double) -> Value {
        var value = Value()
        let stretch = r / distance - 1
        let push = repulsion * exp(-p * stretch)
        let hop = hopping * exp(-2 * q * stretch)
        let (weight, weightSlope) = Self.switched(r)
        let ratio = distance / r
        let cube = ratio * ratio * ratio
        let pull = dispersion * cube * cube
        value.energy = (push - pull) * weight
        value.slope = push * (weightSlope - weight * p / distance) - pull * (weightSlope - 6 * weight / r)
        value.hopping = hop * weight
        value.hoppingSlope = hop * (weightSlope - weight * 2 * q / distance)
        if ripple > 1e-4 {
            let amplitude = ripple * cube
            let phase = wavenumber * r / distance
            let wave = amplitude * cos(phase)
            value.energy += wave * weight
            value.slope += wave * (weightSlope - 3 * weight / r) - amplitude * weight * wavenumber / distance * sin(phase)
        }
        if charges != 0 {
            let alpha = Self.damping
            let bare = erfc(alpha * r) / r
            let gaussian = 2 * alpha / Double.pi.squareRoot() * exp(-alpha * alpha * r * r)
            let force = (bare + gaussian) / r
            value.energy += charges * (bare - Self.edge.potential + Self.edge.force * (r - Self.cutoff))
            value.slope += charges * (Self.edge.force - force)
        }
        return value
    }

    /// The energy in eV that the damped sum assigns to a unit charge squared for standing in its own screening cloud (eq. 18, last term).
    package static var selfEnergy: Double { -(edge.potential / 2 + damping / Double.pi.squareRoot()) }

    /// Potential and force of the damped Coulomb term at the cutoff.
    private static let edge: (potential: Double, force: Double) = {
        let potential = erfc(damping * cutoff) / cutoff
        let gaussian = 2 * damping / Double.pi.squareRoot() * exp(-damping * damping * cutoff * cutoff)
        return (potential, (potential + gaussian) / cutoff)
    }()

    /// 1 up to `switching`, 0 from the cutoff, a quintic between, with its slope.
    private static func switched(_ r: Double) -> (Double, Double) {
        guard r > switching else { return (1, 0) }
        guard r < cutoff else { return (0, 0) }
        let width = cutoff - switching
        let t = (r - switching) / width
        return (1 - t * t * t * (10 - 15 * t + 6 * t * t), -30 * t * t * (1 - t) * (1 - t) / width)
    }
}
