import Datasets

extension PredictionTable {
    /// What became of the rows of two tables that were put together by their ids.
    public struct Join: Equatable, Sendable {
        /// Materials of the true values that have no prediction; they stay, without one.
        public let unpredicted: Int
        /// Predictions of materials that the true values lack; they are left out.
        public let strangers: Int
        /// Parts of the true values of which nothing is predicted, with their sizes; they are left out.
        public let passedOver: [Part]

        public struct Part: Equatable, Sendable {
            public let split: String
            public let materials: Int
        }
    }

    /// Predictions of others: no member, no uncertainty, no target.
    public init(_ predictions: MaterialValues) {
        self.init(
            ids: predictions.ids, splits: predictions.splits, targets: predictions.ids.map { _ in nil }, certain: predictions.values,
            of: predictions, places: predictions.ids.indices.map { $0 }, columns: predictions.columns)
    }

    /// Predictions of others with true values, in the order of these; a material without a prediction has NaN there. Further columns are
    /// those of the true values, then those of the predictions that have other names.
    ///
    /// - Throws: `PredictionTableError.nothingShared` where no material is in both
    public static func joining(
        _ predictions: MaterialValues, to truth: MaterialValues
    ) throws(PredictionTableError) -> (table: PredictionTable, join: Join) {
        let place = Dictionary(uniqueKeysWithValues: zip(predictions.ids, predictions.ids.indices))
        let shared = truth.ids.indices.filter { place[truth.ids[$0]] != nil }
        guard !shared.isEmpty else {
            throw .nothingShared(path: predictions.name, id: predictions.ids.first ?? "", truth: truth.name, other: truth.ids.first ?? "")
        }
        let predicted = Set(shared.map { truth.splits[$0] })
        let rows = truth.ids.indices.filter { predicted.contains(truth.splits[$0]) }
        let places = rows.map { place[truth.ids[$0]] }
        let values = places.map { $0.map { predictions.values[$0] } ?? .nan }
        let names = Set(truth.columns.map(\.name))
        let own = predictions.columns.filter { !names.contains($0.name) }.map { column in
            Column(name: column.name, values: places.map { $0.map { column[$0] } ?? "" })
        }
        var sizes: [String: Int] = [:]
        for split in truth.splits where !predicted.contains(split) { sizes[split, default: 0] += 1 }
        let join = Join(
            unpredicted: values.count { $0.isNaN }, strangers: predictions.ids.count - shared.count,
            passedOver: sizes.sorted { $0.key < $1.key }.map { Join.Part(split: $0.key, materials: $0.value) })
        let table = PredictionTable(
            ids: rows.map { truth.ids[$0] }, splits: rows.map { truth.splits[$0] },
            targets: rows.map { truth.values[$0].isNaN ? nil : truth.values[$0] }, certain: values,
            of: predictions, places: places, columns: truth.columns.map { $0.selecting(rows) } + own)
        return (table, join)
    }

    /// - Parameters:
    ///   - values: what is predicted of each row, a number or a class
    ///   - predictions: what also says whether there are classes, and how probable they are
    ///   - places: of the rows among those predictions
    private init(
        ids: [String], splits: [String], targets: [Double?], certain values: [Double], of predictions: MaterialValues, places: [Int?],
        columns: [Column]
    ) {
        let none = [Double](repeating: 0, count: ids.count)
        let probabilities = predictions.probabilities.map { kind in places.map { $0.map { kind[$0] } ?? .nan } }
        // Of one model all that is uncertain is so by its own word.
        let entropies = probabilities.isEmpty ? none : EnsemblePrediction.classification(probabilities: [probabilities]).combined.total
        self.init(
            ids: ids, splits: splits, targets: targets,
            combined: EnsemblePrediction(prediction: values, epistemic: none, aleatoric: entropies, total: entropies), members: [],
            probabilities: probabilities, classCount: predictions.classCount, classNames: predictions.classNames?.names, columns: columns)
    }
}
