import Foundation

extension Lattice {
    /// The cell with these edge lengths in Å and angles in degrees, in the orientation that crystallographers use: a along x,
    /// b in the xy plane, c with positive z (International Tables B, 3.1). nil where the numbers make no cell.
    public init?(lengths: SIMD3<Double>, angles: SIMD3<Double>) {
        guard lengths.min() > 0, angles.min() > 0, angles.max() < 180 else { return nil }
        let cosine = SIMD3(Self.cosine(degrees: angles.x), Self.cosine(degrees: angles.y), Self.cosine(degrees: angles.z))
        let sine = (1 - cosine.z * cosine.z).squareRoot()
        let y = (cosine.x - cosine.y * cosine.z) / sine
        let height = 1 - cosine.y * cosine.y - y * y
        guard height > 1e-8, (lengths.x * lengths.y * lengths.z).isFinite else { return nil }
        self.init(
            a: SIMD3(lengths.x, 0, 0),
            b: lengths.y * SIMD3(cosine.z, sine, 0),
            c: lengths.z * SIMD3(cosine.y, y, height.squareRoot()))
    }

    /// The same for numbers from a file.
    init(checkedLengths lengths: SIMD3<Double>, angles: SIMD3<Double>) throws(StructureTextError) {
        guard let lattice = Lattice(lengths: lengths, angles: angles), lengths.max() < Self.longestEdge else {
            func list(_ v: SIMD3<Double>) -> String { "\(v.x), \(v.y), \(v.z)" }
            throw .badCell("edges \(list(lengths)) Å, angles \(list(angles))°")
        }
        self = lattice
    }

    /// Edges and coordinates beyond this come from damaged files.
    static let longestEdge = 1e6

    /// Cosine, exact for the angles that symmetry fixes: a right angle must not become 89.999….
    private static func cosine(degrees: Double) -> Double {
        switch degrees {
        case 90: 0
        case 60: 0.5
        case 120: -0.5
        default: cos(degrees * .pi / 180)
        }
    }

    /// Fractional coordinates of a position in Å.
    public func fractional(_ position: SIMD3<Double>) -> SIMD3<Double> {
        let (bc, ca, ab) = (Self.cross(b, c), Self.cross(c, a), Self.cross(a, b))
        let determinant = (a * bc).sum()
        return SIMD3((position * bc).sum(), (position * ca).sum(), (position * ab).sum()) / determinant
    }

    private static func cross(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
    }
}

extension SIMD3<Double> {
    /// The position in the cell at the origin, each coordinate in [0, 1).
    var wrapped: SIMD3<Double> {
        let inside = self - self.rounded(.down)
        // -1e-20 wraps to 1 in floating point.
        return inside.replacing(with: 0, where: inside .>= 1)
    }

    var isReasonable: Bool { x.magnitude < Lattice.longestEdge && y.magnitude < Lattice.longestEdge && z.magnitude < Lattice.longestEdge }
}
