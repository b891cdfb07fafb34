import Foundation

/// The scalar products of a cell's edges, which tell its shape without its orientation.
struct Metric {
    /// a·a, b·b, c·c in Å².
    var squares: SIMD3<Double>
    /// b·c, c·a, a·b in Å².
    var products: SIMD3<Double>

    init(_ lattice: Lattice) {
        func dot(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> Double { (u * v).sum() }
        let (a, b, c) = (lattice.a, lattice.b, lattice.c)
        squares = SIMD3(dot(a, a), dot(b, b), dot(c, c))
        products = SIMD3(dot(b, c), dot(c, a), dot(a, b))
    }

    /// Å
    var lengths: SIMD3<Double> { squares.squareRoot() }

    /// cos α, cos β, cos γ
    var cosines: SIMD3<Double> {
        let lengths = lengths
        return products / SIMD3(lengths.y * lengths.z, lengths.z * lengths.x, lengths.x * lengths.y)
    }

    /// Degrees. A right angle is exact, as in a cell that is read.
    var angles: SIMD3<Double> {
        let cosines = cosines
        func degrees(_ cosine: Double) -> Double { abs(cosine) < 1e-12 ? 90 : acos(min(max(cosine, -1), 1)) * 180 / .pi }
        return SIMD3(degrees(cosines.x), degrees(cosines.y), degrees(cosines.z))
    }
}

extension OperationGroup {
    /// The mean over what the operations make of a cell: a cell that they keep exactly. nil where that is none.
    package func cell(near lattice: Lattice) -> Lattice? {
        var sum = Metric(lattice)
        sum.squares = .zero
        sum.products = .zero
        for operation in operations {
            let image = Metric(lattice.changed(to: operation.rotation))
            sum.squares += image.squares
            sum.products += image.products
        }
        sum.squares /= Double(operations.count)
        sum.products /= Double(operations.count)
        return Lattice(lengths: sum.lengths, angles: sum.angles)
    }
}

extension Lattice {
    /// What an operation makes of the cell that it should leave as it is, for messages; nil where it keeps the cell.
    ///
    /// Cells come with rounded or relaxed edges, and programs that look for symmetry within a tenth of an Å write operations beside a cell
    /// that they leave as it was: up to 3.8° from what the operations ask for, among 4,295 crystals of a public table. What is not of the
    /// crystal's system at all is far beyond.
    func change(by operation: CoordinateTriplet) -> String? {
        let (own, image) = (Metric(self), Metric(changed(to: operation.rotation)))
        for (axis, name) in ["a", "b", "c"].enumerated() {
            let (length, other) = (own.lengths[axis], image.lengths[axis])
            guard abs(other - length) > 0.03 * length else { continue }
            return String(format: "makes an edge of %.4g Å of %@ = %.4g Å", other, name, length)
        }
        for (axis, name) in ["alpha", "beta", "gamma"].enumerated() where abs(image.angles[axis] - own.angles[axis]) > 4 {
            return String(format: "makes an angle of %.4g° of %@ = %.4g°", image.angles[axis], name, own.angles[axis])
        }
        return nil
    }
}
