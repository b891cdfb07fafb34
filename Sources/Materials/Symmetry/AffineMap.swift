/// A map of fractional coordinates, shift + Σ_k columns[k] · x_k, as symmetry operations and Wyckoff positions are printed: "-y,x-y,z+1/3".
package struct AffineMap: Sendable {
    package var columns: [SIMD3<Double>]
    package var shift: SIMD3<Double>

    package init(columns: [SIMD3<Double>], shift: SIMD3<Double>) {
        self.columns = columns
        self.shift = shift
    }

    /// Reads a printed triplet; nil for anything but three sums of x, y, z (with whole factors) and fractions.
    package init?(_ text: some StringProtocol) {
        var columns = Array(repeating: SIMD3<Double>.zero, count: 3)
        var shift = SIMD3<Double>.zero
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        for (row, part) in parts.enumerated() {
            var sign = 1.0
            var term = ""
            func add() -> Bool {
                defer { term = "" }
                guard let last = term.last else { return true }
                if let axis = ["x", "y", "z"].firstIndex(of: String(last)) {
                    let factor = term.count == 1 ? 1 : Double(term.dropLast())
                    guard let factor else { return false }
                    columns[axis][row] += sign * factor
                    return true
                }
                let quotient = term.split(separator: "/").map { Double($0) }
                guard let top = quotient.first, let top, quotient.count <= 2 else { return false }
                guard quotient.count == 2 else {
                    shift[row] += sign * top
                    return true
                }
                guard let bottom = quotient[1], bottom != 0 else { return false }
                shift[row] += sign * top / bottom
                return true
            }
            for character in part where character != " " {
                switch character {
                case "+", "-":
                    guard add() else { return nil }
                    sign = character == "-" ? -1 : 1
                default: term.append(character)
                }
            }
            guard add() else { return nil }
        }
        self.init(columns: columns, shift: shift)
    }

    /// The axes that the map's values depend on.
    package var freeAxes: [Int] { columns.indices.filter { columns[$0] != .zero } }

    /// The same map as a function of these axes alone.
    package func keeping(_ axes: [Int]) -> AffineMap { AffineMap(columns: axes.map { columns[$0] }, shift: shift) }

    package func applied(to point: SIMD3<Double>) -> SIMD3<Double> {
        columns[0] * point.x + columns[1] * point.y + columns[2] * point.z + shift
    }

    /// First the other map, then this one.
    package func after(_ other: AffineMap) -> AffineMap {
        let linear = AffineMap(columns: columns, shift: .zero)
        return AffineMap(columns: other.columns.map { linear.applied(to: $0) }, shift: applied(to: other.shift))
    }
}
