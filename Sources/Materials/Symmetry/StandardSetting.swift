/// Where a crystal's operations are those of a space group in its standard setting.
struct StandardSetting {
    let group: StandardGroup
    /// Columns: the conventional basis vectors, in the basis of the primitive cell.
    let basis: IntegerMatrix
    /// Of the conventional cell, in the basis of the primitive one.
    let origin: SIMD3<Double>

    /// In the basis; positions beyond doubt keep translations well within.
    private static let tolerance = 0.05

    /// nil for triclinic and monoclinic crystals: of their many standard cells spglib takes one by its lengths.
    ///
    /// - Parameters:
    ///   - cell: the operations of a primitive cell on a reduced basis
    ///   - lattice: that cell
    init?(_ cell: CellOperations, _ lattice: Lattice) {
        let rotations = cell.operations.map(\.rotation)
        guard let axes = ConventionalAxes(rotations, lattice) else { return nil }
        let groups = StandardGroup.groups(
            axes.family, operationCount: rotations.count, centringCount: Int(axes.basis.determinant.magnitude))
        for turn in Self.turns(axes.family) {
            let basis = axes.basis * turn
            for group in groups {
                guard let origin = Self.origin(group, basis, cell.operations) else { continue }
                self.group = group
                self.basis = basis
                self.origin = origin
                return
            }
        }
        return nil
    }

    /// A point's coordinates in the conventional cell.
    func conventional(_ position: SIMD3<Double>) -> SIMD3<Double> {
        basis.adjugate * (position - origin) / Double(basis.determinant)
    }

    /// The origin that makes the operations those of the group; nil where none does.
    ///
    /// With x = x' + p, the operation (R, t) is (R, t') where (R − 1) p ≡ t' − t modulo lattice vectors.
    private static func origin(_ group: StandardGroup, _ basis: IntegerMatrix, _ operations: [CellOperations.Operation]) -> SIMD3<Double>? {
        let determinant = basis.determinant
        let adjugate = basis.adjugate
        for translation in group.centring {
            let parts = basis * translation
            guard parts / 24 &* 24 == parts else { return nil }
        }
        var congruences = Congruences(tolerance: tolerance)
        var pairs: [(operation: CellOperations.Operation, translation: SIMD3<Double>)] = []
        for standard in group.operations {
            guard let rotation = (basis * standard.rotation * adjugate).divided(by: determinant),
                let operation = operations.first(where: { $0.rotation == rotation })
            else { return nil }
            let translation = SIMD3<Double>(basis * standard.translation) / 24
            let difference = translation - operation.translation
            for (axis, row) in rotation.rows.enumerated() {
                var coefficients = row
                coefficients[axis] -= 1
                guard congruences.add(coefficients, difference[axis]) else { return nil }
            }
            pairs.append((operation, translation))
        }
        let origin = congruences.solution
        let agree = pairs.allSatisfy { operation, translation in
            let rest = operation.image(of: origin) - origin - translation
            let step = rest - rest.rounded(.toNearestOrEven)
            return max(step.max(), -step.min()) <= tolerance
        }
        return agree ? origin : nil
    }

    /// Choices of axes that rotations of the cell do not tell apart, but space groups do.
    private static func turns(_ family: CrystalFamily) -> [IntegerMatrix] {
        let (x, y, z) = (SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1))
        let minus = { (vector: SIMD3<Int>) in SIMD3<Int>.zero &- vector }
        let cyclic = [IntegerMatrix(x: x, y: y, z: z), IntegerMatrix(x: y, y: z, z: x), IntegerMatrix(x: z, y: x, z: y)]
        return switch family {
        case .orthorhombic: cyclic + cyclic.map { IntegerMatrix(x: $0.y, y: $0.x, z: minus($0.z)) }
        case .cubic, .tetragonal: [cyclic[0], IntegerMatrix(x: y, y: minus(x), z: z), IntegerMatrix(x: x, y: minus(y), z: minus(z))]
        case .hexagonal:
            [cyclic[0], IntegerMatrix(x: minus(x), y: minus(y), z: z), IntegerMatrix(x: y, y: x, z: minus(z)),
                IntegerMatrix(x: minus(y), y: minus(x), z: minus(z))]
        case .triclinic, .monoclinic: []
        }
    }
}
