import Materials

extension Centring {
    /// The primitive cell's vectors in units of the conventional ones; the rhombohedral cell in its obverse setting.
    var primitiveVectors: [SIMD3<Double>] {
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
}
