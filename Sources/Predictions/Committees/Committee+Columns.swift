import Datasets

extension Committee {
    /// The columns of a committee's predictions that hold those of its parts: `prediction_by_NAME`, `total_by_NAME`.
    static let predictionPrefix = "prediction_by_"
    static let deviationPrefix = "total_by_"

    /// What each part predicts, in the target's unit, a class by its name, and of numbers the standard deviation, which is 0 where a part has none.
    static func columns(of parts: [Part]) -> [PredictionTable.Column] {
        parts.flatMap { part in
            let (table, name) = (part.table, predictionPrefix + part.name)
            guard table.task == .regression else {
                return [PredictionTable.Column(name: name, values: table.combined.prediction.map { table.className(Int($0)) })]
            }
            return [
                PredictionTable.Column(name: name, numbers: table.combined.prediction),
                PredictionTable.Column(name: deviationPrefix + part.name, numbers: table.combined.total),
            ]
        }
    }

    /// What the parts know of the materials, each column as the first part has it that says something. What training has met is what that of any of
    /// them has met, and an element is new where it is to one of them. What is said of one model's uncertainty is left out.
    static func descriptions(of parts: [Part]) -> [PredictionTable.Column] {
        var names: [String] = []
        for part in parts { names += part.table.columns.map(\.name).filter { !names.contains($0) && !isOfOneModel($0) } }
        return names.map { name in
            let columns = parts.compactMap { part in part.table.columns.first { $0.name == name } }
            let rows = 0..<parts[0].table.count
            if name == TrainedMaterials.unseenElements {
                return PredictionTable.Column(
                    name: name, values: rows.map { row in Set(columns.flatMap { $0[row].split(separator: " ") }).sorted().joined(separator: " ") })
            }
            let isSeen = TrainedMaterials.Trait.allCases.contains { $0.column == name }
            return PredictionTable.Column(
                name: name,
                values: rows.map { row in
                    if isSeen, columns.contains(where: { $0[row] == "1" }) { return "1" }
                    return columns.lazy.map { $0[row] }.first { !$0.isEmpty } ?? ""
                })
        }
    }

    private static func isOfOneModel(_ name: String) -> Bool {
        ["low_90", "high_90"].contains(name)
            || ["scaled_", "isotonic_", "conformal_", "calibrated_probability_", predictionPrefix, deviationPrefix].contains { name.hasPrefix($0) }
    }
}

extension PredictionTable {
    /// What one part of a committee predicts of each row, with its standard deviation.
    public struct CommitteePart: Sendable {
        public let name: String
        /// [n] NaN where nothing is predicted
        public let prediction: [Double]
        /// [n] 0 where there is none
        public let deviation: [Double]
    }

    /// The parts of a committee that has predicted numbers, as its columns tell them; empty where these are no committee's predictions.
    public var committeeParts: [CommitteePart] {
        guard task == .regression else { return [] }
        let parts = columns.compactMap { column -> CommitteePart? in
            guard column.name.hasPrefix(Committee.predictionPrefix) else { return nil }
            let name = String(column.name.dropFirst(Committee.predictionPrefix.count))
            guard let deviation = columns.first(where: { $0.name == Committee.deviationPrefix + name }) else { return nil }
            return CommitteePart(name: name, prediction: column.numbers, deviation: deviation.numbers.map { $0.isFinite ? $0 : 0 })
        }
        return parts.count > 1 ? parts : []
    }
}
