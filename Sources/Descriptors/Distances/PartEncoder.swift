import Materials

/// Makes rows of numbers for a part of a distance.
struct PartEncoder {
    private let part: DistancePart
    private let scaling: ColumnScaling?
    private let width: Int

    init(_ part: DistancePart, _ scaling: ColumnScaling?, width: Int) {
        self.part = part
        self.scaling = scaling
        self.width = width
    }

    /// - Returns: false where the row does not exist
    func encode(_ composition: Composition, into row: inout [Float]) -> Bool {
        switch part.encoding {
        case .scale(let scale): scale.encode(composition, into: &row)
        case .fractions(let costs): costs.encode(composition, into: &row)
        case .cumulated, .features: false
        }
    }

    /// - Parameter numbers: features of a material
    /// - Returns: false where one is missing, and for a row of zeros that should have a direction
    func encode(_ numbers: Span<Float>, into row: inout [Float]) -> Bool {
        for column in 0..<numbers.count where !numbers[column].isFinite { return false }
        switch part.encoding {
        case .cumulated(_, let groups, let bins):
            cumulate(numbers, groups: groups, bins: bins, into: &row)
            return true
        case .features(_, _, let direction):
            for column in 0..<width { row[column] = scaling.map { $0.standardised(numbers[column], column) } ?? numbers[column] }
            return direction == .everything || point(&row, isCentred: direction == .centredDirection)
        case .scale, .fractions: return false
        }
    }

    private func cumulate(_ numbers: Span<Float>, groups: Int, bins: Int, into row: inout [Float]) {
        for group in 0..<groups {
            let first = group * bins
            var total = 0.0
            for bin in first..<first + bins { total += Double(numbers[bin]) }
            let factor = total > 0 ? 1 / total : 0
            var sum = 0.0
            for bin in first..<first + bins {
                sum += Double(numbers[bin])
                row[bin] = Float(sum * factor)
            }
        }
    }

    /// Makes a unit vector of a row.
    private func point(_ row: inout [Float], isCentred: Bool) -> Bool {
        let mean = isCentred ? row.reduce(0) { $0 + Double($1) } / Double(max(row.count, 1)) : 0
        let length = row.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }.squareRoot()
        guard length > 0, length.isFinite else { return false }
        for column in row.indices { row[column] = Float((Double(row[column]) - mean) / length) }
        return true
    }
}

extension ColumnScaling {
    fileprivate func standardised(_ value: Float, _ column: Int) -> Float {
        let inverse = 1 / deviations[column]
        // A column that does not vary among the references tells nothing apart.
        return inverse.isFinite ? (value - means[column]) * inverse : 0
    }
}
