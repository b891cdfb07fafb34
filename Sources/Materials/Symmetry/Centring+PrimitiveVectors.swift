extension Centring {
    /// The primitive cell's vectors in units of the conventional ones; the rhombohedral cell in its obverse setting.
    package var primitiveVectors: [SIMD3<Double>] {
        let third = 1.0 / 3
        return switch self {
        case .primitive: [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]
        case .aFace: [SIMD3(1, 0, 0), SIMD3(0, 0.5, -0.5), SIMD3(0, 0.5, 0.5)]
        case .cFace: [SIMD3(0.5, -0.5, 0), SIMD3(0.5, 0.5, 0), SIMD3(0, 0, 1)]
        case .body: [SIMD3(-0.5, 0.5, 0.5), SIMD3(0.5, -0.5, 0.5), SIMD3(0.5, 0.5, -0.5)]
        case .allFaces: [SIMD3(0, 0.5, 0.5), SIMD3(0.5, 0, 0.5), SIMD3(0.5, 0.5, 0)]
        case .rhombohedral: [SIMD3(2 * third, third, third), SIMD3(-third, third, third), SIMD3(-third, -2 * third, third)]
        }
    }

    /// Coordinates in the primitive cell of a vector in units of the conventional one.
    package func inPrimitiveCell(_ vector: SIMD3<Double>) -> SIMD3<Double> { vector.coordinates(in: primitiveVectors) }
}

extension SIMD3<Double> {
    /// The numbers by which three vectors must be multiplied to sum to this one.
    package func coordinates(in basis: [SIMD3<Double>]) -> SIMD3<Double> {
        let volume = (basis[0] * basis[1].cross(basis[2])).sum()
        return SIMD3(
            (self * basis[1].cross(basis[2])).sum(), (self * basis[2].cross(basis[0])).sum(), (self * basis[0].cross(basis[1])).sum()) / volume
    }

    package func cross(_ other: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
    }
}
