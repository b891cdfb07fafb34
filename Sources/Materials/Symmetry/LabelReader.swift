/// Reads the parts of a protostructure label; each refusal names the label and the part.
struct LabelReader {
    let label: String
    /// No cell of a label holds more orbits of one kind than this; keeps sums far from overflow.
    static let largestCount = 9999

    func spaceGroup(_ text: Substring) throws(ProtostructureError) -> Int {
        guard Self.isNumber(text), let number = Int(text), WyckoffTable.spaceGroups.contains(number) else {
            throw .malformed(label: label, place: "space group", expected: "a number from 1 to 230", found: "\(text)")
        }
        return number
    }

    /// The chemical system, "Hg-Mg-Tm": symbols in alphabetical order, each once, 26 at most (the formula has a letter for each).
    func elements(_ text: Substring) throws(ProtostructureError) -> [Element] {
        var elements: [Element] = []
        for symbol in text.split(separator: "-", omittingEmptySubsequences: false) {
            guard let element = Element(symbol: symbol) else {
                let isIsotope = symbol == "D" || symbol == "T"
                throw .malformed(
                    label: label, place: "chemical system",
                    expected: isIsotope ? "H (isotopes of hydrogen are not told apart)" : "the symbol of an element", found: "\(symbol)")
            }
            if let last = elements.last, last.symbol >= element.symbol {
                throw .malformed(
                    label: label, place: "chemical system", expected: "symbols in alphabetical order, each once",
                    found: "\(last.symbol)-\(element.symbol)")
            }
            elements.append(element)
        }
        guard elements.count <= 26 else {
            throw .malformed(label: label, place: "chemical system", expected: "26 elements at most", found: "\(elements.count)")
        }
        return elements
    }

    /// The letters of one element, each with the number of its orbits before it unless that is 1: "a2kl".
    func occupations(_ text: Substring, of element: Element, spaceGroup: Int) throws(ProtostructureError) -> [Protostructure.Occupation] {
        let place = "letters of \(element.symbol)"
        var occupations: [Protostructure.Occupation] = []
        var digits = ""
        for character in text {
            if character.isASCII, character.isWholeNumber {
                digits.append(character)
                continue
            }
            guard let row = WyckoffTable.standard.row(spaceGroup: spaceGroup, letter: character) else {
                let count = WyckoffTable.standard.letterCount(spaceGroup)
                let last = WyckoffTable.letter(at: count - 1)
                throw .malformed(
                    label: label, place: place,
                    expected: count == 1 ? "the letter a, the only one of No. \(spaceGroup)" : "a letter of No. \(spaceGroup), a to \(last)",
                    found: "\(character)")
            }
            let count = try orbits(digits, letter: character, place: place)
            occupations += repeatElement(Protostructure.Occupation(element: element, row: UInt16(row)), count: count)
            digits = ""
        }
        guard digits.isEmpty, !occupations.isEmpty else {
            throw .malformed(label: label, place: place, expected: "letters with their counts before them", found: "\"\(text)\"")
        }
        return occupations
    }

    private func orbits(_ digits: String, letter: Character, place: String) throws(ProtostructureError) -> Int {
        if digits.isEmpty { return 1 }
        guard let count = Int(digits), (1...Self.largestCount).contains(count), !digits.hasPrefix("0") else {
            throw .malformed(label: label, place: place, expected: "a count from 1 to \(Self.largestCount)", found: digits + String(letter))
        }
        return count
    }

    /// A position without free coordinates is one set of points, and holds one orbit of one element.
    func checkFixedPoints(_ occupations: [Protostructure.Occupation]) throws(ProtostructureError) {
        var occupant: [UInt16: Element] = [:]
        for occupation in occupations {
            let position = WyckoffTable.standard.position(Int(occupation.row))
            guard position.degreesOfFreedom == 0 else { continue }
            if let other = occupant.updateValue(occupation.element, forKey: occupation.row) {
                throw .malformed(
                    label: label, place: "letters of \(occupation.element.symbol)",
                    expected: "position \(position.letter), which has no free coordinate, once",
                    found: "it again after \(other.symbol)")
            }
        }
    }

    func check(place: String, expected: String, found: Substring) throws(ProtostructureError) {
        guard found == expected else {
            throw .malformed(label: label, place: place, expected: "\(expected), which the letters make", found: "\(found)")
        }
    }

    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } && !text.hasPrefix("0")
    }
}
