import Datasets

extension PredictionTable {
    /// Formula, label and the columns that the data set kept. One whose name the table has a use for is called `kept_NAME`.
    package static func descriptions(_ dataset: Dataset, rows: [Int]) throws(DatasetError) -> [Column] {
        var columns = [Column(name: "formula", values: rows.map(dataset.formula))]
        if dataset.representation == .wyckoff { columns.append(Column(name: "label", values: rows.map(dataset.label))) }
        if let labels = try relaxedLabels(dataset, rows: rows) { columns.append(labels) }
        for name in dataset.columnNames {
            let values = try dataset.column(name)
            columns.append(Column(name: isReserved(name) ? "kept_\(name)" : name, values: rows.map { values[$0] == "nan" ? "" : values[$0] }))
        }
        return columns
    }

    private static func isReserved(_ name: String) -> Bool {
        let fixed = fixedColumns(of: .regression) + fixedColumns(of: .classification(classes: 2)) + nameColumns
        return (fixed + ["formula", "label", scaleColumn, foldColumn, "low_90", "high_90", TrainedMaterials.unseenElements]).contains(name)
            || [
                "member_", "aleatoric_", "probability_", "calibrated_probability_", "seen_", "scaled_", "isotonic_", "conformal_", "kept_",
                Committee.predictionPrefix, Committee.deviationPrefix,
            ].contains { name.hasPrefix($0) }
    }
}
