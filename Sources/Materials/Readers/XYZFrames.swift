/// The frames of an extended XYZ file (the format of ASE and libAtoms): number of atoms, a line of `key=value`, one line an atom.
struct XYZFrames: MaterialTexts, ~Copyable {
    private var stream: TextStream

    var path: String { stream.path }

    init(path: String) throws(ReaderError) {
        stream = try TextStream(path: path)
    }

    mutating func next(into text: inout [UInt8]) throws(ReaderError) -> Bool {
        repeat {
            text.removeAll(keepingCapacity: true)
            guard try stream.takeLine(appendingTo: &text) else { return false }
        } while text.allSatisfy(\.isSpace)
        let start = stream.line - 1
        let words = text[...].words
        guard words.count == 1, let count = Int(words[0].string), count > 0 else {
            throw .broken(path: path, line: start, reason: "'\(text[...].string.prefix(40))' should be the number of atoms of a frame")
        }
        for _ in 0...count {
            guard try stream.takeLine(appendingTo: &text) else {
                throw .broken(path: path, line: start, reason: "the file ends inside the frame of \(count) atoms that begins here")
            }
            try stream.checkLength(of: text)
        }
        return true
    }

    func content(_ text: [UInt8]) -> InputRecord.Content {
        .structure(text, suffix: "xyz") { bytes throws(StructureTextError) in try Structure(extendedXYZ: bytes) }
    }

    func fields(_ text: [UInt8]) -> [(name: String, value: String)] {
        var lines = TextLines(text)
        guard lines.next() != nil, let comment = lines.next() else { return [] }
        return XYZProperties(comment).pairs
    }
}
