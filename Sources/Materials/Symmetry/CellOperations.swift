/// The operations that map a crystal onto itself, in the basis of its cell, where they are beyond doubt.
///
/// Beyond doubt: each holds within a tenth of the tolerance, and nothing else holds within a multiple of it. Crystals with anything in
/// between, or with fewer than eight rotations of the lattice, are left to spglib.
struct CellOperations {
    struct Operation {
        /// Columns: images of the basis vectors, in the basis.
        let rotation: IntegerMatrix
        /// In the basis, each component in [0, 1) but for rounding.
        let translation: SIMD3<Double>

        func image(of position: SIMD3<Double>) -> SIMD3<Double> { rotation * position + translation }
    }

    struct Tolerance {
        /// Å and degrees; what is closer holds.
        let tight: (length: Double, angle: Double)
        /// Å and degrees; what is farther does not.
        let loose: (length: Double, angle: Double)
        /// Å; atoms whose operations are beyond doubt are closer to the Wyckoff position that these set, and farther from others.
        let near: Double

        init(symprec: Double, angle: Double) {
            tight = (symprec / 10, angle / 10)
            // An operation pinned to one atom may miss the others by twice what the best translation would.
            loose = (symprec * 2.5, angle * 1.5)
            near = symprec / 2
        }
    }

    let operations: [Operation]
    /// [operations][atoms]: the atom that an operation brings each atom to.
    let images: [[Int]]
    /// Fractional coordinates, each in [0, 1) but for rounding.
    let positions: [SIMD3<Double>]

    /// nil where anything is in doubt.
    ///
    /// - Parameter structure: on a reduced basis
    init?(_ structure: Structure, _ tolerance: Tolerance) {
        let lattice = structure.lattice
        let ofLattice = LatticeRotations(lattice, tolerance)
        guard ofLattice.rotations.count >= 8 else { return nil }
        let positions = structure.sites.map { $0.position.nearZero }
        let populations = Dictionary(grouping: structure.sites.indices) { structure.sites[$0].element }
        // Few targets, and the atoms that most others would contradict first.
        let species = populations.values.sorted { ($0.count, $0[0]) < ($1.count, $1[0]) }
        guard let rarest = species.first else { return nil }

        var operations: [Operation] = []
        var images: [[Int]] = []
        for (place, rotation) in (ofLattice.doubtful + ofLattice.rotations).enumerated() {
            let turned = rotation * positions[rarest[0]]
            for target in rarest {
                let operation = Operation(rotation: rotation, translation: (positions[target] - turned).nearZero)
                switch Self.match(operation, positions, species, lattice, tolerance) {
                case .none: continue
                case .doubtful: return nil
                case .all(let image):
                    // A rotation of the lattice that is in doubt does no harm where the atoms rule it out.
                    guard place >= ofLattice.doubtful.count else { return nil }
                    operations.append(operation)
                    images.append(image)
                }
            }
        }
        self.operations = operations
        self.images = images
        self.positions = positions
    }

    private enum Match {
        case none, doubtful
        case all([Int])
    }

    /// Where an operation brings each atom.
    ///
    /// - Parameter species: the atoms of each element
    private static func match(
        _ operation: Operation, _ positions: [SIMD3<Double>], _ species: [[Int]], _ lattice: Lattice, _ tolerance: Tolerance
    ) -> Match {
        let (tight, loose) = (tolerance.tight.length * tolerance.tight.length, tolerance.loose.length * tolerance.loose.length)
        var image = [Int](repeating: 0, count: positions.count)
        var isDoubtful = false
        for atoms in species {
            for source in atoms {
                let moved = operation.image(of: positions[source])
                var nearest = (atom: -1, square: Double.infinity)
                for atom in atoms {
                    var step = moved - positions[atom]
                    step -= step.rounded(.toNearestOrEven)
                    let path = lattice.cartesian(step)
                    let square = (path * path).sum()
                    if square < nearest.square { nearest = (atom, square) }
                }
                if nearest.square > loose { return .none }
                if nearest.square > tight { isDoubtful = true }
                image[source] = nearest.atom
            }
        }
        return isDoubtful ? .doubtful : .all(image)
    }

    /// The atom that stands for the orbit of each atom: the first of it.
    var orbits: [Int] {
        positions.indices.map { atom in images.reduce(atom) { min($0, $1[atom]) } }
    }
}

extension SIMD3<Double> {
    /// Each component in [0, 1), values just below 1 going to just below 0: rounding must not carry a point across the cell.
    fileprivate var nearZero: SIMD3<Double> {
        let wrapped = self - rounded(.down)
        return wrapped.replacing(with: wrapped - 1, where: wrapped .> 0.999)
    }
}
