/// Classes of ASCII bytes, as the text formats here need them.
extension UInt8 {
    @inline(__always) var isDigit: Bool { self &- 48 < 10 }
    @inline(__always) var isCapital: Bool { self &- 65 < 26 }
    @inline(__always) var isLowercase: Bool { self &- 97 < 26 }
    @inline(__always) var isLetter: Bool { (self | 32) &- 97 < 26 }
    /// Space, tab, line feed, carriage return, vertical tab, form feed.
    @inline(__always) var isSpace: Bool { self == 32 || self &- 9 < 5 }
    @inline(__always) var isLineEnd: Bool { self == 10 || self == 13 }
    @inline(__always) var lowercased: UInt8 { isCapital ? self | 32 : self }
}

extension Element {
    /// The element with exactly this symbol, found without making a string.
    init?(symbolBytes bytes: ArraySlice<UInt8>) {
        guard let first = bytes.first, bytes.count <= 2 else { return nil }
        self.init(symbol: first, bytes.count == 2 ? bytes[bytes.startIndex + 1] : 0)
    }

    /// The element of one capital and one small letter, or of one capital (then `second` is 0).
    @inline(__always)
    init?(symbol first: UInt8, _ second: UInt8) {
        guard first.isCapital, second == 0 || second.isLowercase else { return nil }
        let number = Self.numberOfSymbol[Int(first &- 65) * 27 + (second == 0 ? 0 : Int(second &- 96))]
        self.init(atomicNumber: Int(number))
    }

    /// Atomic number by first letter × 27 + second letter (a is 1, none is 0); 0 where there is no such element.
    private static let numberOfSymbol: [UInt8] = {
        var numbers = [UInt8](repeating: 0, count: 26 * 27)
        for number in 1...count {
            guard let element = Element(atomicNumber: number) else { continue }
            let letters = Array(element.symbol.utf8)
            numbers[Int(letters[0] - 65) * 27 + (letters.count == 2 ? Int(letters[1] - 96) : 0)] = UInt8(number)
        }
        return numbers
    }()
}
