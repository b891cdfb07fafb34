import Foundation

/// A vector of numbers for each element: what a network is told of it.
public struct ElementVectors: Sendable, Hashable {
    public let name: String
    public let dimension: Int
    /// [119 × dimension], row = atomic number; row 0 and the rows of absent elements are zero.
    public let values: [Float]
    /// [119], whether the table has the element.
    public let isPresent: [Bool]

    /// - Parameters:
    ///   - values: [119 × dimension]
    ///   - isPresent: [119]
    public init(name: String, dimension: Int, values: [Float], isPresent: [Bool]) {
        precondition(values.count == (Element.count + 1) * dimension && isPresent.count == Element.count + 1, "a row for each element")
        self.name = name
        self.dimension = dimension
        self.values = values
        self.isPresent = isPresent
    }

    /// Reads symbol → numbers, the form in which Matscholar, MEGNet and CGCNN vectors are published.
    ///
    /// - Throws: `ElementVectorsError` for a file that is no such table, an unknown symbol, vectors of unequal length, numbers that are not finite
    public init(json data: Data, name: String) throws(ElementVectorsError) {
        guard let table = try? JSONDecoder().decode([String: [Float]].self, from: data) else {
            throw ElementVectorsError(name: name, problem: .notATable)
        }
        guard let dimension = table.min(by: { $0.key < $1.key })?.value.count, dimension > 0 else {
            throw ElementVectorsError(name: name, problem: .empty)
        }
        var values = [Float](repeating: 0, count: (Element.count + 1) * dimension)
        var isPresent = [Bool](repeating: false, count: Element.count + 1)
        for (symbol, vector) in table.sorted(by: { $0.key < $1.key }) {
            guard let element = Element(symbol: symbol) else { throw ElementVectorsError(name: name, problem: .unknownElement(symbol)) }
            guard vector.count == dimension else {
                throw ElementVectorsError(name: name, problem: .ragged(symbol, expected: dimension, found: vector.count))
            }
            let row = Int(element.atomicNumber)
            isPresent[row] = true
            for (column, value) in vector.enumerated() {
                guard value.isFinite else { throw ElementVectorsError(name: name, problem: .notFinite(symbol, column: column)) }
                values[row * dimension + column] = value
            }
        }
        self.init(name: name, dimension: dimension, values: values, isPresent: isPresent)
    }

    /// Elements told apart and nothing else said of them.
    public static var oneHot: ElementVectors {
        var values = [Float](repeating: 0, count: (Element.count + 1) * Element.count)
        for number in 1...Element.count { values[number * Element.count + number - 1] = 1 }
        let isPresent = (0...Element.count).map { $0 > 0 }
        return ElementVectors(name: "one-hot", dimension: Element.count, values: values, isPresent: isPresent)
    }

    public func contains(_ element: Element) -> Bool { isPresent[Int(element.atomicNumber)] }
}

/// Why a table of element vectors cannot be used.
public struct ElementVectorsError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Problem: Hashable, Sendable {
        case notATable
        case empty
        case unknownElement(String)
        case ragged(String, expected: Int, found: Int)
        case notFinite(String, column: Int)
    }

    public let name: String
    public let problem: Problem

    public var description: String {
        switch problem {
        case .notATable: "\(name): expected a JSON object of element symbols and lists of numbers"
        case .empty: "\(name): no element has a vector"
        case .unknownElement(let symbol): "\(name): \(symbol) is no element symbol"
        case .ragged(let symbol, let expected, let found): "\(name): \(symbol) has \(found) numbers; the other elements have \(expected)"
        case .notFinite(let symbol, let column): "\(name): number \(column + 1) of \(symbol) is not finite"
        }
    }
}
