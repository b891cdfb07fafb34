import Glibc

/// The rotations, proper and improper, that map a lattice onto itself, in the basis of its cell.
struct LatticeRotations {
    /// Beyond doubt. Columns: images of the basis vectors, in the basis.
    let rotations: [IntegerMatrix]

    /// Those that hold within the loose tolerance only.
    let doubtful: [IntegerMatrix]

    /// - Parameter lattice: on a reduced basis; images of others could have large components
    init(_ lattice: Lattice, _ tolerance: CellOperations.Tolerance) {
        let basis = [lattice.a, lattice.b, lattice.c]
        let lengths = basis.map { ($0 * $0).sum().squareRoot() }
        let angles = [Self.angle(basis[0], basis[1]), Self.angle(basis[0], basis[2]), Self.angle(basis[1], basis[2])]

        // Vectors of the lattice as long as each basis vector.
        var candidates: [[(components: SIMD3<Int>, vector: SIMD3<Double>, isDoubtful: Bool)]] = [[], [], []]
        for x in -2...2 {
            for y in -2...2 {
                for z in -2...2 {
                    let vector = basis[0] * Double(x) + basis[1] * Double(y) + basis[2] * Double(z)
                    let length = (vector * vector).sum().squareRoot()
                    for axis in 0..<3 where abs(length - lengths[axis]) < tolerance.loose.length {
                        candidates[axis].append((SIMD3(x, y, z), vector, abs(length - lengths[axis]) > tolerance.tight.length))
                    }
                }
            }
        }
        var (rotations, doubtful): ([IntegerMatrix], [IntegerMatrix]) = ([], [])
        for a in candidates[0] {
            for b in candidates[1] {
                let first = abs(Self.angle(a.vector, b.vector) - angles[0])
                if first > tolerance.loose.angle { continue }
                for c in candidates[2] {
                    let second = abs(Self.angle(a.vector, c.vector) - angles[1])
                    let third = abs(Self.angle(b.vector, c.vector) - angles[2])
                    let rotation = IntegerMatrix(x: a.components, y: b.components, z: c.components)
                    guard max(second, third) <= tolerance.loose.angle, rotation.determinant.magnitude == 1 else { continue }
                    let isDoubtful = a.isDoubtful || b.isDoubtful || c.isDoubtful || max(first, second, third) > tolerance.tight.angle
                    if isDoubtful { doubtful.append(rotation) } else { rotations.append(rotation) }
                }
            }
        }
        self.doubtful = doubtful
        self.rotations = rotations
    }

    /// Degrees.
    private static func angle(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Double {
        let cosine = (one * other).sum() / ((one * one).sum() * (other * other).sum()).squareRoot()
        return acos(min(max(cosine, -1), 1)) * 180 / .pi
    }
}
