import Foundation

/// A POSCAR or CONTCAR file: one crystal (VASP manual, "POSCAR").
struct Poscar: MaterialTexts, ~Copyable {
    private var stream: TextStream

    var path: String { stream.path }

    init(path: String) throws(ReaderError) {
        stream = try TextStream(path: path)
    }

    mutating func next(into text: inout [UInt8]) throws(ReaderError) -> Bool {
        text.removeAll(keepingCapacity: true)
        try stream.take(appendingTo: &text) { _ in false }
        return text.contains { !$0.isSpace }
    }

    func content(_ text: [UInt8]) -> InputRecord.Content {
        .structure(text, suffix: "vasp") { bytes throws(StructureTextError) in try Structure(poscar: bytes) }
    }

    func fields(_ text: [UInt8]) -> [(name: String, value: String)] { [] }
}

extension Structure {
    /// The crystal in a POSCAR text. Velocities and whatever else follows the positions are passed over.
    public init(poscar text: String) throws(StructureTextError) {
        try self.init(poscar: Array(text.utf8))
    }

    init(poscar bytes: [UInt8]) throws(StructureTextError) {
        var lines = TextLines(bytes)
        let comment = try lines.next("the comment")
        let scale = try lines.numbers(try lines.next("the scale").wordsBeforeComment)
        var cell: [SIMD3<Double>] = []
        for name in ["a", "b", "c"] { cell.append(try lines.vector(try lines.next("vector \(name)").words, "vector \(name)")) }
        let stretch = try Self.stretch(scale, volume: Lattice(a: cell[0], b: cell[1], c: cell[2]).volume, lines)
        let lattice = Lattice(a: cell[0] * stretch, b: cell[1] * stretch, c: cell[2] * stretch)
        guard lattice.volume > 1e-3, lattice.volume < 1e12 else { throw .badCell("its volume is \(lattice.volume) Å³") }

        let elements = try Self.elements(comment: comment, &lines)
        var mode = try lines.next("the kind of coordinates").first { !$0.isSpace }
        if mode?.lowercased == UInt8(ascii: "s") { mode = try lines.next("the kind of coordinates").first { !$0.isSpace } }
        // VASP looks at the first letter alone, and takes any other than these for Direct.
        guard let letter = mode, letter.isLetter else { throw lines.syntax("Direct or Cartesian should stand here") }
        let isCartesian = letter.lowercased == UInt8(ascii: "c") || letter.lowercased == UInt8(ascii: "k")
        var sites: [Site] = []
        for (index, element) in elements.enumerated() {
            let words = try lines.next("position \(index + 1) of \(elements.count)").words
            let position = try lines.vector(words, "position \(index + 1) of \(elements.count)")
            sites.append(Site(element: element, position: isCartesian ? lattice.fractional(position * stretch) : position))
        }
        self.init(lattice: lattice, sites: sites)
        try refuseCoincidentSites()
    }

    /// The factors of the three Cartesian axes; a negative scale is the volume of the cell.
    private static func stretch(_ scale: [Double], volume: Double, _ lines: TextLines) throws(StructureTextError) -> SIMD3<Double> {
        switch scale.count {
        case 1 where scale[0] > 0: return SIMD3(repeating: scale[0])
        case 1 where scale[0] < 0 && volume > 0: return SIMD3(repeating: cbrt(-scale[0] / volume))
        case 3 where scale.allSatisfy { $0 > 0 }: return SIMD3(scale[0], scale[1], scale[2])
        default: throw lines.syntax("the scale is one number other than 0 or three positive ones")
        }
    }

    /// The element of each atom. Files of VASP 4 name none, and count as readable only where their comment does.
    private static func elements(comment: ArraySlice<UInt8>, _ lines: inout TextLines) throws(StructureTextError) -> [Element] {
        var symbols: [ArraySlice<UInt8>] = []
        // VASP writes twenty of them a line.
        while symbols.isEmpty || lines.upcoming?.beginsWithDigit == false {
            let words = try lines.next("the elements").wordsBeforeComment
            if symbols.isEmpty, words.first?.beginsWithDigit == true { return try elementsOfVASP4(words, comment: comment, &lines) }
            guard !words.isEmpty else { throw lines.syntax("the elements should stand here") }
            symbols += words
        }
        var counts: [ArraySlice<UInt8>] = []
        repeat { counts += try lines.next("the numbers of atoms").wordsBeforeComment }
            while counts.count < symbols.count && lines.upcoming?.beginsWithDigit == true
        return try elements(symbols, counts, lines)
    }

    private static func elementsOfVASP4(
        _ first: [ArraySlice<UInt8>], comment: ArraySlice<UInt8>, _ lines: inout TextLines
    ) throws(StructureTextError) -> [Element] {
        var counts = first
        while lines.upcoming?.beginsWithDigit == true { counts += try lines.next("the numbers of atoms").wordsBeforeComment }
        let symbols = comment.words
        guard symbols.count == counts.count, symbols.allSatisfy({ Element(symbolBytes: $0) != nil }) else {
            throw .unsupported("a POSCAR of VASP 4 without element symbols: add them as a line above the numbers of atoms")
        }
        return try elements(symbols, counts, lines)
    }

    private static func elements(
        _ symbols: [ArraySlice<UInt8>], _ counts: [ArraySlice<UInt8>], _ lines: TextLines
    ) throws(StructureTextError) -> [Element] {
        guard symbols.count == counts.count else {
            throw lines.syntax("\(counts.count) numbers of atoms for \(symbols.count) elements")
        }
        var elements: [Element] = []
        for (symbol, count) in zip(symbols, counts) {
            // Fe_pv and Fe/0a1b2c3d name the potential as well.
            let name = symbol.prefix { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "/") }
            guard let element = Element(symbolBytes: name) else { throw .unknownElement(place: "the elements", found: symbol.string) }
            guard let number = Int(count.string), (0...1_000_000).contains(number) else {
                throw .badNumber(place: "line \(lines.number)", found: count.string)
            }
            elements += Array(repeating: element, count: number)
        }
        guard !elements.isEmpty else { throw .missing("an atom: all their numbers are 0, and one") }
        return elements
    }
}

extension ArraySlice<UInt8> {
    fileprivate var beginsWithDigit: Bool { first { !$0.isSpace }?.isDigit == true }
}
