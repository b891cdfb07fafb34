import Glibc

/// The rotations, proper and improper, that map a lattice onto itself, in the basis of its cell.
struct LatticeRotations {
    /// Columns: images of the basis vectors, in the basis. In a fixed order.
    let rotations: [(SIMD3<Int>, SIMD3<Int>, SIMD3<Int>)]

    /// nil where the basis is not reduced (images of its vectors could then have large components), or a rotation is in doubt.
    init?(_ lattice: Lattice, _ tolerance: CellOperations.Tolerance) {
        let basis = [lattice.a, lattice.b, lattice.c]
        let lengths = basis.map { ($0 * $0).sum().squareRoot() }
        guard Self.isReduced(basis, lengths) else { return nil }
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
        var rotations: [(SIMD3<Int>, SIMD3<Int>, SIMD3<Int>)] = []
        for a in candidates[0] {
            for b in candidates[1] {
                let first = abs(Self.angle(a.vector, b.vector) - angles[0])
                if first > tolerance.loose.angle { continue }
                for c in candidates[2] {
                    let second = abs(Self.angle(a.vector, c.vector) - angles[1])
                    let third = abs(Self.angle(b.vector, c.vector) - angles[2])
                    guard max(second, third) <= tolerance.loose.angle, abs(Self.determinant(a.components, b.components, c.components)) == 1
                    else { continue }
                    if a.isDoubtful || b.isDoubtful || c.isDoubtful || max(first, second, third) > tolerance.tight.angle { return nil }
                    rotations.append((a.components, b.components, c.components))
                }
            }
        }
        self.rotations = rotations
    }

    /// Whether no sum of basis vectors is shorter than they are (Minkowski), to a part in a thousand.
    private static func isReduced(_ basis: [SIMD3<Double>], _ lengths: [Double]) -> Bool {
        func isLonger(_ vector: SIMD3<Double>, than length: Double) -> Bool { (vector * vector).sum().squareRoot() > length * 0.999 }
        for (i, j) in [(0, 1), (0, 2), (1, 2)] {
            for sign in [1.0, -1.0] where !isLonger(basis[i] + sign * basis[j], than: max(lengths[i], lengths[j])) { return false }
        }
        for first in [1.0, -1.0] {
            for second in [1.0, -1.0] where !isLonger(basis[0] + first * basis[1] + second * basis[2], than: lengths.max() ?? 0) { return false }
        }
        return true
    }

    /// Degrees.
    private static func angle(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Double {
        let cosine = (one * other).sum() / ((one * one).sum() * (other * other).sum()).squareRoot()
        return acos(min(max(cosine, -1), 1)) * 180 / .pi
    }

    private static func determinant(_ a: SIMD3<Int>, _ b: SIMD3<Int>, _ c: SIMD3<Int>) -> Int {
        a.x * (b.y * c.z - b.z * c.y) - a.y * (b.x * c.z - b.z * c.x) + a.z * (b.x * c.y - b.y * c.x)
    }
}
