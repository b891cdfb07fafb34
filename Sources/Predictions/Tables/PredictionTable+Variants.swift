import Datasets

/// Predictions of several structures of one material.
extension PredictionTable {
    /// The label that a material has once it is relaxed, beside the label of another of its structures.
    package static let relaxedLabelColumn = "relaxed_label"

    /// Of each row the label of the structure that its material is called by, where the row is another one: the relaxed one where that was named
    /// first. nil where a data set has no labels or no such rows, or keeps a column of that name.
    static func relaxedLabels(_ dataset: Dataset, rows: [Int]) throws(DatasetError) -> Column? {
        guard dataset.haveVariants, dataset.representation == .wyckoff, !dataset.columnNames.contains(relaxedLabelColumn) else { return nil }
        let materials = try dataset.materials()
        let namesakes = try dataset.namesakes(materials)
        let labels = rows.map { row in namesakes[Int(materials.ofRow[row])].map { $0 == row ? "" : dataset.label($0) } ?? "" }
        return labels.allSatisfy(\.isEmpty) ? nil : Column(name: relaxedLabelColumn, values: labels)
    }

    /// Whether its rows are structures of materials.
    package var haveVariants: Bool {
        let names = Set(columns.map(\.name))
        return names.contains(MaterialRows.column) && names.contains(MaterialRows.structureColumn)
    }

    /// How many materials its rows are structures of; nil where each is one.
    package var materialCount: Int? {
        guard haveVariants, let materials = column(MaterialRows.column) else { return nil }
        let count = materials.count(where: \.isEmpty) + Set(materials).subtracting([""]).count
        return count < self.count ? count : nil
    }
}
