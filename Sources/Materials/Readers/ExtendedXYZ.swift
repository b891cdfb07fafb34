/// The second line of a frame: keys with values, in quotes or brackets where there are spaces in them. A key without value is T.
struct XYZProperties {
    private(set) var pairs: [(name: String, value: String)] = []

    init(_ line: ArraySlice<UInt8>) {
        var rest = line
        while true {
            rest = rest.drop { $0.isSpace }
            guard !rest.isEmpty else { return }
            let name = Self.word(&rest) { $0.isSpace || $0 == UInt8(ascii: "=") }
            guard rest.first == UInt8(ascii: "=") else {
                pairs.append((name, "T"))
                continue
            }
            rest.removeFirst()
            pairs.append((name, Self.word(&rest) { $0.isSpace }))
        }
    }

    subscript(name: String) -> String? {
        pairs.first { $0.name.lowercased() == name }?.value
    }

    private static func word(_ rest: inout ArraySlice<UInt8>, until stops: (UInt8) -> Bool) -> String {
        let closing: UInt8? =
            switch rest.first {
            case UInt8(ascii: "\""): UInt8(ascii: "\"")
            case UInt8(ascii: "{"): UInt8(ascii: "}")
            case UInt8(ascii: "["): UInt8(ascii: "]")
            default: nil
            }
        guard let closing else {
            let word = rest.prefix { !stops($0) }
            rest = rest.dropFirst(word.count)
            return word.string
        }
        rest.removeFirst()
        var word: [UInt8] = []
        while let byte = rest.popFirst(), byte != closing {
            if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() { word.append(escaped) } else { word.append(byte) }
        }
        return String(decoding: word, as: UTF8.self)
    }
}

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
        let properties = XYZProperties(try lines.next("keys and values"))
        let lattice = try Self.lattice(properties, lines)
        let columns = try XYZColumns(properties["properties"] ?? "species:S:1:pos:R:3")
        var sites: [Site] = []
        for index in 0..<count {
            let words = try lines.next("atom \(index + 1) of \(count)").words
            guard words.count == columns.count else {
                throw lines.syntax("\(words.count) columns, where Properties has \(columns.count)")
            }
            let position = try lines.vector(words[columns.position...], "a position")
            guard let element = columns.element(words[columns.species]) else {
                throw .unknownElement(place: "line \(lines.number)", found: words[columns.species].string)
            }
            sites.append(Site(element: element, position: lattice.fractional(position)))
        }
        self.init(lattice: lattice, sites: sites)
        try refuseCoincidentSites()
    }

    private static func lattice(_ properties: XYZProperties, _ lines: TextLines) throws(StructureTextError) -> Lattice {
        guard let text = properties["lattice"] else { throw .missing("Lattice=\"…\": without a cell this is a molecule, and it") }
        let numbers = try lines.numbers(Array(text.utf8)[...].words)
        guard numbers.count == 9, numbers.allSatisfy({ abs($0) < Lattice.longestEdge }) else {
            throw lines.syntax("Lattice should be nine numbers, the components of a, b and c")
        }
        if let periodic = properties["pbc"], !periodic.split(separator: " ").allSatisfy({ ["T", "True", "1"].contains($0) }) {
            throw .unsupported("pbc=\"\(periodic)\": only crystals that are periodic in all directions are read")
        }
        let lattice = Lattice(
            a: SIMD3(numbers[0], numbers[1], numbers[2]), b: SIMD3(numbers[3], numbers[4], numbers[5]),
            c: SIMD3(numbers[6], numbers[7], numbers[8]))
        guard lattice.volume > 1e-3 else { throw .badCell("its volume is \(lattice.volume) Å³") }
        return lattice
    }
}

/// Where the columns of the atoms are, as `Properties=species:S:1:pos:R:3:…` says.
private struct XYZColumns {
    private(set) var species = -1
    private(set) var position = -1
    private(set) var count = 0
    private var isNumber = false

    init(_ text: String) throws(StructureTextError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count % 3 == 0 else { throw .badNumber(place: "Properties", found: text) }
        var atomicNumber = -1
        for start in stride(from: 0, to: parts.count, by: 3) {
            guard let width = Int(parts[start + 2]), (1...100_000).contains(width) else {
                throw .badNumber(place: "Properties", found: text)
            }
            switch (parts[start].lowercased(), parts[start + 1], width) {
            case ("species", "S", 1): species = count
            case ("z", "I", 1): atomicNumber = count
            case ("pos", "R", 3): position = count
            default: break
            }
            count += width
        }
        if species < 0, atomicNumber >= 0 { (species, isNumber) = (atomicNumber, true) }
        guard species >= 0, position >= 0 else { throw .missing("species:S:1 or pos:R:3 in Properties=\(text)") }
    }

    func element(_ word: ArraySlice<UInt8>) -> Element? {
        isNumber ? Int(word.string).flatMap { Element(atomicNumber: $0) } : Element(symbolBytes: word)
    }
}
