import Foundation
import Materials

/// What it costs to put one element in the place of another.
struct ElementCosts: Sendable, Hashable {
    /// [119 × 119] by atomic numbers; NaN where the table has none.
    let costs: [Float]
    /// Whether what two compositions have in common stays where it is, before the rest is moved. Where a detour over a third element is
    /// never cheaper than the way itself, that is the least cost; where it may be, as with costs from similarities, it can be more.
    let staysInCommon: Bool

    static let side = Element.count + 1

    /// How the numbers of a file are meant.
    enum Meaning: Sendable {
        case cost
        /// How readily two elements replace each other; the cost is 1 / lg(1/s + 1), that of s = 0 is 0 (gridrdf).
        case similarity
    }

    init(costs: [Float], staysInCommon: Bool) {
        precondition(costs.count == Self.side * Self.side, "a cost for each pair of elements")
        self.costs = costs
        self.staysInCommon = staysInCommon
    }

    /// A square table with element symbols above and in the first column.
    ///
    /// - Throws: `DistanceError.table`
    init(path: String, _ meaning: Meaning, staysInCommon: Bool) throws(DistanceError) {
        let table = try ElementTableFile(path: path)
        var costs = [Float](repeating: .nan, count: Self.side * Self.side)
        var columns: [(place: Int, element: Element)] = []
        for (place, symbol) in table.header.enumerated() where place != table.symbols {
            guard let element = Element(symbol: symbol) else { throw .table(path: path, problem: "header: '\(symbol)' is no element symbol") }
            columns.append((place, element))
        }
        for (element, fields) in table.rows {
            for (place, other) in columns {
                guard let value = try table.number(fields[place], element, table.header[place]) else { continue }
                guard value >= 0 else {
                    throw .table(
                        path: path, problem: "\(element.symbol), column \(other.symbol): expected a number from 0 on, found \(fields[place])")
                }
                let cost = meaning == .cost ? value : value == 0 ? 0 : 1 / log10(1 / value + 1)
                costs[Int(element.atomicNumber) * Self.side + Int(other.atomicNumber)] = Float(cost)
            }
        }
        for (_, element) in columns {
            for (_, other) in columns {
                let (row, column) = (Int(element.atomicNumber), Int(other.atomicNumber))
                let (there, back) = (row * Self.side + column, column * Self.side + row)
                guard costs[there] == costs[back] || costs[there].isNaN && costs[back].isNaN else {
                    throw .table(
                        path: path,
                        problem: "\(element.symbol) and \(other.symbol): expected a symmetric table, found \(costs[there]) and \(costs[back])")
                }
            }
        }
        self.init(costs: costs, staysInCommon: staysInCommon)
    }

    /// Whether the table has an element at all.
    func contains(_ element: Element) -> Bool { !costs[Int(element.atomicNumber) * (Self.side + 1)].isNaN }

    /// Atomic fractions, [118].
    ///
    /// - Returns: false where the table lacks an element
    func encode(_ composition: Composition, into row: inout [Float]) -> Bool {
        guard composition.components.allSatisfy({ contains($0.element) }) else { return false }
        for index in row.indices { row[index] = 0 }
        for (component, fraction) in zip(composition.components, composition.fractions) {
            row[Int(component.element.atomicNumber) - 1] = Float(fraction)
        }
        return true
    }
}
