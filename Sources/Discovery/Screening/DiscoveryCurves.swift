/// What calculating candidates in the order of a prediction would find, calculation by calculation.
public struct DiscoveryCurves: Sendable {
    /// What is found within some distance of the hull.
    public struct Target: Sendable {
        /// eV/atom: a material at or below it counts.
        public let distance: Double
        /// How many candidates count, of all whose truth is known.
        public let positives: Int
        /// [points] how many of them the first calculations find.
        public let found: [Int]
    }

    /// [points] numbers of calculations, ascending; the last is all candidates.
    public let calculations: [Int]
    public let targets: [Target]
    /// How many candidates the model would have calculated: those at or below the threshold.
    public let stop: Int
    public let candidates: Int

    /// - Parameters:
    ///   - distances: of the targets, eV/atom
    ///   - points: how many points a curve has at most
    public init(_ screening: Screening, criterion: Screening.Criterion, threshold: Double, distances: [Double], points: Int = 400) {
        let decision = screening.decision(criterion)
        let order = screening.order(criterion).filter { screening.truth[$0].isFinite }
        let truth = order.map { screening.truth[$0] }
        stop = order.count { decision[$0] <= threshold }
        candidates = screening.truth.count(where: \.isFinite)
        let last = order.count
        var places = Set((1...max(points, 2)).map { Int((Double($0) / Double(max(points, 2)) * Double(last)).rounded()) })
        // The first calculations are the ones that will be made: they are shown one by one.
        places.formUnion([1, 2, 3, 5, 8, 12, 20, 30, 50, 80, stop, last])
        let calculations = places.filter { $0 > 0 && $0 <= last }.sorted()
        self.calculations = calculations
        targets = distances.map { distance in
            var found = 0
            var next = 0
            let counts = calculations.map { count in
                while next < count {
                    if truth[next] <= distance { found += 1 }
                    next += 1
                }
                return found
            }
            return Target(distance: distance, positives: screening.truth.count { $0 <= distance }, found: counts)
        }
    }

    /// [points] the share of the calculations that find something.
    public func precision(_ target: Target) -> [Double] { zip(target.found, calculations).map { Double($0) / Double($1) } }

    /// [points] the share of what there is that has been found.
    public func recall(_ target: Target) -> [Double?] {
        target.found.map { target.positives > 0 ? Double($0) / Double(target.positives) : nil }
    }

    /// [points] precision over the prevalence.
    public func enrichment(_ target: Target) -> [Double?] {
        let prevalence = Double(target.positives) / Double(max(candidates, 1))
        return precision(target).map { prevalence > 0 ? $0 / prevalence : nil }
    }
}

/// The trade between finding what is stable and choosing what is not, over all thresholds of the decision.
public struct OperatingCurve: Sendable {
    public struct Point: Sendable, Equatable {
        /// eV/atom: candidates at or below it are chosen.
        public let threshold: Double
        public let truePositiveRate: Double
        public let falsePositiveRate: Double
        public let precision: Double
    }

    /// From the most to the least choosy; equal decisions are one point.
    public let points: [Point]
    /// Area under true against false positive rate: the chance that a stable material is ranked before an unstable one.
    public let area: Double
    /// Mean precision, weighted with the growth of recall.
    public let averagePrecision: Double

    /// nil unless there are stable and unstable materials with predictions.
    public init?(_ screening: Screening, criterion: Screening.Criterion, threshold: Double) {
        let decision = screening.decision(criterion)
        let order = screening.order(criterion).filter { screening.truth[$0].isFinite }
        let positives = order.count { screening.truth[$0] <= threshold }
        let negatives = order.count - positives
        guard positives > 0, negatives > 0 else { return nil }
        var points: [Point] = []
        var (found, wrong, area, average) = (0.0, 0.0, 0.0, 0.0)
        var next = 0
        while next < order.count {
            let (foundBefore, wrongBefore) = (found, wrong)
            let tie = decision[order[next]]
            while next < order.count, decision[order[next]] == tie {
                if screening.truth[order[next]] <= threshold { found += 1 } else { wrong += 1 }
                next += 1
            }
            let precision = found / (found + wrong)
            area += (wrong - wrongBefore) * (found + foundBefore) / 2
            average += (found - foundBefore) * precision
            points.append(
                Point(
                    threshold: tie, truePositiveRate: found / Double(positives), falsePositiveRate: wrong / Double(negatives),
                    precision: precision))
        }
        self.points = points
        self.area = area / Double(positives * negatives)
        averagePrecision = average / Double(positives)
    }
}
