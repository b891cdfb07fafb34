/// The operations that map a crystal onto itself, in the basis of its cell, where they are beyond doubt.
///
/// Beyond doubt: each holds within a tenth of the tolerance, and nothing else holds within a multiple of it. Crystals with anything in
/// between, with cells that are not reduced, or with fewer than twelve rotations of the lattice are left to spglib, which is fast for those.
struct CellOperations {
    struct Operation {
        /// Columns: images of the basis vectors, in the basis.
        let rotation: (SIMD3<Int>, SIMD3<Int>, SIMD3<Int>)
        /// In the basis, each component in [0, 1) but for rounding.
        let translation: SIMD3<Double>

        func image(of position: SIMD3<Double>) -> SIMD3<Double> {
            SIMD3<Double>(rotation.0) * position.x + SIMD3<Double>(rotation.1) * position.y + SIMD3<Double>(rotation.2) * position.z + translation
        }
    }

    struct Tolerance {
        /// Å and degrees; what is closer holds.
        let tight: (length: Double, angle: Double)
        /// Å and degrees; what is farther does not.
        let loose: (length: Double, angle: Double)

        init(symprec: Double, angle: Double) {
            tight = (symprec / 10, angle / 10)
            // An operation pinned to one atom may miss the others by twice what the best translation would.
            loose = (symprec * 2.5, angle * 1.5)
        }
    }

    let operations: [Operation]
    /// [operations][atoms]: the atom that an operation brings each atom to.
    let images: [[Int]]
    /// Fractional coordinates, each in [0, 1) but for rounding.
    let positions: [SIMD3<Double>]
    let isRightHanded: Bool

    /// nil where anything is in doubt.
    init?(_ structure: Structure, _ tolerance: Tolerance) {
        let lattice = structure.lattice
        guard let rotations = LatticeRotations(lattice, tolerance)?.rotations, rotations.count >= 12 else { return nil }
        let positions = structure.sites.map { $0.position.nearZero }
        let elements = structure.sites.map(\.element)
        let populations = Dictionary(grouping: elements.indices) { elements[$0] }
        guard let rarest = populations.values.min(by: { ($0.count, $0[0]) < ($1.count, $1[0]) }) else { return nil }

        var operations: [Operation] = []
        var images: [[Int]] = []
        for rotation in rotations {
            let turned = Operation(rotation: rotation, translation: .zero)
            for target in rarest {
                let translation = (positions[target] - turned.image(of: positions[rarest[0]])).nearZero
                let operation = Operation(rotation: rotation, translation: translation)
                switch Self.match(operation, positions, elements, populations, lattice, tolerance) {
                case .none: continue
                case .doubtful: return nil
                case .all(let image):
                    operations.append(operation)
                    images.append(image)
                }
            }
        }
        self.operations = operations
        self.images = images
        self.positions = positions
        let normal = SIMD3(
            lattice.b.y * lattice.c.z - lattice.b.z * lattice.c.y, lattice.b.z * lattice.c.x - lattice.b.x * lattice.c.z,
            lattice.b.x * lattice.c.y - lattice.b.y * lattice.c.x)
        isRightHanded = (lattice.a * normal).sum() > 0
    }

    private enum Match {
        case none, doubtful
        case all([Int])
    }

    /// Where an operation brings each atom.
    private static func match(
        _ operation: Operation, _ positions: [SIMD3<Double>], _ elements: [Element], _ populations: [Element: [Int]], _ lattice: Lattice,
        _ tolerance: Tolerance
    ) -> Match {
        var image: [Int] = []
        image.reserveCapacity(positions.count)
        var isDoubtful = false
        for (position, element) in zip(positions, elements) {
            let moved = operation.image(of: position)
            var nearest = (atom: -1, distance: Double.infinity)
            for atom in populations[element] ?? [] {
                var step = moved - positions[atom]
                step -= step.rounded(.toNearestOrEven)
                let path = lattice.cartesian(step)
                let distance = (path * path).sum()
                if distance < nearest.distance { nearest = (atom, distance) }
            }
            let distance = nearest.distance.squareRoot()
            if distance > tolerance.loose.length { return .none }
            if distance > tolerance.tight.length { isDoubtful = true }
            image.append(nearest.atom)
        }
        return isDoubtful ? .doubtful : .all(image)
    }

    /// The atom that stands for the orbit of each atom: the first of it.
    var orbits: [Int] {
        positions.indices.map { atom in images.reduce(atom) { min($0, $1[atom]) } }
    }

    /// Says where an atom lies with respect to the operations: which of them fix it, and up to which lattice vectors. Two places with the
    /// same signature have the same site-symmetry group and so lie on the same Wyckoff position.
    func signature(ofAtom atom: Int) -> [Int16] {
        let position = positions[atom]
        return operations.indices.map { index in
            guard images[index][atom] == atom else { return .max }
            let shift = (operations[index].image(of: position) - position).rounded(.toNearestOrEven)
            return Int16((shift.x + 15) + 31 * (shift.y + 15) + 961 * (shift.z + 15))
        }
    }

    /// Tells this set of operations from others; translations in thousandths.
    var key: [Int16] {
        var key: [Int16] = [isRightHanded ? 1 : 0]
        for operation in operations {
            for column in [operation.rotation.0, operation.rotation.1, operation.rotation.2] {
                key.append(Int16(column.x + 5 * column.y + 25 * column.z))
            }
            let thousandths = (operation.translation * 1000).rounded(.toNearestOrEven)
            for place in 0..<3 { key.append((Int16(thousandths[place]) + 1000) % 1000) }
        }
        return key
    }
}

extension SIMD3<Double> {
    /// Each component in [0, 1), values just below 1 going to just below 0: rounding must not carry a point across the cell.
    fileprivate var nearZero: SIMD3<Double> {
        let wrapped = self - rounded(.down)
        return wrapped.replacing(with: wrapped - 1, where: wrapped .> 0.999)
    }
}
