/// The conventional cell of a crystal, as its rotations set it, up to the choices that the space group's own axes make.
struct ConventionalAxes {
    let family: CrystalFamily
    /// Columns: right-handed conventional basis vectors, in the basis of the primitive cell.
    let basis: IntegerMatrix

    /// nil for triclinic and monoclinic crystals, whose axes the rotations do not set.
    ///
    /// - Parameters:
    ///   - rotations: in the basis of a primitive cell, each once
    ///   - lattice: that cell
    init?(_ rotations: [IntegerMatrix], _ lattice: Lattice) {
        var axes: [Int: [SIMD3<Int>]] = [:]
        var threefold = IntegerMatrix.identity
        var fourfold = IntegerMatrix.identity
        for rotation in rotations {
            let proper = rotation.proper
            guard let order = proper.rotationOrder else { return nil }
            if order == 3 { threefold = proper }
            if order == 4 { fourfold = proper }
            let axis = proper.axis(order: order)
            if !axes[order, default: []].contains(axis) { axes[order, default: []].append(axis) }
        }
        let (twos, threes, fours) = (axes[2] ?? [], axes[3] ?? [], axes[4] ?? [])
        var columns: [SIMD3<Int>]
        switch (threes.count, fours.count, twos.count) {
        case (4, 3, _): (family, columns) = (.cubic, fours)
        case (4, 0, 3): (family, columns) = (.cubic, twos)
        case (1, 0, _):
            guard let plane = Self.shortest(acrossAxisOf: threefold, order: 3, lattice) else { return nil }
            (family, columns) = (.hexagonal, [plane, threefold * plane, threes[0]])
        case (0, 1, _):
            guard let plane = Self.shortest(acrossAxisOf: fourfold, order: 4, lattice) else { return nil }
            (family, columns) = (.tetragonal, [plane, fourfold * plane, fours[0]])
        case (0, 0, 3): (family, columns) = (.orthorhombic, twos)
        default: return nil
        }
        let isLeftHanded = (IntegerMatrix(x: columns[0], y: columns[1], z: columns[2]).determinant > 0) != lattice.isRightHanded
        if isLeftHanded { columns[2] = .zero &- columns[2] }
        basis = IntegerMatrix(x: columns[0], y: columns[1], z: columns[2])
    }

    /// The shortest lattice vector that is perpendicular to a rotation's axis; components up to 2 reach it on a reduced basis.
    private static func shortest(acrossAxisOf rotation: IntegerMatrix, order: Int, _ lattice: Lattice) -> SIMD3<Int>? {
        let sum = rotation.sumOfPowers(order: order)
        var best: (vector: SIMD3<Int>, square: Double)?
        for x in 0...2 {
            for y in -2...2 {
                for z in -2...2 {
                    let vector = SIMD3(x, y, z)
                    guard vector != .zero, sum * vector == .zero else { continue }
                    let path = lattice.cartesian(SIMD3(vector))
                    let square = (path * path).sum()
                    if square < best?.square ?? .infinity { best = (vector, square) }
                }
            }
        }
        return best?.vector
    }
}
