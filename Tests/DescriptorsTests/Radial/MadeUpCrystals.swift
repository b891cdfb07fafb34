import Materials
import Testing

/// Idealised crystals of families whose members differ by little steps.
enum MadeUpCrystals {
    static func crystal(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ c: SIMD3<Double>, _ sites: [(String, SIMD3<Double>)]) throws -> Structure {
        Structure(lattice: Lattice(a: a, b: b, c: c), sites: try sites.map { Site(element: try #require(Element(symbol: $0.0)), position: $0.1) })
    }

    static func tetragonal(_ a: Double, _ c: Double, _ sites: [(String, SIMD3<Double>)]) throws -> Structure {
        try crystal(SIMD3(a, 0, 0), SIMD3(0, a, 0), SIMD3(0, 0, c), sites)
    }

    /// ABX3 in its cubic cell, the middle atom moved along c by so many Å.
    static func perovskite(_ edge: Double, _ a: String = "Sr", _ b: String = "Ti", _ x: String = "O", moved: Double = 0) throws -> Structure {
        try tetragonal(edge, edge, [
            (a, SIMD3(0, 0, 0)), (b, SIMD3(0.5, 0.5, 0.5 + moved / edge)), (x, SIMD3(0.5, 0.5, 0)), (x, SIMD3(0.5, 0, 0.5)), (x, SIMD3(0, 0.5, 0.5)),
        ])
    }

    /// Sr(n+1)Ti(n)O(3n+1) for n from 1 on: blocks of n perovskite layers, each shifted by half a diagonal against the next, with a sheet
    /// of rock salt between them.
    static func ruddlesdenPopper(_ n: Int, edge: Double = 3.905, sheet: Double = 2.4) throws -> Structure {
        let c = 2 * (Double(n) * edge + sheet)
        var sites: [(String, SIMD3<Double>)] = []
        for shift in [0, 0.5] {
            func add(_ symbol: String, _ x: Double, _ y: Double, height: Double) {
                sites.append((symbol, SIMD3(x + shift, y + shift, height / c + shift)))
            }
            for layer in 0..<n {
                let height = (Double(layer) - Double(n - 1) / 2) * edge
                add("Ti", 0, 0, height: height)
                add("O", 0.5, 0, height: height)
                add("O", 0, 0.5, height: height)
            }
            for layer in 0...n {
                let height = (Double(layer) - Double(n) / 2) * edge
                add("Sr", 0.5, 0.5, height: height)
                add("O", 0, 0, height: height)
            }
        }
        return try tetragonal(edge, c, sites)
    }

    /// The primitive cell of AX.
    static func rockSalt(_ edge: Double, _ a: String = "Sr", _ x: String = "O") throws -> Structure {
        let h = edge / 2
        return try crystal(SIMD3(0, h, h), SIMD3(h, 0, h), SIMD3(h, h, 0), [(a, SIMD3(0, 0, 0)), (x, SIMD3(0.5, 0.5, 0.5))])
    }
}
