import Predictions


/// The errors of materials that share a trait with some material of training, and of those that do not.
struct LeakageMetrics: Encodable, Equatable {
    /// composition, prototype or label
    var trait: String
    var rowsSeen: Int
    var rowsUnseen: Int
    /// Rows of which it is not known, as they have no label.
    var rowsUnknown: Int
    var seen: SplitMetrics
    var unseen: SplitMetrics

    /// Of rows with a known target, how many are seen, 0 … 1; 0 without rows.
    var shareSeen: Double { rowsSeen + rowsUnseen > 0 ? Double(rowsSeen) / Double(rowsSeen + rowsUnseen) : 0 }
}

extension LeakageMetrics {
    /// By trait, as far as the predictions have columns `seen_composition`, `seen_prototype`, `seen_label`.
    /// - Parameter table: the rows of one split
    static func all(split: String, table: PredictionTable) -> [LeakageMetrics] {
        let known = table.rowsWithTarget
        return TrainedMaterials.Trait.allCases.compactMap { trait in
            guard let marks = known.column(trait.column) else { return nil }
            let seen = marks.indices.filter { marks[$0] == "1" }
            let unseen = marks.indices.filter { marks[$0] == "0" }
            guard !seen.isEmpty || !unseen.isEmpty else { return nil }
            return LeakageMetrics(
                trait: trait.rawValue, rowsSeen: seen.count, rowsUnseen: unseen.count, rowsUnknown: marks.count - seen.count - unseen.count,
                seen: SplitMetrics(split: "\(split), \(trait.rawValue) seen", table: known.selecting(seen)),
                unseen: SplitMetrics(split: "\(split), \(trait.rawValue) unseen", table: known.selecting(unseen)))
        }
    }
}
