import Datasets

/// Means and deviations (of the whole, not of a sample) of columns over reference materials.
struct ColumnScaling: Sendable, Equatable {
    let means: [Float]
    /// 0 for a column that does not vary.
    let deviations: [Float]

    init(means: [Float], deviations: [Float]) {
        self.means = means
        self.deviations = deviations
    }

    /// Materials that lack a number count for the columns that they have.
    init(_ features: StoredFeatures, rows: [Int]) {
        let width = features.schema.columns.count
        var counts = [Double](repeating: 0, count: width)
        var sums = [Double](repeating: 0, count: width)
        var squares = [Double](repeating: 0, count: width)
        for row in rows {
            features.withNumbers(of: row) { numbers in
                for column in 0..<width where numbers[column].isFinite {
                    counts[column] += 1
                    sums[column] += Double(numbers[column])
                }
            }
        }
        let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
        for row in rows {
            features.withNumbers(of: row) { numbers in
                for column in 0..<width where numbers[column].isFinite {
                    let difference = Double(numbers[column]) - means[column]
                    squares[column] += difference * difference
                }
            }
        }
        self.init(
            means: means.map { Float($0) },
            deviations: zip(zip(squares, counts), means).map { moments, mean in
                let deviation = moments.1 > 0 ? (moments.0 / moments.1).squareRoot() : 0
                // What sums leave of a column that does not vary.
                return deviation > 1e-12 * abs(mean) ? Float(deviation) : 0
            })
    }
}
