import HDF5
import Materials

/// A number for each pair of some elements.
public struct ElementMatrix: Sendable, Hashable {
    /// Of the rows and of the columns, in this order, each once.
    public let elements: [Element]
    /// [elements × elements], row after row.
    public private(set) var values: [Double]
    /// [119] by atomic number: the place among the elements; -1 for those that are not there.
    private let places: [Int]

    /// Zeros.
    public init(elements: [Element]) {
        self.elements = elements
        values = [Double](repeating: 0, count: elements.count * elements.count)
        var places = [Int](repeating: -1, count: Element.count + 1)
        for (place, element) in elements.enumerated() { places[Int(element.atomicNumber)] = place }
        self.places = places
    }

    public func contains(_ element: Element) -> Bool { places[Int(element.atomicNumber)] >= 0 }

    /// Zero for elements that are not there, which cannot be given another value.
    public subscript(row: Element, column: Element) -> Double {
        get {
            let (one, other) = (places[Int(row.atomicNumber)], places[Int(column.atomicNumber)])
            return one >= 0 && other >= 0 ? values[one * elements.count + other] : 0
        }
        set {
            let (one, other) = (places[Int(row.atomicNumber)], places[Int(column.atomicNumber)])
            precondition(one >= 0 && other >= 0, "the matrix has no \(row) and \(column)")
            values[one * elements.count + other] = newValue
        }
    }

    /// The values of an element's row, in the order of the elements; empty where it is not there.
    public func row(_ element: Element) -> ArraySlice<Double> {
        let place = places[Int(element.atomicNumber)]
        return place >= 0 ? values[(place * elements.count)..<((place + 1) * elements.count)] : []
    }

    /// Comma-separated: a header of `element` and the symbols of the columns, then a line for each row, its symbol first.
    public var csv: String {
        elements.reduce(into: TableText.line(["element"] + elements.map(\.symbol))) { text, element in
            text += TableText.line([element.symbol] + row(element).map(TableText.field))
        }
    }

    public func write(to path: String) throws {
        try AtomicFile.write(csv, to: path)
    }

    /// Reads such a table; rows may stand in another order than columns.
    ///
    /// - Throws: `SubstitutionError` for unknown or repeated symbols, for rows and columns of different elements, and for what is no number or less
    ///   than zero
    public init(path: String) throws(SubstitutionError) {
        do {
            var table = try TableReader(path: path)
            var columns: [Element] = []
            for name in table.header.dropFirst() { columns.append(try Self.element(name, of: path, "header", besides: columns)) }
            guard !columns.isEmpty else { throw SubstitutionError.matrix(path: path, place: "header", problem: "there is no column of an element") }
            var matrix = ElementMatrix(elements: columns)
            var rows: [Element] = []
            var fields = TableRow()
            while try table.next(into: &fields) {
                let place = "row \(table.row)"
                let element = try Self.element(fields.text(0) ?? "", of: path, place, besides: rows)
                guard matrix.contains(element) else {
                    throw SubstitutionError.matrix(path: path, place: place, problem: "there is a row of \(element) and no column")
                }
                rows.append(element)
                for (index, column) in columns.enumerated() {
                    let text = fields.text(index + 1) ?? ""
                    let number = TableNumber(text)
                    guard let value = number.value, value >= 0 else {
                        let found = number.fault ?? (number.value == nil ? "nothing is given" : "\(text) is less than zero")
                        throw SubstitutionError.matrix(path: path, place: "\(place), \(element)→\(column)", problem: found)
                    }
                    matrix[element, column] = value
                }
            }
            if let missing = columns.first(where: { !rows.contains($0) }) {
                throw SubstitutionError.matrix(path: path, place: "column \(missing)", problem: "there is a column of \(missing) and no row")
            }
            self = matrix
        } catch let error as SubstitutionError {
            throw error
        } catch let error as ReaderError {
            throw .table(error)
        } catch {
            throw .matrix(path: path, place: "file", problem: "\(error)")
        }
    }

    private static func element(
        _ symbol: String, of path: String, _ place: String, besides others: [Element]
    ) throws(SubstitutionError) -> Element {
        guard let element = Element(symbol: symbol.filter { !$0.isWhitespace }) else {
            throw .matrix(path: path, place: place, problem: "'\(TableText.shortened(symbol))' is no element's symbol")
        }
        guard !others.contains(element) else { throw .matrix(path: path, place: place, problem: "\(element) is given twice") }
        return element
    }
}
