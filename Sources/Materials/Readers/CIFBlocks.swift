/// The blocks of a CIF file, each from its heading to the next.
///
/// A heading counts where it begins its line and is outside text between semicolons, which is how every program writes it. Blocks with
/// nothing of a crystal, such as the `data_global` of journals, are passed over where another has a crystal.
struct CIFBlocks: MaterialTexts, ~Copyable {
    private var stream: TextStream
    private var line: [UInt8] = []
    /// The heading line of the next block has been read into `line`.
    private var hasHeading = false
    /// The first block, where none yet has a crystal: a file must not end without a word.
    private var passedOver: [UInt8]? = []

    var path: String { stream.path }

    init(path: String) throws(ReaderError) {
        stream = try TextStream(path: path)
    }

    mutating func next(into text: inout [UInt8]) throws(ReaderError) -> Bool {
        while try nextBlock(into: &text) {
            if Self.isOfCrystal(text) {
                passedOver = nil
                return true
            }
            if passedOver?.isEmpty == true { passedOver = text }
        }
        guard let first = passedOver, !first.isEmpty else { return false }
        text = first
        passedOver = nil
        return true
    }

    /// Whether a block has a tag of a cell or of atoms; one that cannot be read is to be refused with its fault.
    private static func isOfCrystal(_ text: [UInt8]) -> Bool {
        var tokens = CIFTokens(text.span)
        while true {
            guard let token = try? tokens.next() else { return true }
            switch token.kind {
            case .end: return false
            case .tag where CIFTag(text.span, token.range)?.isOfCrystal == true: return true
            default: continue
            }
        }
    }

    private mutating func nextBlock(into text: inout [UInt8]) throws(ReaderError) -> Bool {
        text.removeAll(keepingCapacity: true)
        var isInBlock = hasHeading
        var isInText = false
        if hasHeading { text += line }
        hasHeading = false
        while true {
            line.removeAll(keepingCapacity: true)
            guard try stream.takeLine(appendingTo: &line) else { break }
            if !isInText, beginsBlock {
                if isInBlock {
                    hasHeading = true
                    break
                }
                isInBlock = true
            }
            if line.first == UInt8(ascii: ";") { isInText.toggle() }
            text += line
            try stream.checkLength(of: text)
        }
        return text.contains { !$0.isSpace }
    }

    func content(_ text: [UInt8]) -> InputRecord.Content {
        .structure(text, suffix: "cif") { bytes throws(StructureTextError) in try Structure(cif: bytes) }
    }

    /// The values of tags outside loops; those that say "nothing here" are empty.
    func fields(_ text: [UInt8]) -> [(name: String, value: String)] {
        let bytes = text.span
        var tokens = CIFTokens(bytes)
        var fields: [(name: String, value: String)] = []
        var tag: String?
        var isInLoop = false
        while let token = try? tokens.next(), token.kind != .end {
            let isAbsent = token.kind == .bare && ["?", "."].contains(text[token.range].string)
            let string = isAbsent ? "" : text[token.range].string
            switch token.kind {
            case .tag where !isInLoop: tag = string
            case .loop: isInLoop = true
            case .bare, .quoted, .folded:
                if let tag { fields.append((tag, string)) }
                tag = nil
            default: break
            }
            if isInLoop, token.isValue { isInLoop = false }
        }
        return fields
    }

    private var beginsBlock: Bool {
        guard let start = line.firstIndex(where: { !$0.isSpace }) else { return false }
        return line[start...].prefix(5).map(\.lowercased) == Array("data_".utf8)
    }
}
