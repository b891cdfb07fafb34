import Foundation
import Materials

/// The amplitudes that a crystal scatters into the directions of its reciprocal lattice, F(hkl) = Σ_j f_j(s) exp(2πi (h x_j + k y_j + l z_j))
/// over the atoms of the cell, s = 1 / (2 d_hkl).
package struct StructureFactors {
    private let structure: Structure
    /// Å⁻¹, without 2π.
    private let reciprocal: Lattice
    private let elements: [Element]
    /// Fractional coordinates of the atoms of each element.
    private let positions: [[SIMD3<Double>]]
    private let form: (Element, Double) -> Double

    /// - Parameter form: of an element the factor in electrons at s² in Å⁻²
    package init(_ structure: Structure, form: @escaping (Element, Double) -> Double) {
        let lattice = structure.lattice
        func cross(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> SIMD3<Double> {
            SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
        }
        let (bc, ca, ab) = (cross(lattice.b, lattice.c), cross(lattice.c, lattice.a), cross(lattice.a, lattice.b))
        let volume = (lattice.a * bc).sum()
        reciprocal = Lattice(a: bc / volume, b: ca / volume, c: ab / volume)
        let groups = Dictionary(grouping: structure.sites, by: \.element)
        elements = groups.keys.sorted()
        positions = elements.map { groups[$0, default: []].map(\.position) }
        self.structure = structure
        self.form = form
    }

    /// 1 / d² of a family of planes, in Å⁻².
    package func inverseSpacingSquare(_ hkl: SIMD3<Int>) -> Double {
        let vector = reciprocal.cartesian(SIMD3<Double>(hkl))
        return (vector * vector).sum()
    }

    /// |F(hkl)|² in electrons².
    package func square(_ hkl: SIMD3<Int>) -> Double {
        let square = inverseSpacingSquare(hkl) / 4
        var (real, imaginary) = (0.0, 0.0)
        for (element, positions) in zip(elements, positions) {
            let factor = form(element, square)
            for position in positions {
                let turn = 2 * .pi * (SIMD3<Double>(hkl) * position).sum()
                real += factor * cos(turn)
                imaginary += factor * sin(turn)
            }
        }
        return real * real + imaginary * imaginary
    }
}
