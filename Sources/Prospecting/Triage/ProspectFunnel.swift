/// How many proposals were left after each step of a triage. Shares of a triage have funnels of their own, whose sum is that of the whole.
public struct ProspectFunnel: Hashable, Sendable {
    /// Numbers of the source that hold a proposal.
    public private(set) var proposed = 0
    public private(set) var dropped: [DropReason: Int] = [:]
    public private(set) var predicted = 0
    /// Of the predicted those against which too little competes, or that cannot be, as their flags say; the others go on.
    public private(set) var flagged = 0
    /// Predicted on the hull or below it …
    public private(set) var stable = 0
    /// … and so even after κσ was added.
    public private(set) var stableWithDeviation = 0
    /// The distances to the hull that were predicted of all that go on.
    public private(set) var distances = DistanceHistogram()

    public init() {}

    public mutating func notePrediction(of candidate: RankedCandidate, isFlagged: Bool) {
        predicted += 1
        guard !isFlagged else {
            flagged += 1
            return
        }
        distances.add(candidate.distance)
        guard candidate.distance <= 0 else { return }
        stable += 1
        if candidate.score <= 0 { stableWithDeviation += 1 }
    }

    public mutating func noteProposal() { proposed += 1 }

    public mutating func noteDrop(_ reason: DropReason) { dropped[reason, default: 0] += 1 }

    public mutating func add(_ other: ProspectFunnel) {
        self = ProspectFunnel(counts: zip(counts, other.counts).map(+))
    }

    /// The steps as a table has them: what was left after each, in the order in which they are taken. Steps at which nothing was dropped are
    /// there too, unless nobody asked for them.
    ///
    /// - Parameters:
    ///   - kappa: of the triage, for its name
    ///   - asked: reasons that were asked about
    public func steps(kappa: Double, asked: Set<DropReason>) -> [(name: String, count: Int)] {
        var steps = [(name: "proposed", count: proposed)]
        var left = proposed
        for reason in DropReason.allCases where asked.contains(reason) || dropped[reason, default: 0] > 0 {
            left -= dropped[reason, default: 0]
            steps.append((name: reason.rawValue, count: left))
        }
        steps.append((name: "predicted", count: predicted))
        steps.append((name: "not flagged", count: predicted - flagged))
        steps.append((name: "ΔE pred ≤ 0", count: stable))
        let deviations = kappa == 1 ? "σ" : "\(kappa) σ"
        steps.append((name: "ΔE pred + \(deviations) ≤ 0", count: stableWithDeviation))
        return steps
    }

    /// All numbers in one row, to be summed over ranks and written down.
    public var counts: [Int64] {
        ([proposed, predicted, flagged, stable, stableWithDeviation] + DropReason.allCases.map { dropped[$0, default: 0] }).map(Int64.init)
            + distances.counts
    }

    public static var countsCount: Int { 5 + DropReason.allCases.count + DistanceHistogram.binCount }

    /// - Parameter counts: as ``counts`` has them, ``countsCount`` numbers
    public init(counts: [Int64]) {
        precondition(counts.count == Self.countsCount, "as many counts as a funnel has")
        let first = counts.prefix(5).map(Int.init)
        (proposed, predicted, flagged, stable, stableWithDeviation) = (first[0], first[1], first[2], first[3], first[4])
        let reasons = DropReason.allCases
        for (reason, count) in zip(reasons, counts[5...]) where count != 0 { dropped[reason] = Int(count) }
        distances = DistanceHistogram(counts: Array(counts[(5 + reasons.count)...]))
    }
}
