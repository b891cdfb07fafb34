extension Protostructure {
    /// Reads the sites of a table's row: a symbol and a Wyckoff letter for each, with blanks between: "In In Cu", "h j b".
    ///
    /// - Throws: `ProtostructureError.malformed` for what no crystal can be, with the part
    package init(spaceGroup: String, elements: String, letters: String) throws(ProtostructureError) {
        let row = "\(spaceGroup) \(elements) \(letters)"
        let reader = LabelReader(label: row)
        let number = try reader.spaceGroup(spaceGroup[...])
        let (symbols, places) = (elements.split(separator: " "), letters.split(separator: " "))
        guard !symbols.isEmpty, symbols.count == places.count else {
            throw .malformed(
                label: row, place: "letters", expected: "one for each of \(symbols.count) elements, and an element at least", found: "\(places.count)")
        }
        var occupations: [Occupation] = []
        for (symbol, letter) in zip(symbols, places) {
            guard let element = Element(symbol: symbol) else {
                throw .malformed(label: row, place: "elements", expected: "the symbol of an element", found: "\(symbol)")
            }
            guard letter.count == 1 else {
                throw .malformed(label: row, place: "letters", expected: "one letter for each site", found: "\(letter)")
            }
            occupations += try reader.occupations(letter, of: element, spaceGroup: number)
        }
        let kinds = Set(occupations.map(\.element)).count
        guard kinds <= 26 else {
            throw .malformed(label: row, place: "elements", expected: "26 different ones at most", found: "\(kinds)")
        }
        try reader.checkFixedPoints(occupations)
        self.init(spaceGroup: number, occupations: occupations)
    }
}
