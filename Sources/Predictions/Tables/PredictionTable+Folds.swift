extension PredictionTable {
    /// The name of the column that says which fold has tested a material.
    public static let foldColumn = "test_fold"

    /// What the folds of a cross-validation say of the materials that each of them tests, fold after fold, with a further column of the folds.
    ///
    /// A member of one fold is another model than that of the same number in the next. Members that some fold lacks, because they diverged
    /// there, are left out of all; the ensembles' own predictions have them as they were.
    /// - Parameter folds: of one target, one fold at least; regressions with members that all state a deviation, or none that does
    public static func pooling(_ folds: [(name: String, table: PredictionTable)]) -> PredictionTable {
        let tables = folds.map(\.table)
        let shared = tables.dropFirst().reduce(tables[0].memberNumbers) { numbers, table in numbers.filter(table.memberNumbers.contains) }
        func joined(_ column: (PredictionTable) -> [Double]) -> [Double] { tables.flatMap(column) }
        func ofMembers(_ columns: (PredictionTable) -> [[Double]]) -> [[Double]] {
            guard tables.allSatisfy({ !columns($0).isEmpty }) else { return [] }
            return shared.map { number in
                tables.flatMap { table in table.memberNumbers.firstIndex(of: number).map { columns(table)[$0] } ?? [] }
            }
        }
        var names: [String] = []
        for table in tables { names += table.columns.map(\.name).filter { !names.contains($0) } }
        let columns = names.map { name in
            Column(name: name, values: tables.flatMap { $0.column(name) ?? [String](repeating: "", count: $0.count) })
        }
        let table = PredictionTable(
            ids: tables.flatMap(\.ids), splits: tables.flatMap(\.splits), targets: tables.flatMap(\.targets),
            combined: EnsemblePrediction(
                prediction: joined(\.combined.prediction), epistemic: joined(\.combined.epistemic), aleatoric: joined(\.combined.aleatoric),
                total: joined(\.combined.total)),
            members: ofMembers(\.members), memberNumbers: shared, memberDeviations: ofMembers(\.memberDeviations),
            probabilities: tables[0].probabilities.indices.map { place in joined { $0.probabilities[place] } },
            classCount: tables[0].classCount, classNames: tables[0].classNames, form: tables[0].form, columns: columns)
        return table.adding([
            Column(name: foldColumn, values: folds.flatMap { name, table in [String](repeating: name, count: table.count) })
        ])
    }
}
