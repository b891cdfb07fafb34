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

    /// Takes the numbers of a table that knows all of them.
    ///
    /// - Throws: `ElementVectorsError` for a gap
    public init(_ columns: ElementColumns) throws(ElementVectorsError) {
        let dimension = columns.columns.count
        var values = [Float](repeating: 0, count: columns.values.count)
        for (place, value) in columns.values.enumerated() where columns.isPresent[place / dimension] {
            guard Float(value).isFinite else {
                let symbol = Element(atomicNumber: place / dimension)?.symbol ?? ""
                throw ElementVectorsError(name: columns.name, problem: .notFinite(symbol, column: place % dimension))
            }
            values[place] = Float(value)
        }
        self.init(name: columns.name, dimension: dimension, values: values, isPresent: columns.isPresent)
    }

    /// Reads symbol → numbers, the form in which Matscholar, MEGNet and CGCNN vectors are published, and what else `ElementColumns` reads.
    ///
    /// - Throws: `ElementVectorsError` for a file that is no such table, an unknown symbol, vectors of unequal length, numbers that are not known or
    ///   not finite
    public init(json data: Data, name: String) throws(ElementVectorsError) {
        try self.init(ElementColumns(json: data, name: name))
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
        case repeatedElement(String)
        case repeatedColumn(String)
    }

    public let name: String
    public let problem: Problem

    public var description: String {
        switch problem {
        case .notATable: 
            "\(name): expected a JSON object of element symbols and lists of numbers, or one of names and elements, which has them"
        case .empty: "\(name): no element has a vector"
        case .unknownElement(let symbol): "\(name): \(symbol) is no element symbol"
        case .ragged(let symbol, let expected, let found): "\(name): \(symbol) has \(found) numbers; the other elements have \(expected)"
        case .notFinite(let symbol, let column): "\(name): number \(column + 1) of \(symbol) is not known or not finite"
        case .repeatedElement(let symbol): "\(name): \(symbol) stands twice"
        case .repeatedColumn(let column): "\(name): two columns are called \(column)"
        }
    }
}
