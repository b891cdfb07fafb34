import Datasets
import Foundation
import Materials

/// One number for each of some materials: a column of a table by any program, or a target of a data set. Predictions of others are such, and
/// the true values that they are compared with.
public struct MaterialValues: Equatable, Sendable {
    /// What messages call it: the file's path.
    public let name: String
    /// What the numbers are: the name of their column.
    public let column: String
    /// Unit of the numbers, where that is known.
    public let unit: String?
    /// [n] each once
    public let ids: [String]
    /// [n] NaN where there is none
    public let values: [Double]
    /// [n] part of a split; "all" where nothing is said of one
    public let splits: [String]
    /// What else the table says of its materials.
    public let columns: [PredictionTable.Column]

    /// How a column is found whose name the command line may say.
    public enum Choice: Equatable, Sendable {
        /// The first of the names given that the table has; where none is given: `prediction`, or the only column beside the id.
        case prediction([String])
        /// The name given; where none is: `target`, or `formation_energy_per_atom`.
        case target(String?)
    }

    /// Reads a table of ids and values. An empty field, "nan" and infinities say that there is no value.
    ///
    /// - Parameter id: the column of ids; nil: `material_id`, or `id`
    /// - Throws: `PredictionTableError` with the row and the column for what is no number, and for an id that stands there twice
    public init(readingFrom path: String, _ choice: Choice, id idName: String? = nil) throws(PredictionTableError) {
        var table: TableReader
        do { table = try TableReader(path: path) } catch { throw .table(error) }
        let (idColumn, column) = try Self.places(in: table, choice, id: idName)
        let (header, splitColumn) = (table.header, table.header.firstIndex(of: "split"))
        let others = header.indices.filter { $0 != idColumn && $0 != column && $0 != splitColumn }
        var (ids, values, splits): ([String], [Double], [String]) = ([], [], [])
        var texts = others.map { _ in [String]() }
        var rows: [String: Int] = [:]
        var fields = TableRow()
        while true {
            do { guard try table.next(into: &fields) else { break } } catch { throw .table(error) }
            let number = table.row
            func text(_ place: Int) throws(PredictionTableError) -> String {
                guard let text = fields.text(place) else {
                    throw .table(.notUTF8(path: path, place: "row \(number), column '\(header[place])'"))
                }
                return text
            }
            let id = try text(idColumn)
            guard !id.isEmpty else {
                throw .badField(path: path, row: number, column: header[idColumn], found: id, expected: "the name of a material")
            }
            if let other = rows.updateValue(number, forKey: id) { throw .repeatedID(path: path, row: number, id: id, other: other) }
            ids.append(id)
            let field = try text(column).trimmingCharacters(in: .whitespaces)
            guard let value = field.isEmpty ? .nan : Double(field) else {
                throw .badField(path: path, row: number, column: header[column], found: field, expected: "a number, or nothing")
            }
            values.append(value.isFinite ? value : .nan)
            let split = try splitColumn.map(text) ?? ""
            splits.append(split.isEmpty ? Self.noSplit : split)
            for (place, other) in others.enumerated() { texts[place].append(try text(other)) }
        }
        self.init(
            name: path, column: header[column], ids: ids, values: values, splits: splits,
            columns: zip(others, texts).map { PredictionTable.Column(name: header[$0], values: $1) })
    }

    /// The targets of a data set, with what it says of its materials; parts are those of its stored split, if it has just one.
    ///
    /// - Throws: `DatasetError` for a target that it has not
    public init(_ dataset: Dataset, target: String) throws(DatasetError) {
        let rows = Array(0..<dataset.count)
        let parts = dataset.splitNames.count == 1 ? try dataset.split(dataset.splitNames[0]).map { SplitPart(rawValue: $0) ?? .unused } : nil
        self.init(
            name: dataset.path, column: target, unit: dataset.unit(ofTarget: target).isEmpty ? nil : dataset.unit(ofTarget: target),
            ids: rows.map(dataset.id), values: try dataset.target(target).map { Double($0) },
            splits: rows.map { parts?[$0].word ?? Self.noSplit }, columns: try PredictionTable.descriptions(dataset, rows: rows))
    }

    /// The targets of predictions, with what is said there of the materials; what is said of the model that made them is left out.
    ///
    /// - Throws: `PredictionTableError.repeatedID`
    public init(targetsOf table: PredictionTable, name: String) throws(PredictionTableError) {
        var rows: [String: Int] = [:]
        for (row, id) in table.ids.enumerated() {
            if let other = rows.updateValue(row + 1, forKey: id) { throw .repeatedID(path: name, row: row + 1, id: id, other: other) }
        }
        self.init(
            name: name, column: "target", ids: table.ids, values: table.targets.map { $0 ?? .nan }, splits: table.splits,
            columns: table.columns.filter { column in
                !["seen_", "scaled_", "isotonic_", "conformal_"].contains { column.name.hasPrefix($0) }
            })
    }

    private static func places(
        in table: borrowing TableReader, _ choice: Choice, id: String?
    ) throws(PredictionTableError) -> (id: Int, values: Int) {
        let header = table.header
        let idColumn: Int
        do {
            for name in header { _ = try table.column(name) }
            idColumn = try table.column(id ?? (header.contains("material_id") ? "material_id" : "id"))
        } catch {
            throw .table(error)
        }
        guard let name = choice.column(of: header, besides: header[idColumn]) else {
            throw .undecidedColumn(path: table.path, option: choice.option, available: header)
        }
        do { return (idColumn, try table.column(name)) } catch { throw .table(error) }
    }

    private init(
        name: String, column: String, unit: String? = nil, ids: [String], values: [Double], splits: [String],
        columns: [PredictionTable.Column]
    ) {
        self.unit = unit
        self.name = name
        self.column = column
        self.ids = ids
        self.values = values
        self.splits = splits
        self.columns = columns
    }

    private static let noSplit = "all"
}

extension MaterialValues.Choice {
    /// The flag that names the column.
    var option: String {
        switch self {
        case .prediction: "prediction"
        case .target: "target"
        }
    }

    /// nil where a table leaves it open. A name that was given and that the table lacks comes back as it is.
    func column(of header: [String], besides id: String) -> String? {
        switch self {
        case .prediction(let names):
            if let first = names.first { return names.first(where: header.contains) ?? first }
            if header.contains("prediction") { return "prediction" }
            let rest = header.filter { $0 != id && !["split", "target", "formula", "composition", "label"].contains($0) }
            return rest.count == 1 ? rest[0] : nil
        case .target(let name):
            return name ?? ["target", "formation_energy_per_atom"].first(where: header.contains)
        }
    }
}
