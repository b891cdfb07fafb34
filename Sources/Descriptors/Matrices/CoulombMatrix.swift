import Foundation
import Materials

extension AtomMatrix {
    /// ½ Z^2.4, a fit to the energy of a free atom, for every atomic number.
    static let selfEnergies: [Double] = (0...Element.count).map { 0.5 * pow(Double($0), 2.4) }

    /// Z_i Z_j / |r_i − r_j| of atoms as they stand, as if there were no others around (Rupp et al., Phys. Rev. Lett. 108, 058301 (2012)).
    ///
    /// - Parameter positions: Å; infinite elements come of atoms in one place
    init(coulomb elements: [Element], at positions: [SIMD3<Double>]) {
        self.init(order: elements.count) { i in
            Self.selfEnergies[Int(elements[i].atomicNumber)]
        } element: { i, j in
            let difference = positions[i] - positions[j]
            return Double(elements[i].atomicNumber) * Double(elements[j].atomicNumber) / (difference * difference).sum().squareRoot()
        }
    }

    /// The Coulomb matrix with |Σ_k a_k sin²(π (x_i − x_j)_k)| in the place of the distance, which images of atoms do not change (Faber et al.,
    /// Int. J. Quantum Chem. 115, 1094 (2015)). a_k are the basis vectors, x fractional positions.
    init(sine structure: Structure) {
        let sites = structure.sites
        let (a, b, c) = (structure.lattice.a, structure.lattice.b, structure.lattice.c)
        let (aa, bb, cc) = ((a * a).sum(), (b * b).sum(), (c * c).sum())
        let (bc, ca, ab) = (2 * (b * c).sum(), 2 * (c * a).sum(), 2 * (a * b).sum())
        // sin π(x − y) = sin πx cos πy − cos πx sin πy, so that a sine and a cosine an atom are enough.
        var (sines, cosines): ([SIMD3<Double>], [SIMD3<Double>]) = ([], [])
        sines.reserveCapacity(sites.count)
        cosines.reserveCapacity(sites.count)
        for site in sites {
            let angle = (site.position - site.position.rounded(.toNearestOrEven)) * Double.pi
            sines.append(SIMD3(sin(angle.x), sin(angle.y), sin(angle.z)))
            cosines.append(SIMD3(cos(angle.x), cos(angle.y), cos(angle.z)))
        }
        self.init(order: sites.count) { i in
            Self.selfEnergies[Int(sites[i].element.atomicNumber)]
        } element: { i, j in
            let sine = sines[i] * cosines[j] - cosines[i] * sines[j]
            let s = sine * sine
            let square = s.x * (aa * s.x + ab * s.y) + s.y * (bb * s.y + bc * s.z) + s.z * (cc * s.z + ca * s.x)
            return Double(sites[i].element.atomicNumber) * Double(sites[j].element.atomicNumber) / square.squareRoot()
        }
    }
}
