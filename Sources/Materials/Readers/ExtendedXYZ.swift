extension Structure {
    /// The crystal of one frame. It must have a cell and be periodic in all directions.
    public init(extendedXYZ text: String) throws(StructureTextError) {
        try self.init(extendedXYZ: Array(text.utf8))
    }

    init(extendedXYZ bytes: [UInt8]) throws(StructureTextError) {
        var lines = TextLines(bytes)
        guard let count = Int(try lines.next("the number of atoms").words.first?.string ?? ""), (1...1_000_000).contains(count) else {
            throw lines.syntax("the number of atoms should stand here")
        }
        let comment = try lines.next("keys and values")
        let properties = XYZProperties(comment)
        let lattice = try Self.lattice(properties, comment, lines)
        let stated = try properties.value(of: "properties")
        let columns = try XYZColumns(stated ?? "species:S:1:pos:R:3")
        var sites: [Site] = []
        for index in 0..<count {
            let words = try lines.next("atom \(index + 1) of \(count)").words
            // Without Properties it is plain XYZ, of which four columns count.
            guard words.count == columns.count || stated == nil && words.count > columns.count else {
                throw lines.syntax("\(words.count) columns, where Properties has \(columns.count)")
            }
            let position = try lines.vector(words[columns.position...], "a position")
            let element = try columns.element(words, lines)
            sites.append(Site(element: element, position: lattice.fractional(position)))
        }
        self.init(lattice: lattice, sites: sites)
        try refuseCoincidentSites()
    }

    private static func lattice(
        _ properties: XYZProperties, _ comment: ArraySlice<UInt8>, _ lines: TextLines
    ) throws(StructureTextError) -> Lattice {
        let text = try properties.value(of: "lattice")
        // A line of plain words is no bad one of keys and values.
        if let fault = properties.fault, text != nil || comment.string.lowercased().contains("lattice") { throw lines.syntax(fault) }
        guard let text else { throw .missing("Lattice=\"…\": without a cell this is a molecule, and it") }
        let rows = try latticeRows(Array(text.utf8)[...], lines)
        guard rows.joined().allSatisfy({ abs($0) < Lattice.longestEdge }) else {
            throw lines.syntax("Lattice should be nine numbers, the components of a, b and c, each below \(Lattice.longestEdge) Å")
        }
        if let periodic = try properties.value(of: "pbc") { try checkPeriodic(periodic, lines) }
        let lattice = Lattice(
            a: SIMD3(rows[0][0], rows[0][1], rows[0][2]), b: SIMD3(rows[1][0], rows[1][1], rows[1][2]),
            c: SIMD3(rows[2][0], rows[2][1], rows[2][2]))
        guard lattice.volume > 1e-3 else { throw .badCell("its volume is \(lattice.volume) Å³") }
        return lattice
    }

    /// Three by three: a matrix whose rows are a, b and c, those nine numbers one after another, or the edges of a rectangular cell.
    private static func latticeRows(_ text: ArraySlice<UInt8>, _ lines: TextLines) throws(StructureTextError) -> [[Double]] {
        let bracket = UInt8(ascii: "[")
        func separates(_ byte: UInt8) -> Bool { byte.isSpace || byte == UInt8(ascii: ",") }
        let isMatrix = text.contains(bracket)
        let parts = isMatrix ? text.split(separator: bracket).filter { !$0.allSatisfy(separates) } : [text]
        var rows: [[Double]] = []
        for part in parts {
            rows.append(try lines.numbers(part.filter { $0 != UInt8(ascii: "]") }[...].split(whereSeparator: separates)))
        }
        if isMatrix, rows.map(\.count) == [3, 3, 3] { return rows }
        let numbers = rows.first ?? []
        if !isMatrix, numbers.count == 9 { return stride(from: 0, to: 9, by: 3).map { Array(numbers[$0..<($0 + 3)]) } }
        if !isMatrix, numbers.count == 3 { return [[numbers[0], 0, 0], [0, numbers[1], 0], [0, 0, numbers[2]]] }
        throw lines.syntax("Lattice should be nine numbers, the components of a, b and c")
    }

    /// Three truth values, one for all directions, or three letters without blanks.
    private static func checkPeriodic(_ text: String, _ lines: TextLines) throws(StructureTextError) {
        var words = text.split { $0.isWhitespace || ",[]{}".contains($0) }.map { $0.lowercased() }
        if words.count == 1, words[0].count == 3, words[0].allSatisfy({ "tf01".contains($0) }) { words = words[0].map(String.init) }
        let values = words.map { word -> Bool? in
            ["t", "true", ".true.", "1"].contains(word) ? true : ["f", "false", ".false.", "0"].contains(word) ? false : nil
        }
        guard values.count == 1 || values.count == 3, !values.contains(nil) else {
            throw lines.syntax("pbc=\"\(text)\" should be three truth values, as in pbc=\"T T T\"")
        }
        guard values.allSatisfy({ $0 == true }) else {
            throw .unsupported("pbc=\"\(text)\": only crystals that are periodic in all directions are read")
        }
    }
}

/// Where the columns of the atoms are, as `Properties=species:S:1:pos:R:3:…` says.
private struct XYZColumns {
    private(set) var species = -1
    private(set) var position = -1
    private(set) var count = 0
    private var atomicNumber = -1

    init(_ text: String) throws(StructureTextError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count % 3 == 0 else { throw .badNumber(place: "Properties", found: text) }
        for start in stride(from: 0, to: parts.count, by: 3) {
            guard let width = Int(parts[start + 2]), (1...100_000).contains(width) else {
                throw .badNumber(place: "Properties", found: text)
            }
            switch (parts[start].lowercased(), parts[start + 1], width) {
            case ("species", "S", 1): species = count
            case ("z", "I", 1): atomicNumber = count
            case ("pos", "R", 3), ("pos", "I", 3): position = count
            default: break
            }
            count += width
        }
        guard species >= 0 || atomicNumber >= 0, position >= 0 else { throw .missing("species:S:1 or pos:R:3 in Properties=\(text)") }
    }

    /// By its symbol and by its number, where both are there.
    func element(_ words: [ArraySlice<UInt8>], _ lines: TextLines) throws(StructureTextError) -> Element {
        let place = "line \(lines.number)"
        var found: Element?
        if species >= 0 {
            found = Element(symbolBytes: words[species])
            guard found != nil else { throw .unknownElement(place: place, found: words[species].string) }
        }
        guard atomicNumber >= 0 else {
            guard let found else { throw .missing("an element") }
            return found
        }
        guard let numbered = Int(words[atomicNumber].string).flatMap({ Element(atomicNumber: $0) }) else {
            throw .unknownElement(place: place, found: words[atomicNumber].string)
        }
        guard found == nil || found == numbered else {
            throw lines.syntax("the species is \(words[species].string), but Z is \(words[atomicNumber].string)")
        }
        return numbered
    }
}
