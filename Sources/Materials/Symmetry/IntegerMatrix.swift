/// A 3 × 3 matrix of integers, by its columns: what an operation makes of the basis vectors, or new basis vectors in terms of the old.
struct IntegerMatrix: Hashable, Sendable {
    var x, y, z: SIMD3<Int>

    static let identity = IntegerMatrix(x: SIMD3(1, 0, 0), y: SIMD3(0, 1, 0), z: SIMD3(0, 0, 1))

    init(x: SIMD3<Int>, y: SIMD3<Int>, z: SIMD3<Int>) {
        self.x = x
        self.y = y
        self.z = z
    }

    init(rows first: SIMD3<Int>, _ second: SIMD3<Int>, _ third: SIMD3<Int>) {
        x = SIMD3(first.x, second.x, third.x)
        y = SIMD3(first.y, second.y, third.y)
        z = SIMD3(first.z, second.z, third.z)
    }

    var columns: [SIMD3<Int>] { [x, y, z] }
    var rows: [SIMD3<Int>] { [SIMD3(x.x, y.x, z.x), SIMD3(x.y, y.y, z.y), SIMD3(x.z, y.z, z.z)] }
    var trace: Int { x.x + y.y + z.z }
    var determinant: Int { (x &* Self.cross(y, z)).wrappedSum() }

    /// The inverse times the determinant.
    var adjugate: IntegerMatrix {
        let (first, second, third) = (Self.cross(y, z), Self.cross(z, x), Self.cross(x, y))
        return IntegerMatrix(
            x: SIMD3(first.x, second.x, third.x), y: SIMD3(first.y, second.y, third.y), z: SIMD3(first.z, second.z, third.z))
    }

    /// The quotient where every element is a multiple of `divisor`, else nil.
    func divided(by divisor: Int) -> IntegerMatrix? {
        let quotient = IntegerMatrix(x: x / divisor, y: y / divisor, z: z / divisor)
        return quotient * divisor == self ? quotient : nil
    }

    static func * (matrix: IntegerMatrix, factor: Int) -> IntegerMatrix {
        IntegerMatrix(x: matrix.x &* factor, y: matrix.y &* factor, z: matrix.z &* factor)
    }

    static func * (matrix: IntegerMatrix, vector: SIMD3<Int>) -> SIMD3<Int> {
        matrix.x &* vector.x &+ matrix.y &* vector.y &+ matrix.z &* vector.z
    }

    static func * (matrix: IntegerMatrix, vector: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3<Double>(matrix.x) * vector.x + SIMD3<Double>(matrix.y) * vector.y + SIMD3<Double>(matrix.z) * vector.z
    }

    static func * (one: IntegerMatrix, other: IntegerMatrix) -> IntegerMatrix {
        IntegerMatrix(x: one * other.x, y: one * other.y, z: one * other.z)
    }

    private static func cross(_ u: SIMD3<Int>, _ v: SIMD3<Int>) -> SIMD3<Int> {
        SIMD3(u.y &* v.z &- u.z &* v.y, u.z &* v.x &- u.x &* v.z, u.x &* v.y &- u.y &* v.x)
    }
}

extension Lattice {
    /// The lattice vectors that the columns of `basis` stand for.
    func changed(to basis: IntegerMatrix) -> Lattice {
        Lattice(a: cartesian(SIMD3(basis.x)), b: cartesian(SIMD3(basis.y)), c: cartesian(SIMD3(basis.z)))
    }
}
