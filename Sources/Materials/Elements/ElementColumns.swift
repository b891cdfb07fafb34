import Foundation

/// Numbers of each element under names, as a file has them, where some may not be known.
public struct ElementColumns: Sendable, Hashable {
    public let name: String
    /// Names of the numbers, each once; "1", "2" … where the file has none.
    public let columns: [String]
    /// [119 × columns], row = atomic number; NaN where a number is not known, and in the rows of elements that the file does not have.
    public let values: [Double]
    /// [119], whether the file has the element.
    public let isPresent: [Bool]

    /// The file's name without its suffixes.
    public var stem: String {
        let stem = name.prefix { $0 != "." }
        return String(stem.isEmpty ? name[...] : stem)
    }

    /// - Parameter columns: names of the numbers; nil: their places from 1
    public init(_ vectors: ElementVectors, columns: [String]? = nil) {
        name = vectors.name
        self.columns = columns ?? (1...vectors.dimension).map(String.init)
        values = vectors.values.indices.map { vectors.isPresent[$0 / vectors.dimension] ? Double(vectors.values[$0]) : .nan }
        isPresent = vectors.isPresent
    }

    /// Reads symbol → numbers, or an object of `names` and `elements`, where `names` are those of the numbers or how many there are and `elements` is
    /// symbol → numbers; null, and a word such as NA, is a number that is not known. A column of other words is passed over.
    ///
    /// - Throws: `ElementVectorsError`
    public init(json: Data, name: String) throws(ElementVectorsError) {
        func fault(_ problem: ElementVectorsError.Problem) -> ElementVectorsError { ElementVectorsError(name: name, problem: problem) }
        guard let tree = try? JSONValue([UInt8](json)), case .object(let all) = tree else { throw fault(.notATable) }
        let isNamed = tree["elements"] != nil && tree["names"] != nil
        let members = isNamed ? tree["elements"]?.members ?? [] : all
        var rows: [(symbol: String, fields: [Field])] = []
        for member in members.sorted(by: { $0.name < $1.name }) {
            guard let list = member.value.elements else { throw fault(.notATable) }
            var fields: [Field] = []
            for value in list {
                switch value {
                case .null: fields.append(.unknown)
                case .text(let text) where isNamed: fields.append(Field(text))
                default:
                    guard let number = value.double else { throw fault(.notATable) }
                    fields.append(.number(number))
                }
            }
            rows.append((member.name, fields))
        }
        guard let width = rows.first?.fields.count, width > 0 else { throw fault(.empty) }
        var names = (1...width).map(String.init)
        if isNamed, let list = tree["names"]?.elements {
            names = list.compactMap { if case .text(let text) = $0 { text } else { nil } }
            guard names.count == list.count else { throw fault(.notATable) }
        }
        try self.init(name: name, columns: names, rows: rows)
    }

    /// Reads a table with a column `symbol` or `element`. Columns that hold words anywhere are passed over, empty fields are numbers that are not
    /// known.
    ///
    /// - Throws: `ReaderError` for a file that is no table, `ElementVectorsError`
    init(csv path: String, name: String) throws {
        var reader = try TableReader(path: path)
        guard let place = reader.header.firstIndex(where: { ["symbol", "element"].contains($0.lowercased()) }) else {
            throw ReaderError.missingColumn(path: path, name: "symbol", available: reader.header)
        }
        var rows: [(symbol: String, fields: [Field])] = []
        var row = TableRow()
        while try reader.next(into: &row) {
            rows.append((row.text(place) ?? "", (0..<row.count).filter { $0 != place }.map { Field(row.text($0) ?? "-") }))
        }
        try self.init(name: name, columns: reader.header.indices.filter { $0 != place }.map { reader.header[$0] }, rows: rows)
    }

    /// Reads a JSON file, gzip or plain, or a table of comma-separated values; the columns are named after the file.
    ///
    /// - Throws: `ReaderError` for a file that cannot be read, `ElementVectorsError` for one that is no such table
    public init(path: String) throws {
        let name = URL(fileURLWithPath: path).lastPathComponent
        if name.hasSuffix(".csv") || name.hasSuffix(".csv.gz") {
            try self.init(csv: path, name: name)
        } else {
            var stream = try ByteStream(path: path)
            try self.init(json: Data(try stream.rest()), name: name)
        }
    }

    private enum Field {
        case number(Double)
        case unknown
        case word

        init(_ text: String) {
            self =
                switch TableNumber(text) {
                case .known(let value): .number(value)
                case .unknown: .unknown
                case .notANumber, .notAValue: .word
                }
        }
    }

    /// Rows of what stands for no element: isotopes of hydrogen, and the vector that MEGNet has for no atom.
    private static let others: Set<String> = ["D", "T", "Null"]

    private init(name: String, columns: [String], rows: [(symbol: String, fields: [Field])]) throws(ElementVectorsError) {
        func fault(_ problem: ElementVectorsError.Problem) -> ElementVectorsError { ElementVectorsError(name: name, problem: problem) }
        for (symbol, fields) in rows where fields.count != columns.count {
            throw fault(.ragged(symbol, expected: columns.count, found: fields.count))
        }
        let numeric = columns.indices.filter { column in
            rows.allSatisfy { if case .word = $0.fields[column] { false } else { true } }
        }
        var seen: Set<String> = []
        for column in numeric where !seen.insert(columns[column]).inserted { throw fault(.repeatedColumn(columns[column])) }
        var values = [Double](repeating: .nan, count: (Element.count + 1) * numeric.count)
        var isPresent = [Bool](repeating: false, count: Element.count + 1)
        for (symbol, fields) in rows where !Self.others.contains(symbol) {
            guard let element = Element(symbol: symbol) else { throw fault(.unknownElement(symbol)) }
            let row = Int(element.atomicNumber)
            guard !isPresent[row] else { throw fault(.repeatedElement(symbol)) }
            isPresent[row] = true
            for (place, column) in numeric.enumerated() {
                if case .number(let value) = fields[column] { values[row * numeric.count + place] = value }
            }
        }
        guard !numeric.isEmpty, isPresent.contains(true) else { throw fault(.empty) }
        self.name = name
        self.columns = numeric.map { columns[$0] }
        self.values = values
        self.isPresent = isPresent
    }
}
