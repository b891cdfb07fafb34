import Foundation

/// The reduced basis of a lattice that Niggli defines: of all bases with the shortest vectors the one whose angles are all acute, or none of
/// them, and which is first by a few more rules where vectors are equally long. Equal lattices have equal edges and angles.
///
/// The steps of Křivý and Gruber, Acta Cryst. A32, 297 (1976), with comparisons within a tolerance as Grosse-Kunstleve, Sauter and Adams,
/// Acta Cryst. A60, 1 (2004), have them; the metric is computed from the integers at each step, so that rounding does not add up.
struct NiggliReduction {
    /// Columns: in terms of the given basis, the reduced one, right-handed.
    private(set) var basis: IntegerMatrix
    private let lattice: Lattice
    /// Å²
    private let tolerance: Double

    /// Squares of the edges, and twice their products: b·c, c·a, a·b.
    private var (a, b, c, xi, eta, zeta) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

    /// nil for cells too flat to be reduced.
    init?(_ lattice: Lattice) {
        guard let shortest = lattice.reduction else { return nil }
        // Where differences are about as large as the tolerance, steps can go round in circles; with another they end.
        for relative in [1e-5, 1e-6, 1e-7, 1e-4] {
            guard let reduction = NiggliReduction(lattice, from: shortest, relative: relative) else { continue }
            self = reduction
            return
        }
        return nil
    }

    /// - Parameter relative: the tolerance of squares in Å², in parts of the cube root of the volume in Å³
    private init?(_ lattice: Lattice, from shortest: IntegerMatrix, relative: Double) {
        self.lattice = lattice
        basis = lattice.isRightHanded ? shortest : shortest * -1
        tolerance = relative * cbrt(lattice.volume)
        measure()
        for _ in 0..<100 {
            order()
            chooseSigns()
            guard let step = shorterSum else { return }
            apply(step)
        }
        return nil
    }

    private mutating func measure() {
        let metric = Metric(lattice.changed(to: basis))
        (a, b, c) = (metric.squares.x, metric.squares.y, metric.squares.z)
        (xi, eta, zeta) = (2 * metric.products.x, 2 * metric.products.y, 2 * metric.products.z)
    }

    private mutating func apply(_ step: IntegerMatrix) {
        basis = basis * step
        measure()
    }

    private func isLess(_ one: Double, _ other: Double) -> Bool { one < other - tolerance }
    private func isEqual(_ one: Double, _ other: Double) -> Bool { abs(one - other) <= tolerance }

    /// Steps 1 and 2: edges in ascending order; of equal ones the products.
    private mutating func order() {
        func isAfter(_ one: Double, _ other: Double, _ product: Double, _ next: Double) -> Bool {
            isLess(other, one) || (isEqual(one, other) && isLess(abs(next), abs(product)))
        }
        for _ in 0..<3 {
            if isAfter(a, b, xi, eta) { apply(IntegerMatrix(x: SIMD3(0, -1, 0), y: SIMD3(-1, 0, 0), z: SIMD3(0, 0, -1))) }
            guard isAfter(b, c, eta, zeta) else { return }
            apply(IntegerMatrix(x: SIMD3(-1, 0, 0), y: SIMD3(0, 0, -1), z: SIMD3(0, -1, 0)))
        }
    }

    /// Steps 3 and 4: all products positive, or none.
    private mutating func chooseSigns() {
        let signs = [xi, eta, zeta].map { isLess(0, $0) ? 1 : isLess($0, 0) ? -1 : 0 }
        let areAcute = signs[0] * signs[1] * signs[2] > 0
        // Turning an edge round changes the signs of the two products that it is in.
        var turns = areAcute ? signs : signs.map { $0 > 0 ? -1 : 1 }
        if turns[0] * turns[1] * turns[2] < 0, let free = signs.firstIndex(of: 0) { turns[free] = -1 }
        guard turns != [1, 1, 1] else { return }
        apply(IntegerMatrix(x: SIMD3(turns[0], 0, 0), y: SIMD3(0, turns[1], 0), z: SIMD3(0, 0, turns[2])))
    }

    /// Steps 5 to 8: a sum of edges that is shorter, or comes first by Niggli's rules; nil where the basis is reduced.
    private var shorterSum: IntegerMatrix? {
        func isBeyond(_ product: Double, _ square: Double, _ one: Double, _ other: Double) -> Bool {
            isLess(square, abs(product)) || (isEqual(product, square) && isLess(2 * one, other)) || (isEqual(product, -square) && isLess(other, 0))
        }
        if isBeyond(xi, b, eta, zeta) { return IntegerMatrix(x: SIMD3(1, 0, 0), y: SIMD3(0, 1, 0), z: SIMD3(0, xi > 0 ? -1 : 1, 1)) }
        if isBeyond(eta, a, xi, zeta) { return IntegerMatrix(x: SIMD3(1, 0, 0), y: SIMD3(0, 1, 0), z: SIMD3(eta > 0 ? -1 : 1, 0, 1)) }
        if isBeyond(zeta, a, xi, eta) { return IntegerMatrix(x: SIMD3(1, 0, 0), y: SIMD3(zeta > 0 ? -1 : 1, 1, 0), z: SIMD3(0, 0, 1)) }
        let sum = xi + eta + zeta + a + b
        guard isLess(sum, 0) || (isEqual(sum, 0) && isLess(0, 2 * (a + eta) + zeta)) else { return nil }
        return IntegerMatrix(x: SIMD3(1, 0, 0), y: SIMD3(0, 1, 0), z: SIMD3(1, 1, 1))
    }
}

/// A crystal in the Niggli cell of its lattice.
public struct NiggliCell: Sendable {
    /// Right-handed; its orientation is that of the given cell.
    public let structure: Structure
    /// Edges of the Niggli cell in terms of the given ones.
    public let basis: [SIMD3<Int>]
    private let symmetry: [IntegerMatrix]

    /// nil for cells too flat to be reduced. Of a cell that is not primitive this is the Niggli cell of its own lattice.
    public init?(_ structure: Structure) {
        guard let reduction = NiggliReduction(structure.lattice) else { return nil }
        let inverse = reduction.basis.adjugate * reduction.basis.determinant
        let lattice = structure.lattice.changed(to: reduction.basis)
        basis = reduction.basis.columns
        self.structure = Structure(
            lattice: lattice, sites: structure.sites.map { Site(element: $0.element, position: (inverse * $0.position).wrapped) })
        let tolerance = 1e-4 * cbrt(lattice.volume)
        let found = LatticeRotations(lattice, .init(symprec: 10 * tolerance, angle: 0.1))
        symmetry = found.rotations
    }

    /// The other reciprocal-lattice vectors, and itself, that hkl may be called by one who has chosen another Niggli cell of the same lattice:
    /// its images under the symmetry of the lattice.
    package func equivalents(of hkl: SIMD3<Int>) -> [SIMD3<Int>] {
        symmetry.map { SIMD3((hkl &* $0.x).wrappedSum(), (hkl &* $0.y).wrappedSum(), (hkl &* $0.z).wrappedSum()) }
    }
}
