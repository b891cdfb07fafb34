import Foundation
import Materials

/// The form factors of atoms, f(s) = Σ a_i exp(−b_i s²) + c with s = sin θ / λ: electrons that scatter as if they stood in one point.
struct ScatteringFactors: Sendable {
    static let standard = ScatteringFactors(numbers)

    /// By atomic number; nil for elements that the table does not have (Es to Og).
    private let values: [[Double]?]

    /// - Parameter numbers: a line for each element, its symbol, four a, four b and c
    init(_ numbers: String) {
        var values = [[Double]?](repeating: nil, count: Element.count + 1)
        for line in numbers.split(separator: "\n") {
            let fields = line.split(separator: " ")
            let row = fields.dropFirst().compactMap { Double($0) }
            guard row.count == 9, fields.count == 10, let element = Element(symbol: fields[0]) else {
                preconditionFailure("a line of the scattering factors: \(line)")
            }
            values[Int(element.atomicNumber)] = row
        }
        self.values = values
    }

    func contains(_ element: Element) -> Bool { values[Int(element.atomicNumber)] != nil }

    /// - Parameter square: s² in Å⁻²
    /// - Returns: electrons; NaN for elements that the table does not have
    func value(of element: Element, square: Double) -> Double {
        guard let row = values[Int(element.atomicNumber)] else { return .nan }
        return (0..<4).reduce(row[8]) { $0 + row[$1] * exp(-row[$1 + 4] * square) }
    }
}
