/// A symmetry operation as a coordinate triplet writes it, "-y+1/2, x-y, z+1/3": x' = W x + w.
package struct CoordinateTriplet: Equatable, Sendable {
    /// W
    let rotation: IntegerMatrix
    /// w
    let shift: SIMD3<Double>

    package static let identity = CoordinateTriplet(rotation: .identity, shift: .zero)

    init(rotation: IntegerMatrix, shift: SIMD3<Double>) {
        self.rotation = rotation
        self.shift = shift
    }

    package func image(of position: SIMD3<Double>) -> SIMD3<Double> { rotation * position + shift }

    /// First the other, then the one.
    static func * (one: Self, other: Self) -> Self {
        CoordinateTriplet(rotation: one.rotation * other.rotation, shift: one.image(of: other.shift))
    }

    /// Three sums of ±x, ±y, ±z and numbers (1/2, 0.5) with commas between; letters of either case. nil for anything else, and for a
    /// matrix that does not conserve volume.
    package init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var place = range.lowerBound
        var rows: [SIMD3<Int>] = []
        var shift = SIMD3<Double>.zero
        for row in 0..<3 {
            guard let sum = Self.sum(bytes, &place, range.upperBound) else { return nil }
            rows.append(sum.coefficients)
            shift[row] = sum.constant
            if row < 2 {
                guard place < range.upperBound, bytes[place] == UInt8(ascii: ",") else { return nil }
                place += 1
            }
        }
        let rotation = IntegerMatrix(rows: rows[0], rows[1], rows[2])
        guard place == range.upperBound, rotation.determinant.magnitude == 1 else { return nil }
        self.init(rotation: rotation, shift: shift)
    }

    private static func sum(
        _ bytes: Span<UInt8>, _ place: inout Int, _ end: Int
    ) -> (coefficients: SIMD3<Int>, constant: Double)? {
        var coefficients = SIMD3<Int>.zero
        var constant = 0.0
        var terms = 0
        while true {
            skipSpaces(bytes, &place, end)
            guard place < end, bytes[place] != UInt8(ascii: ",") else { break }
            var sign = 1
            if bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
                sign = bytes[place] == UInt8(ascii: "-") ? -1 : 1
                place += 1
                skipSpaces(bytes, &place, end)
            } else if terms > 0 {
                return nil
            }
            guard place < end else { return nil }
            let axis = Int(bytes[place].lowercased) - Int(UInt8(ascii: "x"))
            if (0..<3).contains(axis) {
                coefficients[axis] += sign
                place += 1
            } else {
                guard let value = constantTerm(bytes, &place, end) else { return nil }
                constant += Double(sign) * value
            }
            terms += 1
        }
        return terms > 0 ? (coefficients, constant) : nil
    }

    /// A decimal or a fraction. Shifts of space groups in the settings of the tables are twenty-fourths: 0.333 means one third.
    private static func constantTerm(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int) -> Double? {
        guard let numerator = number(bytes, &place, end) else { return nil }
        var value = numerator
        if place < end, bytes[place] == UInt8(ascii: "/") {
            place += 1
            guard let denominator = number(bytes, &place, end), denominator > 0 else { return nil }
            value /= denominator
        }
        let nearest = (value * 24).rounded() / 24
        return abs(value - nearest) < 2e-3 ? nearest : value
    }

    private static func number(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int) -> Double? {
        let start = place
        while place < end, bytes[place].isDigit || bytes[place] == UInt8(ascii: ".") { place += 1 }
        return DecimalNumber.double(bytes, start..<place)
    }

    private static func skipSpaces(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int) {
        while place < end, bytes[place].isSpace { place += 1 }
    }
}

extension CoordinateTriplet: CustomStringConvertible {
    /// "-y+1/2,x-y,z"
    package var description: String {
        zip(rotation.rows, [shift.x, shift.y, shift.z]).map { row, constant in
            var text = ""
            for (letter, coefficient) in zip("xyz", [row.x, row.y, row.z]) where coefficient != 0 {
                let sign = coefficient < 0 ? "-" : text.isEmpty ? "" : "+"
                text += sign + (coefficient.magnitude == 1 ? "" : "\(coefficient.magnitude)") + String(letter)
            }
            return constant == 0 ? text : text + (constant < 0 ? "-" : "+") + Self.fraction(constant.magnitude)
        }.joined(separator: ",")
    }

    private static func fraction(_ value: Double) -> String {
        for denominator in 1...24 where value * Double(denominator) == (value * Double(denominator)).rounded() {
            return denominator == 1 ? "\(Int(value))" : "\(Int(value * Double(denominator)))/\(denominator)"
        }
        return "\(value)"
    }
}
