import Datasets
import Foundation
import Materials

/// One number or class for each of some materials: a column of a table by any program, or a target of a data set. Predictions of others are such,
/// and the true values that they are compared with.
public struct MaterialValues: Equatable, Sendable {
    /// What messages call it: the file's path.
    public let name: String
    /// What the numbers are: the name of their column.
    public let column: String
    /// Unit of the numbers, where that is known.
    public let unit: String?
    /// [n] each once
    public let ids: [String]
    /// [n] NaN where there is none; numbers of classes where there are classes
    public let values: [Double]
    /// [classes × n] where a table tells them; else empty
    public let probabilities: [[Double]]
    /// 0: values are numbers
    public let classCount: Int
    public let classNames: ClassNames?
    /// Whether values are zeros and ones alone, of which nobody has said that they are numbers or classes.
    public let mayBeClasses: Bool
    /// [n] part of a split; "all" where nothing is said of one
    public let splits: [String]
    /// What else the table says of its materials.
    public let columns: [PredictionTable.Column]

    /// How a column is found whose name the command line may say.
    public enum Choice: Equatable, Sendable {
        /// The first of the names given that the table has; where none is given: `prediction`, or the only column beside the id; where classes are
        /// predicted also a probability for each of them, or `predicted_class`.
        case prediction([String])
        /// The name given; where none is: `target`, or `formation_energy_per_atom`.
        case target(String?)
    }

    /// Reads a table of ids and values. What says that there is no value is ``TableNumber``'s to know.
    ///
    /// - Parameters:
    ///   - id: the column of ids; nil: `material_id`, or `id`, else a first column without a name
    ///   - coding: the classes that its values are to be read as; nil: they are numbers, or true values say themselves what they are
    /// - Throws: `PredictionTableError` with the row and the column for what is no number, or none of the classes, and for an id that stands there twice
    public init(
        readingFrom path: String, _ choice: Choice, id idName: String? = nil, as coding: ClassCoding? = nil
    ) throws(PredictionTableError) {
        var table: TableReader
        do { table = try TableReader(path: path) } catch { throw .table(error) }
        let (idColumn, valueColumns) = try Self.places(in: table, choice, id: idName, coding)
        let (header, splitColumn) = (table.header, table.header.firstIndex(of: "split"))
        let others = header.indices.filter { $0 != idColumn && !valueColumns.contains($0) && $0 != splitColumn }
        var (ids, splits, numbers): ([String], [String], [Int]) = ([], [], [])
        var fieldsOfValues = valueColumns.map { _ in [String]() }
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
            numbers.append(number)
            for (place, column) in valueColumns.enumerated() { fieldsOfValues[place].append(try text(column).trimmingCharacters(in: .whitespaces)) }
            let split = try splitColumn.map(text) ?? ""
            splits.append(split.isEmpty ? Self.noSplit : split)
            for (place, other) in others.enumerated() { texts[place].append(try text(other)) }
        }
        let fieldColumns = zip(valueColumns, fieldsOfValues).map { ColumnFields(path: path, column: header[$0], rows: numbers, texts: $1) }
        self.init(
            name: path, column: fieldColumns.map(\.column).joined(separator: ", "), ids: ids, try Self.meant(fieldColumns, choice, coding),
            splits: splits, columns: zip(others, texts).map { PredictionTable.Column(name: header[$0], values: $1) })
    }

    private static func meant(_ columns: [ColumnFields], _ choice: Choice, _ coding: ClassCoding?) throws(PredictionTableError) -> MeantValues {
        if columns.count > 1, let coding { return try ColumnFields.probabilities(columns, coding) }
        switch (choice, coding) {
        case (.prediction, let coding?): return try columns[0].classes(coding, mayBeProbabilities: true)
        case (.prediction, nil): return MeantValues(values: try columns[0].numbers())
        case (.target, let coding?) where coding.isCertain: return try columns[0].classes(coding, mayBeProbabilities: false)
        case (.target, _): return try columns[0].truth()
        }
    }

    /// The targets of a data set, with what it says of its materials; parts are those of its stored split, if it has just one.
    ///
    /// - Parameter coding: the classes that they are compared as; nil: as the data set has them
    /// - Throws: `DatasetError` for a target that it has not, and for a class that the others have not
    public init(_ dataset: Dataset, target: String, as coding: ClassCoding? = nil) throws(DatasetError) {
        let classes = coding.map(\.names) ?? dataset.classes(ofTarget: target)
        let values = try dataset.target(target, inClasses: classes?.names)
        if let coding, let row = values.firstIndex(where: { !$0.isNaN && !(0..<coding.count).contains(Int(exactly: $0) ?? -1) }) {
            throw .array(
                path: dataset.path, name: "targets/\(target)", index: row, expected: "a class, 0 to \(coding.count - 1), as in the predictions",
                found: "\(values[row]) (\(dataset.id(row)))")
        }
        let meant = MeantValues(
            values: values, classCount: coding?.count ?? classes?.count ?? 0, classNames: classes,
            mayBeClasses: coding == nil && classes == nil && Set(values.filter { !$0.isNaN }) == [0, 1])
        let rows = Array(0..<dataset.count)
        let parts = dataset.splitNames.count == 1 ? try dataset.split(dataset.splitNames[0]).map { SplitPart(rawValue: $0) ?? .unused } : nil
        self.init(
            name: dataset.path, column: target, unit: dataset.unit(ofTarget: target).isEmpty ? nil : dataset.unit(ofTarget: target),
            ids: rows.map(dataset.id), meant,
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
            name: name, column: "target", ids: table.ids,
            MeantValues(
                values: table.targets.map { $0 ?? .nan }, classCount: table.classCount, classNames: table.classNames.map(ClassNames.init)),
            splits: table.splits,
            columns: table.columns.filter { column in
                !["seen_", "calibrated_probability_", "scaled_", "isotonic_", "conformal_"].contains { column.name.hasPrefix($0) }
            })
    }

    private static func places(
        in table: borrowing TableReader, _ choice: Choice, id: String?, _ coding: ClassCoding?
    ) throws(PredictionTableError) -> (id: Int, values: [Int]) {
        let header = table.header
        let idColumn: Int
        do {
            for name in header { _ = try table.column(name) }
            // What pandas calls the index, and writes without a name, is taken for ids where nothing else is.
            let usual = ["material_id", "id"].first(where: header.contains) ?? (header.first?.isEmpty == true ? "" : "material_id")
            idColumn = try table.column(id ?? usual)
        } catch {
            throw .table(error)
        }
        if choice == .prediction([]), let places = coding?.probabilityColumns(in: header) { return (idColumn, places) }
        guard let name = choice.column(of: header, besides: header[idColumn], areClasses: coding != nil) else {
            throw .undecidedColumn(path: table.path, option: choice.option, available: header)
        }
        do { return (idColumn, [try table.column(name)]) } catch { throw .table(error) }
    }

    private init(
        name: String, column: String, unit: String? = nil, ids: [String], _ meant: MeantValues, splits: [String],
        columns: [PredictionTable.Column]
    ) {
        values = meant.values
        probabilities = meant.probabilities
        classCount = meant.classCount
        classNames = meant.classNames
        mayBeClasses = meant.mayBeClasses
        self.unit = unit
        self.name = name
        self.column = column
        self.ids = ids
        self.splits = splits
        self.columns = columns
    }

    private static let noSplit = "all"

    /// Materials of which the column says nothing; nil where it says something of each.
    public var unknown: RowLoss? {
        let unknown = ids.indices.lazy.filter { values[$0].isNaN }
        return RowLoss(rows: ids.count, faults: unknown.map { (id: ids[$0], reason: "\(column) is not known") })
    }

    /// How predictions that are compared with these true values are to be read; nil: as numbers.
    public var coding: ClassCoding? {
        if classCount > 0 { return ClassCoding(count: classCount, names: classNames) }
        return mayBeClasses ? ClassCoding(count: 2, names: nil, isCertain: false) : nil
    }
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
    func column(of header: [String], besides id: String, areClasses: Bool = false) -> String? {
        switch self {
        case .prediction(let names):
            if let first = names.first { return names.first(where: header.contains) ?? first }
            if header.contains("prediction") { return "prediction" }
            if areClasses, header.contains("predicted_class") { return "predicted_class" }
            let rest = header.filter { $0 != id && !["split", "target", "formula", "composition", "label"].contains($0) }
            return rest.count == 1 ? rest[0] : nil
        case .target(let name):
            return name ?? ["target", "formation_energy_per_atom"].first(where: header.contains)
        }
    }
}
