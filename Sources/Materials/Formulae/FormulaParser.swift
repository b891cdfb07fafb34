/// Reads a formula from its bytes, left to right, without looking back.
///
///     formula = part { dot part }           dot = · • ∙ ⋅ * or . where it cannot be a decimal point
///     part    = [amount] group { group }
///     group   = (Symbol | "(" formula ")") [amount]     also [ ] and { }
///
/// A dot starts a part that lasts to the end of the formula or of the bracket: CuSO4·5H2O is Cu + S + 4 O + 5 (2 H + O).
struct FormulaParser {
    static let deepestNesting = 32
    static let largestAmount = 1e6
    /// Letters that stand for amounts.
    private static let variables = Array("xyzdn".utf8)

    private let text: String
    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    /// Amount by atomic number.
    mutating func parse() throws(FormulaError) -> [Element: Double] {
        let amounts = try formula(until: nil)
        guard !amounts.isEmpty else { throw error(.empty, at: 0) }
        return amounts
    }

    private mutating func formula(until closing: UInt8?) throws(FormulaError) -> [Element: Double] {
        var amounts: [Element: Double] = [:]
        repeat {
            let part = try part(until: closing)
            for (element, amount) in part { amounts[element, default: 0] += amount }
        } while try dot()
        return amounts
    }

    private mutating func part(until closing: UInt8?) throws(FormulaError) -> [Element: Double] {
        skipSpaces()
        let start = place
        let factor = try amount() ?? 1
        var amounts: [Element: Double] = [:]
        var isEmpty = true
        while true {
            skipSpaces()
            guard let group = try group() else { break }
            isEmpty = false
            let count = try amount() ?? 1
            for (element, amount) in group { amounts[element, default: 0] += factor * count * amount }
        }
        let next = place < bytes.count ? bytes[place] : nil
        guard next == closing || (next != nil && separatorLength > 0) else { throw unexpected() }
        if isEmpty { throw error(place < bytes.count ? .unexpected(character(at: start)) : .empty, at: start) }
        if let tooMuch = amounts.values.first(where: { $0 > Self.largestAmount }) { throw error(.badAmount("\(tooMuch)"), at: start) }
        return amounts
    }

    private mutating func group() throws(FormulaError) -> [Element: Double]? {
        guard place < bytes.count else { return nil }
        let first = bytes[place]
        if let closing = Self.closingBracket(of: first) {
            guard depth < Self.deepestNesting else { throw error(.tooDeep, at: place) }
            let opening = place
            place += 1
            skipSpaces()
            if place < bytes.count, bytes[place] == closing { throw error(.emptyBracket, at: opening) }
            guard place < bytes.count else { throw error(.unclosedBracket(character(at: opening)), at: opening) }
            depth += 1
            let inner: [Element: Double]
            do { inner = try formula(until: closing) } catch {
                // The end of the text inside a bracket is the bracket's fault.
                guard error.position > bytes.count else { throw error }
                throw self.error(.unclosedBracket(character(at: opening)), at: opening)
            }
            depth -= 1
            place += 1
            return inner
        }
        guard first.isCapital else { return nil }
        var end = place + 1
        while end < bytes.count, bytes[end].isLowercase { end += 1 }
        guard let element = Element(symbolBytes: bytes[place..<end]) else {
            // The x of SnxTe: an element and a letter that is none of its symbol.
            if let last = bytes[place..<end].last, Self.variables.contains(last), Element(symbolBytes: bytes[place..<(end - 1)]) != nil {
                throw error(.variable(String(decoding: [last], as: UTF8.self)), at: end - 1)
            }
            throw error(.unknownElement(String(decoding: bytes[place..<end], as: UTF8.self)), at: place)
        }
        place = end
        return [element: 1]
    }

    /// A number such as 2, 0.25 or .5 at this place; nil where there is none.
    private mutating func amount() throws(FormulaError) -> Double? {
        let start = place
        var end = place
        while end < bytes.count, bytes[end].isDigit { end += 1 }
        let isPoint = end + 1 < bytes.count && bytes[end] == UInt8(ascii: ".") && bytes[end + 1].isDigit
        if isPoint {
            // ".5" right after an element would be a fraction, or half a hydrate: too close to call.
            if end > start || start == 0 || !bytes[start - 1].isLetterOrClosing { end += 1 } else { throw ambiguous(start) }
            while end < bytes.count, bytes[end].isDigit { end += 1 }
            if end < bytes.count, bytes[end] == UInt8(ascii: ".") { throw ambiguous(start) }
            if endsInWater(from: end), start > 0, bytes[start - 1].isLetterOrClosing { throw ambiguous(start) }
        }
        guard end > start else { return nil }
        end = exponentEnd(from: end)
        place = end
        let value = DecimalNumber.double(bytes[start..<end])
        guard let value, value > 0, value <= Self.largestAmount else {
            throw error(.badAmount(String(decoding: bytes[start..<end], as: UTF8.self)), at: start)
        }
        return value
    }

    /// Where a number ends that programs have written as 5e-05; no symbol begins with a small letter, so that it can be nothing else.
    private func exponentEnd(from end: Int) -> Int {
        guard end + 2 < bytes.count, bytes[end] == UInt8(ascii: "e"), bytes[end + 1] == UInt8(ascii: "-"), bytes[end + 2].isDigit else { return end }
        var last = end + 2
        while last < bytes.count, bytes[last].isDigit { last += 1 }
        return last
    }

    /// Whether what follows is a molecule that crystals are known to hold by number (H2O, NH3), up to the end of a part.
    private func endsInWater(from start: Int) -> Bool {
        for molecule in ["H2O", "D2O", "NH3"] {
            let end = start + 3
            guard end <= bytes.count, bytes[start..<end].elementsEqual(molecule.utf8) else { continue }
            if end == bytes.count || !(bytes[end].isDigit || bytes[end].isLetter) { return true }
        }
        return false
    }

    /// Length in bytes of the hydration dot at this place; 0 where there is none.
    private var separatorLength: Int {
        let rest = bytes[place...]
        if rest.first == UInt8(ascii: "*") || rest.first == UInt8(ascii: ".") { return 1 }
        for dot in ["·", "•", "∙", "⋅"] where rest.starts(with: dot.utf8) { return dot.utf8.count }
        return 0
    }

    private mutating func dot() throws(FormulaError) -> Bool {
        let length = separatorLength
        place += length
        return length > 0
    }

    private mutating func skipSpaces() {
        while place < bytes.count, bytes[place] == UInt8(ascii: " ") { place += 1 }
    }

    private func unexpected() -> FormulaError {
        guard place < bytes.count else { return FormulaError(formula: text, position: bytes.count + 1, problem: .empty) }
        let found = character(at: place)
        switch found {
        case "+", "-", "−", "^", "⁺", "⁻":
            // 1-x and 7−δ; a charge has a number or nothing behind its sign.
            let next = String(decoding: bytes[place...], as: UTF8.self).dropFirst().first
            if let next, next.isLetter, next.isLowercase { return error(.variable(String(next)), at: place + found.utf8.count) }
            return error(.charge, at: place)
        case ")", "]", "}": return error(.unclosedBracket(found), at: place)
        default: break
        }
        if bytes[place].isLowercase {
            var end = place
            while end < bytes.count, bytes[end].isLowercase { end += 1 }
            return error(.unknownElement(String(decoding: bytes[place..<end], as: UTF8.self)), at: place)
        }
        return error(.unexpected(found), at: place)
    }

    private func ambiguous(_ start: Int) -> FormulaError {
        error(.ambiguousDot(String(decoding: bytes[start...].prefix(12), as: UTF8.self)), at: start)
    }

    private func error(_ problem: FormulaError.Problem, at place: Int) -> FormulaError {
        FormulaError(formula: text, position: place + 1, problem: problem)
    }

    private func character(at place: Int) -> String {
        String(decoding: bytes[place...], as: UTF8.self).first.map(String.init) ?? ""
    }

    private static func closingBracket(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "("): UInt8(ascii: ")")
        case UInt8(ascii: "["): UInt8(ascii: "]")
        case UInt8(ascii: "{"): UInt8(ascii: "}")
        default: nil
        }
    }
}

extension UInt8 {
    fileprivate var isLetterOrClosing: Bool {
        isCapital || isLowercase || self == UInt8(ascii: ")") || self == UInt8(ascii: "]") || self == UInt8(ascii: "}")
    }
}
