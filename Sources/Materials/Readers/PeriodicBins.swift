import Foundation

/// Positions of a periodic cell sorted into bins, so that near ones are found without looking at all.
struct PeriodicBins {
    private let lattice: Lattice
    /// Bins along each edge, and how many of them on each side can hold what is within reach.
    private let bins: (x: Int, y: Int, z: Int)
    private let range: (x: Int, y: Int, z: Int)
    /// Of each bin the first and the last position in it, and of each position the next in its bin; −1 where there is none.
    private var firsts: [Int32]
    private var lasts: [Int32]
    private var followers: [Int32] = []
    /// Fractional coordinates, each in [0, 1), and the same in Å.
    private(set) var positions: [SIMD3<Double>] = []
    private var places: [SIMD3<Double>] = []

    /// - Parameters:
    ///   - reach: Å; the longest distance that is going to be asked for
    ///   - count: how many positions there will be, about
    ///   - fineness: bins along the reach; more of them enclose the sphere more closely
    init(_ lattice: Lattice, reach: Double, count: Int, fineness: Double = 1) {
        self.lattice = lattice
        let heights = lattice.heights
        // Not many more bins than positions: finer ones are empty.
        let count = Double(max(count, 1))
        let edge = max(reach / fineness, cbrt(lattice.volume / (4 * count)))
        let most = (4 * cbrt(count)).rounded(.up)
        let along = (heights / edge).rounded(.down).clamped(lowerBound: .one, upperBound: SIMD3(repeating: most))
        let sides = (reach * along / heights).rounded(.up)
        bins = (Int(along.x), Int(along.y), Int(along.z))
        range = (Int(sides.x), Int(sides.y), Int(sides.z))
        firsts = Array(repeating: -1, count: bins.x * bins.y * bins.z)
        lasts = firsts
    }

    mutating func append(_ position: SIMD3<Double>) {
        let position = position.wrapped
        let (x, y, z) = bin(position)
        let bin = (x * bins.y + y) * bins.z + z
        let index = Int32(positions.count)
        if lasts[bin] < 0 { firsts[bin] = index } else { followers[Int(lasts[bin])] = index }
        lasts[bin] = index
        followers.append(-1)
        positions.append(position)
        places.append(lattice.cartesian(position))
    }

    /// The position nearest to a point within a distance up to the reach, images in other cells included.
    func nearest(to point: SIMD3<Double>, within distance: Double) -> (index: Int, distance: Double)? {
        var nearest: (index: Int, square: Double)?
        let point = point.wrapped
        eachNear(point, lattice.cartesian(point)) { index, path in
            let square = (path * path).sum()
            if square < nearest?.square ?? (distance * distance) { nearest = (index, square) }
        }
        return nearest.map { ($0.index, $0.square.squareRoot()) }
    }

    /// All pairs within reach, and some beyond: the second is the first's own image in another cell, or stands behind it.
    func eachNearPair(_ body: (_ one: Int, _ other: Int, _ distance: Double) -> Void) {
        for one in positions.indices {
            eachNear(one) { other, path in
                let square = (path * path).sum()
                guard other > one || (other == one && square > 0) else { return }
                body(one, other, square.squareRoot())
            }
        }
    }

    /// Calls for each image of a position in the bins around one of them, with the way to it in Å; its own is 0 exactly. Images of one
    /// position come in the order of their cells.
    @inline(__always)
    func eachNear(_ one: Int, _ body: (_ index: Int, _ path: SIMD3<Double>) -> Void) {
        eachNear(positions[one], places[one], body)
    }

    @inline(__always)
    private func eachNear(_ point: SIMD3<Double>, _ place: SIMD3<Double>, _ body: (_ index: Int, _ path: SIMD3<Double>) -> Void) {
        let own = bin(point)
        var x = Walk(from: own.x - range.x, bins.x)
        for _ in 0...2 * range.x {
            var y = Walk(from: own.y - range.y, bins.y)
            for _ in 0...2 * range.y {
                let row = (x.place * bins.y + y.place) * bins.z
                var z = Walk(from: own.z - range.z, bins.z)
                for _ in 0...2 * range.z {
                    var index = Int(firsts[row + z.place])
                    if index >= 0 {
                        let step = lattice.cartesian(SIMD3(x.cell, y.cell, z.cell)) - place
                        while index >= 0 {
                            body(index, places[index] + step)
                            index = Int(followers[index])
                        }
                    }
                    z.advance()
                }
                y.advance()
            }
            x.advance()
        }
    }

    /// Bins along an edge, one after another: the cell that each lies in, counted from the one at the origin, and its place there.
    private struct Walk {
        private(set) var cell: Double
        private(set) var place: Int
        private let count: Int

        init(from bin: Int, _ count: Int) {
            let rest = bin % count
            place = rest < 0 ? rest + count : rest
            cell = Double((bin - place) / count)
            self.count = count
        }

        mutating func advance() {
            place += 1
            guard place == count else { return }
            place = 0
            cell += 1
        }
    }

    private func bin(_ position: SIMD3<Double>) -> (x: Int, y: Int, z: Int) {
        // A coordinate just below 1 may round to it.
        func one(_ coordinate: Double, _ count: Int) -> Int { min(Int(coordinate * Double(count)), count - 1) }
        return (one(position.x, bins.x), one(position.y, bins.y), one(position.z, bins.z))
    }
}

extension Lattice {
    /// Å between opposite faces of the cell.
    var heights: SIMD3<Double> {
        func area(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> Double {
            let normal = SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
            return (normal * normal).sum().squareRoot()
        }
        return volume / SIMD3(area(b, c), area(c, a), area(a, b))
    }
}
