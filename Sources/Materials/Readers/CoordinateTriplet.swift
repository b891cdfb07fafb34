/// A symmetry operation as a coordinate triplet writes it, "-y+1/2, x-y, z+1/3": x' = W x + w.
package struct CoordinateTriplet: Equatable, Sendable {
    /// Rows of W.
    private(set) var rows = (SIMD3<Double>.zero, SIMD3<Double>.zero, SIMD3<Double>.zero)
    private(set) var shift = SIMD3<Double>.zero

    package static let identity = CoordinateTriplet(rows: (SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)), shift: .zero)

    private init(rows: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>), shift: SIMD3<Double>) {
        self.rows = rows
        self.shift = shift
    }

    package func image(of position: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3((rows.0 * position).sum(), (rows.1 * position).sum(), (rows.2 * position).sum()) + shift
    }

    /// Three sums of ±x, ±y, ±z and numbers (1/2, 0.5) with commas between; letters of either case. nil for anything else, and for a
    /// matrix that does not conserve volume.
    package init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var place = range.lowerBound
        for row in 0..<3 {
            guard let sum = Self.sum(bytes, &place, range.upperBound) else { return nil }
            switch row {
            case 0: rows.0 = sum.coefficients
            case 1: rows.1 = sum.coefficients
            default: rows.2 = sum.coefficients
            }
            shift[row] = sum.constant
            if row < 2 {
                guard place < range.upperBound, bytes[place] == UInt8(ascii: ",") else { return nil }
                place += 1
            }
        }
        guard place == range.upperBound, abs(determinant) == 1 else { return nil }
    }

    private var determinant: Double {
        let (u, v, w) = rows
        return u.x * (v.y * w.z - v.z * w.y) - u.y * (v.x * w.z - v.z * w.x) + u.z * (v.x * w.y - v.y * w.x)
    }

    private static func sum(
        _ bytes: Span<UInt8>, _ place: inout Int, _ end: Int
    ) -> (coefficients: SIMD3<Double>, constant: Double)? {
        var coefficients = SIMD3<Double>.zero
        var constant = 0.0
        var terms = 0
        while true {
            skipSpaces(bytes, &place, end)
            guard place < end, bytes[place] != UInt8(ascii: ",") else { break }
            var sign = 1.0
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
                constant += sign * value
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

    package static func == (one: Self, other: Self) -> Bool {
        one.rows == other.rows && one.shift == other.shift
    }
}
