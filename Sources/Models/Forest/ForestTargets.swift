/// What a forest learns: a number for each row, or a class.
public enum ForestTargets: Sendable {
    case values([Float])
    /// Numbers of classes from 0, how many classes there are, and what a row of each weighs; nil: one.
    case classes([Int32], count: Int, weights: [Double]? = nil)

    /// Refuses targets that do not fit the rows.
    func validate(rows: Int) throws(ForestError) {
        switch self {
        case .values(let values):
            guard values.count == rows else { throw .targetCount(found: values.count, rows: rows) }
            if let row = values.firstIndex(where: { !$0.isFinite }) { throw .targetNotFinite(row: row) }
        case .classes(let classes, let count, let weights):
            guard (2...65536).contains(count) else { throw .classCount(count) }
            guard classes.count == rows else { throw .targetCount(found: classes.count, rows: rows) }
            if let row = classes.firstIndex(where: { $0 < 0 || $0 >= count }) {
                throw .classOutside(row: row, found: Int(classes[row]), classes: count)
            }
            if let weights, weights.count != count || !weights.allSatisfy({ $0 > 0 && $0.isFinite }) { throw .classWeights(weights, classes: count) }
        }
    }

    /// 0 where numbers are learnt.
    var classCount: Int {
        switch self {
        case .values: 0
        case .classes(_, let count, _): count
        }
    }

    /// A number near all of them, taken off before sums are made, so that their digits tell values apart.
    var center: Double {
        switch self {
        case .values(let values): Double(Float(values.reduce(0.0) { $0 + Double($1) } / Double(max(values.count, 1))))
        case .classes: 0
        }
    }

    /// What is summed over a node's rows: (w y, w); of more than two classes (class, w).
    ///
    /// Of two classes Gini's impurity is twice the variance of the class's number, so that they are learnt as numbers are.
    func moment(_ row: Int, weight: Double, center: Double) -> SIMD2<Double> {
        switch self {
        case .values(let values): return SIMD2(weight * (Double(values[row]) - center), weight)
        case .classes(let classes, let count, let weights):
            let own = weights.map { weight * $0[Int(classes[row])] } ?? weight
            return SIMD2(count > 2 ? Double(classes[row]) : own * Double(classes[row]), own)
        }
    }
}
