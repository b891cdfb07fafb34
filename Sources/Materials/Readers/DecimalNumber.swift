/// Decimal numbers read from bytes, correctly rounded.
package enum DecimalNumber {
    /// The value of bytes that are wholly one finite decimal number ("-0.25", "1.5e-3", ".5", "+2."); nil for anything else.
    package static func double(_ bytes: ArraySlice<UInt8>) -> Double? {
        bytes.withUnsafeBufferPointer { pointer in
            double(pointer.span, 0..<pointer.count)
        }
    }

    /// The same, where an exponent may be written with D, as Fortran writes numbers of double precision.
    static func fortran(_ bytes: ArraySlice<UInt8>) -> Double? {
        guard let place = bytes.firstIndex(where: { $0.lowercased == UInt8(ascii: "d") }) else { return double(bytes) }
        var usual = bytes
        usual[place] = UInt8(ascii: "e")
        return double(usual)
    }

    /// The same, of a range of a longer text.
    ///
    /// Up to 19 digits with a power of ten within ±22 need one exact conversion and one rounding (Clinger 1990, "How to read floating
    /// point numbers accurately"); the few others go to the standard library.
    static func double(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
        var place = range.lowerBound
        let end = range.upperBound
        guard place < end else { return nil }
        let isNegative = bytes[place] == UInt8(ascii: "-")
        if isNegative || bytes[place] == UInt8(ascii: "+") { place += 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var significant = 0
        var exponent = 0
        while place < end, bytes[place].isDigit {
            mantissa = mantissa &* 10 &+ UInt64(bytes[place] &- 48)
            if mantissa != 0 { significant += 1 }
            digits += 1
            place += 1
        }
        if place < end, bytes[place] == UInt8(ascii: ".") {
            place += 1
            while place < end, bytes[place].isDigit {
                mantissa = mantissa &* 10 &+ UInt64(bytes[place] &- 48)
                if mantissa != 0 { significant += 1 }
                digits += 1
                exponent -= 1
                place += 1
            }
        }
        guard digits > 0 else { return nil }
        if place < end, bytes[place].lowercased == UInt8(ascii: "e") {
            place += 1
            guard place < end else { return nil }
            let isExponentNegative = bytes[place] == UInt8(ascii: "-")
            if isExponentNegative || bytes[place] == UInt8(ascii: "+") { place += 1 }
            guard place < end else { return nil }
            var power = 0
            while place < end, bytes[place].isDigit {
                power = min(power * 10 + Int(bytes[place] &- 48), 100_000)
                place += 1
            }
            guard bytes[place - 1].isDigit else { return nil }
            exponent += isExponentNegative ? -power : power
        }
        guard place == end else { return nil }
        if significant <= 19, mantissa <= 1 << 53, abs(exponent) <= 22 {
            let magnitude = exponent < 0 ? Double(mantissa) / powers[-exponent] : Double(mantissa) * powers[exponent]
            return isNegative ? -magnitude : magnitude
        }
        return slowDouble(bytes, range)
    }

    private static func slowDouble(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
        var text = ""
        for place in range { text.unicodeScalars.append(Unicode.Scalar(bytes[place])) }
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// Powers of ten that a double holds exactly.
    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}
