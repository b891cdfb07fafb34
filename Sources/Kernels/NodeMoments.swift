/// What the sums over a node's rows say before any feature is looked at; moments are (w y, w).
public enum NodeMoments {
    /// Rows of the largest node whose best conceivable cut is worked out.
    public static let fewRows = 8

    /// Whether all rows have one y.
    public static func isPure(_ moments: Span<SIMD2<Double>>) -> Bool {
        guard moments.count > 1 else { return true }
        let first = moments[0]
        for row in 1..<moments.count where moments[row].x * first.y != first.x * moments[row].y { return false }
        return true
    }

    /// Whether all rows have one class, where moments are (class, w).
    public static func isOneClass(_ moments: Span<SIMD2<Double>>) -> Bool {
        for row in 0..<moments.count where moments[row].x != moments[0].x { return false }
        return true
    }

    /// Σ w y / Σ w and Σ w (y − mean)² / Σ w.
    public static func meanAndVariance(_ moments: Span<SIMD2<Double>>) -> (mean: Double, variance: Double, weight: Double) {
        var sum = SIMD2<Double>.zero
        for row in 0..<moments.count { sum += moments[row] }
        let mean = sum.x / sum.y
        guard moments.count > 1 else { return (mean, 0, sum.y) }
        var squares = 0.0
        for row in 0..<moments.count {
            let deviation = moments[row].x / moments[row].y - mean
            squares += moments[row].y * deviation * deviation
        }
        return (mean, squares / sum.y, sum.y)
    }

    /// The score that no cut of a few rows can exceed: the best of those between the rows in the order of y.
    ///
    /// A feature that reaches it ends the search, which near the leaves is often the first or second one.
    public static func bestConceivable(_ moments: Span<SIMD2<Double>>) -> Double {
        precondition(moments.count >= 2 && moments.count <= fewRows, "a few rows")
        return withUnsafeTemporaryAllocation(of: SIMD2<Double>.self, capacity: fewRows) { sorted in
            var sum = SIMD2<Double>.zero
            for row in 0..<moments.count {
                let moment = moments[row]
                sum += moment
                var place = row
                while place > 0 && sorted[place - 1].x * moment.y > moment.x * sorted[place - 1].y {
                    sorted[place] = sorted[place - 1]
                    place -= 1
                }
                sorted[place] = moment
            }
            var best = -Double.infinity
            var left = SIMD2<Double>.zero
            for row in 0..<moments.count - 1 {
                left += sorted[row]
                let right = sum - left
                best = max(best, left.x * left.x / left.y + right.x * right.x / right.y)
            }
            return best
        }
    }
}
