import Predictions

/// Probabilities of classes as the validation set mends them.
struct CalibratedClasses {
    /// How many validation rows that is fitted to.
    let fittedRows: Int
    /// nil: another in each fold.
    let temperature: Double?
    /// [classes × n]
    let probabilities: [[Double]]
}

extension ReportSubject {
    /// The probabilities of rows with the ensemble's temperature, or each fold's with that of the fold; nil where none was fitted, or not in
    /// every fold.
    func calibratedClasses(of table: PredictionTable) -> CalibratedClasses? {
        guard !table.probabilities.isEmpty else { return nil }
        guard !folds.isEmpty, let ofRow = table.column(PredictionTable.foldColumn) else {
            return applicableTemperature.map {
                CalibratedClasses(fittedRows: $0.rows, temperature: $0.temperature, probabilities: $0.calibrated(table.probabilities))
            }
        }
        var probabilities = table.probabilities
        var fittedRows = 0
        for fold in folds {
            guard let temperature = fold.temperature else { return nil }
            fittedRows += temperature.rows
            let rows = ofRow.indices.filter { ofRow[$0] == fold.name }
            for (kind, values) in temperature.calibrated(table.selecting(rows).probabilities).enumerated() {
                for (row, value) in zip(rows, values) { probabilities[kind][row] = value }
            }
        }
        return CalibratedClasses(fittedRows: fittedRows, temperature: nil, probabilities: probabilities)
    }
}
