/// The charges that atoms of each element may have in a compound.
public struct OxidationStateSet: Hashable, Sendable {
    /// What messages call it: "common", or a file.
    public let name: String
    /// [119] by atomic number: ascending, each once; none for elements that are in no compound.
    private let states: [[Int]]

    /// Larger charges are mistakes.
    public static let largest = 9

    public init(name: String, _ states: [Element: [Int]]) {
        self.name = name
        var table = [[Int]](repeating: [], count: Element.count + 1)
        for (element, charges) in states { table[Int(element.atomicNumber)] = Set(charges).sorted() }
        self.states = table
    }

    /// Ascending.
    public func states(of element: Element) -> [Int] { states[Int(element.atomicNumber)] }

    /// Reads lines of a symbol and its charges, "Fe 2 3" or "Fe +2 +3", with spaces or tabs between; what follows # is passed over. An element
    /// without charges, or without a line, has none.
    ///
    /// - Throws: `OxidationStateError`, naming file and line
    public init(path: String) throws(OxidationStateError) {
        let bytes: [UInt8]
        do {
            var stream = try ByteStream(path: path)
            bytes = try stream.rest()
        } catch {
            throw .file(error)
        }
        var states: [Element: [Int]] = [:]
        var lines = TextLines(bytes)
        while let line = lines.next() {
            let words = line.prefix { $0 != UInt8(ascii: "#") }.words.map(\.string)
            guard let symbol = words.first else { continue }
            func fault(_ problem: String) -> OxidationStateError { .line(path: path, line: lines.number, problem: problem) }
            guard let element = Element(symbol: symbol) else {
                throw fault("'\(TableText.shortened(symbol))' is no element's symbol")
            }
            guard states[element] == nil else { throw fault("\(symbol) is given twice") }
            var charges: [Int] = []
            for word in words.dropFirst() {
                guard let charge = Int(word), abs(charge) <= Self.largest else {
                    throw fault("'\(TableText.shortened(word))' is no charge of \(symbol): a whole number from -\(Self.largest) to \(Self.largest)")
                }
                charges.append(charge)
            }
            states[element] = charges
        }
        guard states.values.contains(where: { !$0.isEmpty }) else {
            throw .line(path: path, line: lines.number, problem: "there is no element with a charge in this file")
        }
        self.init(name: path, states)
    }
}

/// Why a file of oxidation states cannot be used.
public enum OxidationStateError: Error, Hashable, Sendable, CustomStringConvertible {
    case file(ReaderError)
    /// `line` counts from 1.
    case line(path: String, line: Int, problem: String)

    public var description: String {
        switch self {
        case .file(let error): error.description
        case .line(let path, let line, let problem):
            "\(path), line \(line): \(problem); each line names an element and its oxidation states, as in Fe 2 3"
        }
    }
}
