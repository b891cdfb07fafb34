import Datasets
import HDF5
import Materials

extension PredictionTable {
    /// The columns that every predictions file has, in this order; of a classification `target_class` and `predicted_class` follow where classes have
    /// names, then `member_W`, for a robust regression `aleatoric_W` and for a classification `probability_CLASS` columns, then whatever else is
    /// known of the rows.
    ///
    /// - Parameter task: the uncertainties of classes are entropies, and called so
    public static func fixedColumns(of task: Task) -> [String] {
        let parts = ["epistemic", "aleatoric", "total"]
        return ["material_id", "split", "target", "prediction"] + (task == .regression ? parts : parts.map { "entropy_\($0)" })
    }

    /// The names of the true and the predicted class, for people: what they stand beside says the same.
    static let nameColumns = ["target_class", "predicted_class"]

    /// Writes `predictions.csv`, whole or not at all: the header line, then one line a row.
    ///
    /// Numbers are written in the shortest form that reads back as the same number; a target that is not known is an empty field.
    /// - Throws: `unwritable`.
    public func write(to path: String) throws(PredictionTableError) {
        do { try AtomicFile.write(pieces: pieces, to: path) } catch {
            guard case HDF5Error.system(_, let operation, let reason) = error else { throw .unwritable(path: path, reason: "\(error)") }
            throw .unwritable(path: path, reason: "\(operation) failed: \(reason)")
        }
    }

    /// A number as the file has it; empty where it is none.
    static func field(_ value: Double) -> String { value.isFinite ? TableText.field(value) : "" }

    /// The text of the file.
    package var text: String { pieces.joined() }

    /// The text of the file, some rows at a time: of a million it would take more memory than all else.
    private var pieces: some Sequence<String> {
        let step = 4096
        // The header stands before the first row.
        return stride(from: -step, to: ids.count, by: step).lazy.map { first in
            first < 0 ? header : text(ofRows: first..<min(first + step, ids.count))
        }
    }

    private var header: String {
        let memberColumns = memberNumbers.map { "member_\($0)" }
        let deviationColumns = memberDeviations.isEmpty ? [] : memberNumbers.map { "aleatoric_\($0)" }
        let probabilityColumns = probabilities.indices.map { "probability_\(className($0))" }
        let nameColumns = classNames == nil ? [] : Self.nameColumns
        let scaleColumn = form.scale == nil ? [] : [Self.scaleColumn]
        return TableText.line(
            Self.fixedColumns(of: task) + nameColumns + memberColumns + deviationColumns + probabilityColumns + scaleColumn + columns.map(\.name))
    }

    private func text(ofRows rows: Range<Int>) -> String {
        var text = ""
        for row in rows {
            var fields = [ids[row], splits[row], targets[row].map { TableText.field($0) } ?? ""]
            fields += [combined.prediction, combined.epistemic, combined.aleatoric, combined.total].map { TableText.field($0[row]) }
            if let classNames { fields += [targets[row], combined.prediction[row]].map { $0.map { classNames[Int($0)] } ?? "" } }
            fields += (members + memberDeviations + probabilities).map { TableText.field($0[row]) }
            if let scale = form.scale { fields.append(scale.rawValue) }
            fields += columns.map { $0[row] }
            text += TableText.line(fields)
        }
        return text
    }

    /// Whether a table is one of another program: it lacks a prediction or an uncertainty by our names, of which others may have some.
    public static func isForeign(_ path: String) throws(PredictionTableError) -> Bool {
        let header: Set<String>
        do { header = Set(try TableReader(path: path).header) } catch { throw .table(error) }
        return ![Task.regression, .classification(classes: 2)].contains { header.isSuperset(of: fixedColumns(of: $0).dropFirst(3)) }
    }

    /// Reads `predictions.csv`. Columns may stand in any order, but for those of named classes' probabilities, which stand in the order of the classes'
    /// numbers; those of other names become further `columns`. Version 0.1 called entropies as it did deviations, and knew no names of classes.
    /// - Throws: `table` for what is no table or has other columns, `badField` for the first field that is wrong.
    public init(readingFrom path: String) throws(PredictionTableError) {
        var table: TableReader
        do { table = try TableReader(path: path) } catch { throw .table(error) }
        var columns: PredictionColumns
        do { columns = try PredictionColumns(of: table) } catch { throw .table(error) }
        var row = TableRow()
        while true {
            do { guard try table.next(into: &row) else { break } } catch { throw .table(error) }
            try columns.append(row, number: table.row)
        }
        self = columns.table
    }
}

/// The columns of a predictions file while it is being read.
private struct PredictionColumns {
    private let path: String
    private let header: [String]
    /// Where each fixed column stands in the file.
    private let fixed: [Int]
    private let memberNumbers: [Int]
    private let memberColumns: [Int]
    /// As many as members, or none.
    private let deviationColumns: [Int]
    private let probabilityColumns: [Int]
    private let scaleColumn: Int?
    private let classNames: [String]?
    /// Of the true and the predicted class's name, where there are such columns.
    private let nameColumns: [Int?]
    private let otherColumns: [Int]

    private var ids: [String] = []
    private var splits: [String] = []
    private var targets: [Double?] = []
    private var combined = [[Double]](repeating: [], count: 4)
    private var members: [[Double]]
    private var deviations: [[Double]]
    private var probabilities: [[Double]]
    private var others: [[String]]
    private var scale: TargetScale?

    init(of table: borrowing TableReader) throws(ReaderError) {
        let header = table.header
        for name in header { _ = try table.column(name) }
        var fixed: [Int] = []
        let isOfClasses = header.contains("entropy_total") && !header.contains("total")
        for name in PredictionTable.fixedColumns(of: isOfClasses ? .classification(classes: 2) : .regression) { fixed.append(try table.column(name)) }
        let numbered = Self.numbered("member_", in: header)
        let deviations = Self.numbered("aleatoric_", in: header)
        if !deviations.isEmpty, let gap = numbered.first(where: { member in !deviations.contains { $0.number == member.number } }) {
            throw .missingColumn(path: table.path, name: "aleatoric_\(gap.number)", available: header)
        }
        var probabilities = Self.numbered("probability_", in: header)
        let all = header.indices.filter { header[$0].hasPrefix("probability_") }
        let areNamed = isOfClasses && probabilities.count < all.count
        if areNamed { probabilities = all.enumerated().map { ($0.offset, $0.element) } }
        if let gap = probabilities.indices.first(where: { probabilities[$0].number != $0 }) {
            throw .missingColumn(path: table.path, name: "probability_\(gap)", available: header)
        }
        if probabilities.count == 1 || isOfClasses && probabilities.isEmpty {
            throw .missingColumn(path: table.path, name: "probability_\(probabilities.count)", available: header)
        }
        path = table.path
        self.header = header
        self.fixed = fixed
        memberNumbers = numbered.map(\.number)
        memberColumns = numbered.map(\.place)
        let members = Set(memberNumbers)
        deviationColumns = deviations.filter { members.contains($0.number) }.map(\.place)
        probabilityColumns = probabilities.map(\.place)
        scaleColumn = probabilities.isEmpty ? header.firstIndex(of: PredictionTable.scaleColumn) : nil
        classNames = areNamed ? all.map { String(header[$0].dropFirst("probability_".count)) } : nil
        nameColumns = areNamed ? PredictionTable.nameColumns.map(header.firstIndex) : [nil, nil]
        let known = Set(fixed + memberColumns + deviationColumns + probabilityColumns + (nameColumns + [scaleColumn]).compactMap { $0 })
        otherColumns = header.indices.filter { !known.contains($0) }
        self.members = [[Double]](repeating: [], count: numbered.count)
        self.deviations = [[Double]](repeating: [], count: deviationColumns.count)
        self.probabilities = [[Double]](repeating: [], count: probabilities.count)
        others = [[String]](repeating: [], count: otherColumns.count)
    }

    /// The columns PREFIX0, PREFIX1 … of a header, by number. A number with leading zeros is no such column.
    private static func numbered(_ prefix: String, in header: [String]) -> [(number: Int, place: Int)] {
        header.enumerated().compactMap { place, name in
            guard name.hasPrefix(prefix), let number = Int(name.dropFirst(prefix.count)), name == "\(prefix)\(number)" else { return nil }
            return (number, place)
        }.sorted { $0.number < $1.number }
    }

    mutating func append(_ row: TableRow, number: Int) throws(PredictionTableError) {
        var fields: [String] = []
        for column in header.indices {
            guard let text = row.text(column) else { throw .table(.notUTF8(path: path, place: "row \(number), column '\(header[column])'")) }
            fields.append(text)
        }
        let record = Record(number: number, fields: fields)
        let id = record.fields[fixed[0]]
        if id.isEmpty { throw badField(record, fixed[0], expected: "the name of a material") }
        ids.append(id)
        splits.append(record.fields[fixed[1]])
        targets.append(TableNumber.saysUnknown(record.fields[fixed[2]]) ? nil : try classOrNumber(record, fixed[2]))
        combined[0].append(try classOrNumber(record, fixed[3]))
        try check(record, nameColumns[0], names: targets.last ?? nil)
        try check(record, nameColumns[1], names: combined[0].last)
        for part in 1...3 { combined[part].append(try notNegative(record, fixed[3 + part])) }
        for (member, column) in memberColumns.enumerated() { members[member].append(try classOrNumber(record, column)) }
        for (index, column) in deviationColumns.enumerated() { deviations[index].append(try notNegative(record, column)) }
        if let scaleColumn { try note(scaleOf: record, scaleColumn) }
        for (index, column) in otherColumns.enumerated() { others[index].append(record.fields[column]) }
        for (index, column) in probabilityColumns.enumerated() { probabilities[index].append(try probability(record, column)) }
    }

    /// All rows are of one scale.
    private mutating func note(scaleOf record: Record, _ column: Int) throws(PredictionTableError) {
        guard let found = TargetScale(rawValue: record.fields[column]), ids.count == 1 || found == scale else {
            let known = scale.map { "\($0.rawValue), as above" } ?? TargetScale.allCases.map(\.rawValue).joined(separator: " or ")
            throw badField(record, column, expected: known)
        }
        scale = found
    }

    /// A row's texts and its number, from 1 below the header.
    private struct Record {
        let number: Int
        let fields: [String]
    }

    var table: PredictionTable {
        PredictionTable(
            ids: ids, splits: splits, targets: targets,
            combined: EnsemblePrediction(
                prediction: combined[0], epistemic: combined[1], aleatoric: combined[2], total: combined[3]),
            members: members, memberNumbers: memberNumbers, memberDeviations: deviations, probabilities: probabilities, classNames: classNames,
            form: TargetForm(scale: scale), columns: zip(otherColumns, others).map { PredictionTable.Column(name: header[$0], values: $1) })
    }

    private func number(_ record: Record, _ column: Int, expected: String) throws(PredictionTableError) -> Double {
        // What was written is read, however a member has diverged.
        let number = TableNumber(record.fields[column], below: .infinity)
        if case .notAValue(let reason) = number {
            throw .notANumber(path: path, row: record.number, column: header[column], reason: reason, expected: expected)
        }
        guard let value = number.value else { throw badField(record, column, expected: expected) }
        return value
    }

    private func classOrNumber(_ record: Record, _ column: Int) throws(PredictionTableError) -> Double {
        let classes = probabilityColumns.count
        guard classes > 0 else { return try number(record, column, expected: "a number") }
        let expected = "a class, 0 … \(classes - 1)"
        let value = try number(record, column, expected: expected)
        guard let index = Int(exactly: value), index >= 0, index < classes else { throw badField(record, column, expected: expected) }
        return value
    }

    /// A name beside a class's number must be that class's: else columns of probabilities stand in another order.
    private func check(_ record: Record, _ column: Int?, names number: Double?) throws(PredictionTableError) {
        guard let column, let classNames else { return }
        let expected = number.map { classNames[Int($0)] } ?? ""
        guard record.fields[column] == expected else {
            throw badField(record, column, expected: number.map { "'\(expected)', the class \(Int($0))," } ?? "nothing, as no target is known,")
        }
    }

    private func notNegative(_ record: Record, _ column: Int) throws(PredictionTableError) -> Double {
        let value = try number(record, column, expected: "a number, 0 or more")
        guard value >= 0 else { throw badField(record, column, expected: "a number, 0 or more") }
        return value
    }

    private func probability(_ record: Record, _ column: Int) throws(PredictionTableError) -> Double {
        let value = try number(record, column, expected: "a probability, 0 … 1")
        // Sums of rounded shares may pass 1 by a few units in the last place.
        guard value >= 0, value <= 1 + 1e-6 else { throw badField(record, column, expected: "a probability, 0 … 1") }
        return value
    }

    private func badField(_ record: Record, _ column: Int, expected: String) -> PredictionTableError {
        .badField(path: path, row: record.number, column: header[column], found: record.fields[column], expected: expected)
    }
}
