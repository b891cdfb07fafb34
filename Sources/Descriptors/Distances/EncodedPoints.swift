import Kernels

/// Materials as a distance sees them: for each of its parts a row of numbers.
public struct EncodedPoints {
    public let count: Int
    /// Whether a distance from the material exists: false where a feature of it is missing, or an element of it is not in a table.
    public let isKnown: [Bool]
    /// Of each part [count × columns], columns padded with zeros to whole vectors.
    let rows: [Matrix]
    /// Of each part that moves amounts, what each material has; empty for the others.
    let amounts: [Amounts]

    struct Amounts {
        /// [count + 1]
        var offsets: [Int] = [0]
        var elements: [ElementAmount] = []

        func of(_ row: Int) -> ArraySlice<ElementAmount> { elements[offsets[row]..<offsets[row + 1]] }
    }

    init(isKnown: [Bool], rows: [Matrix], parts: [DistancePart]) {
        count = isKnown.count
        self.isKnown = isKnown
        self.rows = rows
        amounts = zip(parts, rows).map { part, matrix in
            guard part.comparison == .transport else { return Amounts() }
            var amounts = Amounts()
            for row in 0..<matrix.rows {
                for column in 0..<matrix.columns where matrix[row, column] > 0 {
                    amounts.elements.append(ElementAmount(element: column + 1, amount: matrix[row, column]))
                }
                amounts.offsets.append(amounts.elements.count)
            }
            return amounts
        }
    }
}

extension EncodedPoints {
    /// The row of numbers that a part of the distance has of a material.
    public func numbers(of row: Int, part: Int = 0) -> [Double] { (0..<rows[part].columns).map { Double(rows[part][row, $0]) } }
}
