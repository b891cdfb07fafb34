/// What is left of the candidates after each step of the triage, and how much of it truly is stable.
public struct TriageFunnel: Sendable {
    public struct Step: Sendable, Equatable {
        public let name: String
        public let count: Int
        /// Whose truth is known …
        public let known: Int
        /// … and of these.
        public let stable: Int
    }

    public let steps: [Step]

    public init(_ screening: Screening, threshold: Double) {
        var rows = Array(screening.ids.indices)
        var steps: [Step] = []
        func add(_ name: String) {
            let known = rows.filter { screening.truth[$0].isFinite }
            steps.append(Step(name: name, count: rows.count, known: known.count, stable: known.count { screening.truth[$0] <= threshold }))
        }
        add("candidates")
        rows = rows.filter { screening.prediction[$0].isFinite }
        add("with a predicted distance")
        if let isApart = screening.isApart {
            rows = rows.filter { !isApart[$0] }
            add("and not flagged")
        }
        let limit = threshold == 0 ? "0" : "\(threshold)"
        let criteria: [(Screening.Criterion, String)] = [
            (.prediction, "ΔE pred ≤ \(limit)"), (.everyPrediction, "every ΔE pred ≤ \(limit)"), (.predictionPlusDeviation, "ΔE pred + σ ≤ \(limit)"),
        ]
        for (criterion, name) in criteria where screening.criteria.contains(criterion) {
            let decision = screening.decision(criterion)
            rows = rows.filter { decision[$0] <= threshold }
            add(name)
        }
        if let isUnique = screening.isUnique {
            rows = rows.filter { isUnique[$0] }
            add("and a new prototype")
        }
        self.steps = steps
    }
}
