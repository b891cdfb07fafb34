import Glibc
import Materials

/// What the lattice model knows of an element.
package struct AtomicTraits: Sendable {
    /// Pauling's scale.
    let electronegativity: Double
    /// Elementary charges that a unit of electronegativity moves.
    let softness: Double
    /// Covalent radius in Å.
    let radius: Double
    /// eV/atom that bind the element's crystal, roughly what its melting point says.
    let cohesion: Double
    /// Exponents of repulsion and hopping: the nearer p/q is to 2, the less a bond weakens with the number of neighbours.
    let p, q: Double
    /// Twice the Fermi wavenumber times the distance between neighbours, in a close-packed crystal of free valence electrons.
    let wavenumber: Double

    /// - Throws: `SandboxError.unknownElement` for elements without an electronegativity, a radius or a melting point.
    package init(of element: Element) throws(SandboxError) {
        let facts = ElementProperties.of(element)
        guard let electronegativity = facts.electronegativity ?? Self.interpolated[element.symbol],
            let radius = facts.covalentRadius, let meltingPoint = facts.meltingPoint ?? Self.allotropes[element.symbol]
        else { throw .unknownElement(element) }
        self.electronegativity = electronegativity
        softness = pow(Self.capacity(group: facts.group), 0.4) / 1.3
        self.radius = radius / 100
        cohesion = 0.8 + 0.0017 * meltingPoint
        let group = facts.group
        let openness = Self.openness(group: group)
        p = 10.5 - 3.5 * openness
        q = 2.7 + 0.6 * openness
        // k_F r_ws = (9π/4 n)^⅓ for n electrons an atom, and neighbours lie at 1.809 r_ws.
        let valence = Double(group > 12 ? group - 10 : group)
        wavenumber = 2 * 1.809 * cbrt(9 * Double.pi / 4 * valence)
    }

    /// Lanthanides without a published value on Pauling's scale, from their neighbours in the series.
    private static let interpolated = ["Eu": 1.18, "Tb": 1.21, "Yb": 1.26]

    /// K, where the table gives none because the allotropes differ: graphite (under pressure), white phosphorus, monoclinic sulphur, grey
    /// selenium, white tin (CRC Handbook of Chemistry and Physics, 97th edition).
    private static let allotropes = ["C": 3800.0, "P": 317.3, "S": 388.4, "Se": 494, "Sn": 505.1]

    /// Electrons that an element gives away or takes up when it can; in between, d electrons stay at home.
    private static func capacity(group: Int) -> Double {
        switch group {
        case 1, 17: 1
        case 2, 11, 12, 16: 2
        case 3, 13, 15: 3
        case 14: 4
        default: 2.5
        }
    }

    /// 0 for metals, which pack closely, to 1 for carbon's group, whose bonds are the stronger the fewer they are.
    private static func openness(group: Int) -> Double {
        switch group {
        case 13: 0.2
        case 14: 1
        case 15: 0.7
        case 16: 0.6
        case 17: 0.5
        default: 0
        }
    }
}
