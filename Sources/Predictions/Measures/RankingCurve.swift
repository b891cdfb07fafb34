/// What becomes of precision, recall and false alarms as the score that counts as positive is lowered from the highest to the lowest.
public struct RankingCurve: Equatable, Sendable {
    /// Rows of one score and above, counted as positive.
    public struct Point: Equatable, Sendable {
        public let truePositives: Int
        public let falsePositives: Int
    }

    public let positives: Int
    public let negatives: Int
    /// One for each distinct score, from the highest; rows of one score come together, as nothing tells them apart.
    public let points: [Point]

    public init(isPositive: [Bool], scores: [Double]) {
        precondition(isPositive.count == scores.count)
        positives = isPositive.count { $0 }
        negatives = isPositive.count - positives
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        var points: [Point] = []
        var (found, wrong) = (0, 0)
        for (place, row) in order.enumerated() {
            if isPositive[row] { found += 1 } else { wrong += 1 }
            let isLast = place + 1 == order.count || scores[order[place + 1]] != scores[row]
            if isLast { points.append(Point(truePositives: found, falsePositives: wrong)) }
        }
        self.points = points
    }

    public func precision(_ point: Point) -> Double { Double(point.truePositives) / Double(point.truePositives + point.falsePositives) }

    public func recall(_ point: Point) -> Double { Double(point.truePositives) / Double(max(positives, 1)) }

    public func falsePositiveRate(_ point: Point) -> Double { Double(point.falsePositives) / Double(max(negatives, 1)) }

    /// Σ (R_n − R_{n−1}) P_n over the points: the area under the steps of precision against recall, nothing interpolated.
    /// - Returns: nil without a positive row
    public var averagePrecision: Double? {
        guard positives > 0 else { return nil }
        var before = 0.0
        return points.reduce(0) { sum, point in
            defer { before = recall(point) }
            return sum + (recall(point) - before) * precision(point)
        }
    }
}
