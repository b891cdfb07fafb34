import Glibc
import Materials

/// An element as one species of a compound in the lattice model: its charge there and what it brings to pairs.
package struct Ion: Sendable {
    let traits: AtomicTraits
    /// Elementary charges.
    package let charge: Double

    /// The species of a compound with these amounts of each element. The charges equalise the electronegativity (Sanderson, Science 114,
    /// 670 (1951)): q_i = s_i (χ̄ − χ_i), with χ̄ such that they sum to zero over the composition.
    package static func equalised(_ traits: [AtomicTraits], amounts: [Int]) -> [Ion] {
        var weight = 0.0
        var mean = 0.0
        for (trait, amount) in zip(traits, amounts) {
            weight += trait.softness * Double(amount)
            mean += trait.softness * Double(amount) * trait.electronegativity
        }
        mean /= weight
        return traits.map { Ion(traits: $0, charge: $0.softness * (mean - $0.electronegativity)) }
    }

    /// How much of the bare Coulomb energy the other electrons leave.
    private static let screening = 0.5
    /// Neighbours at which an element's crystal has its cohesive energy.
    private static let neighbours = 10.0

    /// Å. From the covalent radius cations shrink and anions grow, which brings both near Shannon's ionic radii.
    private var radius: Double { max(traits.radius - 0.8 * tanh(charge / 0.6), 0.25) }

    /// 0 for cations, 1 for anions, whose loose electrons hold layers together.
    private var polarisability: Double { 1 / (1 + exp(6 * charge)) }

    package func potential(with other: Ion) -> PairPotential {
        let p = (traits.p + other.traits.p) / 2
        let q = (traits.q + other.traits.q) / 2
        // Polar bonds are stronger than the mean of the two kinds of bond between like atoms (Pauling).
        let contrast = traits.electronegativity - other.traits.electronegativity
        let polarity = 0.4 * contrast * contrast / (contrast * contrast + 0.15)
        let cohesion = (traits.cohesion * other.traits.cohesion).squareRoot() * (1 + polarity)
        // With Z neighbours at distance r0, E = −cohesion there, and that is the minimum (Cleri and Rosato's eqs 6 and 7).
        let shells = Self.neighbours.squareRoot()
        let hopping = cohesion / (shells * (1 - q / p))
        // Closed shells of like charge do not bind each other.
        let product = charge * other.charge
        let openShells = exp(-4 * max(product, 0))
        // Conduction electrons answer to the lattice where there is no charge transfer to speak of.
        let metallic = exp(-4 * (charge * charge + other.charge * other.charge))
        return PairPotential(
            distance: radius + other.radius,
            repulsion: 2 * hopping * q / (p * shells),
            hopping: hopping * hopping * openShells,
            p: p,
            q: q,
            dispersion: 0.1 * (polarisability * other.polarisability).squareRoot(),
            ripple: 0.012 * cohesion * metallic,
            wavenumber: (traits.wavenumber + other.traits.wavenumber) / 2,
            charges: Self.screening * PairPotential.coulomb * product)
    }
}
