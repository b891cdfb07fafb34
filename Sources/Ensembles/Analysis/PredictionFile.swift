import Foundation
import HDF5

extension PredictionTable {
    /// The columns that every predictions file has, in this order; `member_W` columns and, for a classification,
    /// `probability_K` columns follow.
    public static let fixedColumns = ["material_id", "split", "target", "prediction", "epistemic", "aleatoric", "total"]

    /// Writes `predictions.csv`, whole or not at all: the header line, then one line a row.
    ///
    /// Numbers are written in the shortest form that reads back as the same number; a target that is not known is an empty field.
    /// - Throws: `unwritable`.
    public func write(to path: String) throws(PredictionTableError) {
        do { try AtomicFile.write(text, to: path) } catch { throw .unwritable(path: path, reason: "\(error)") }
    }

    /// The text of the file.
    package var text: String {
        let memberColumns = memberNumbers.map { "member_\($0)" }
        let probabilityColumns = probabilities.indices.map { "probability_\($0)" }
        var text = CommaSeparated.line(Self.fixedColumns + memberColumns + probabilityColumns)
        for row in ids.indices {
            var fields = [ids[row], splits[row], targets[row].map { CommaSeparated.text(of: $0) } ?? ""]
            fields += [combined.prediction, combined.epistemic, combined.aleatoric, combined.total].map { CommaSeparated.text(of: $0[row]) }
            fields += (members + probabilities).map { CommaSeparated.text(of: $0[row]) }
            text += CommaSeparated.line(fields)
        }
        return text
    }

    /// Reads `predictions.csv`. Columns may stand in any order; columns of other names are passed over.
    /// - Throws: `unreadable`, `notCSV`, `empty`, a fault of the header, or the first row that is wrong with its line and column.
    public init(readingFrom path: String) throws(PredictionTableError) {
        let data: Data
        do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            throw .unreadable(path: path, reason: FileManager.default.fileExists(atPath: path) ? "\(error)" : "there is no such file")
        }
        try self.init(text: [UInt8](data), path: path)
    }

    /// Reads the text of a predictions file; `path` is for messages.
    package init(text: [UInt8], path: String) throws(PredictionTableError) {
        var columns: PredictionColumns?
        try CommaSeparated.forEachRecord(in: text, { .notCSV(path: path, line: $0.line, problem: $0.problem) }) {
            (record: CommaSeparated.Record) throws(PredictionTableError) in
            if columns == nil {
                columns = try PredictionColumns(header: record.fields, path: path)
            } else {
                try columns?.append(record)
            }
        }
        guard let columns else { throw .empty(path: path) }
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
    private let probabilityColumns: [Int]

    private var ids: [String] = []
    private var splits: [String] = []
    private var targets: [Double?] = []
    private var combined = [[Double]](repeating: [], count: 4)
    private var members: [[Double]]
    private var probabilities: [[Double]]

    init(header: [String], path: String) throws(PredictionTableError) {
        var places: [String: Int] = [:]
        for (place, name) in header.enumerated() where places.updateValue(place, forKey: name) != nil {
            throw .repeatedColumn(path: path, column: name)
        }
        var fixed: [Int] = []
        for name in PredictionTable.fixedColumns {
            guard let place = places[name] else { throw .missingColumn(path: path, column: name, found: header) }
            fixed.append(place)
        }
        let numbered = Self.numbered("member_", in: header)
        let probabilities = Self.numbered("probability_", in: header)
        if let gap = probabilities.indices.first(where: { probabilities[$0].number != $0 }) {
            throw .missingColumn(path: path, column: "probability_\(gap)", found: header)
        }
        if probabilities.count == 1 { throw .missingColumn(path: path, column: "probability_1", found: header) }
        self.path = path
        self.header = header
        self.fixed = fixed
        memberNumbers = numbered.map(\.number)
        memberColumns = numbered.map(\.place)
        probabilityColumns = probabilities.map(\.place)
        self.members = [[Double]](repeating: [], count: numbered.count)
        self.probabilities = [[Double]](repeating: [], count: probabilities.count)
    }

    /// The columns PREFIX0, PREFIX1 … of a header, by number. A number with leading zeros is no such column.
    private static func numbered(_ prefix: String, in header: [String]) -> [(number: Int, place: Int)] {
        header.enumerated().compactMap { place, name in
            guard name.hasPrefix(prefix), let number = Int(name.dropFirst(prefix.count)), name == "\(prefix)\(number)" else { return nil }
            return (number, place)
        }.sorted { $0.number < $1.number }
    }

    mutating func append(_ record: CommaSeparated.Record) throws(PredictionTableError) {
        guard record.fields.count == header.count else {
            throw .wrongFieldCount(path: path, line: record.line, found: record.fields.count, expected: header.count)
        }
        let id = record.fields[fixed[0]]
        if id.isEmpty {
            throw .badField(path: path, line: record.line, column: "material_id", found: id, expected: "the name of a material")
        }
        ids.append(id)
        splits.append(record.fields[fixed[1]])
        targets.append(record.fields[fixed[2]].isEmpty ? nil : try classOrNumber(record, fixed[2]))
        combined[0].append(try classOrNumber(record, fixed[3]))
        for part in 1...3 { combined[part].append(try notNegative(record, fixed[3 + part])) }
        for (member, column) in memberColumns.enumerated() { members[member].append(try classOrNumber(record, column)) }
        for (index, column) in probabilityColumns.enumerated() { probabilities[index].append(try probability(record, column)) }
    }

    var table: PredictionTable {
        PredictionTable(
            ids: ids, splits: splits, targets: targets,
            combined: EnsemblePrediction(
                prediction: combined[0], epistemic: combined[1], aleatoric: combined[2], total: combined[3]),
            members: members, memberNumbers: memberNumbers, probabilities: probabilities)
    }

    private func number(_ record: CommaSeparated.Record, _ column: Int, expected: String) throws(PredictionTableError) -> Double {
        guard let value = Double(record.fields[column]), value.isFinite else { throw badField(record, column, expected: expected) }
        return value
    }

    private func classOrNumber(_ record: CommaSeparated.Record, _ column: Int) throws(PredictionTableError) -> Double {
        let classes = probabilityColumns.count
        guard classes > 0 else { return try number(record, column, expected: "a number") }
        let expected = "a class, 0 … \(classes - 1)"
        let value = try number(record, column, expected: expected)
        guard let index = Int(exactly: value), index >= 0, index < classes else { throw badField(record, column, expected: expected) }
        return value
    }

    private func notNegative(_ record: CommaSeparated.Record, _ column: Int) throws(PredictionTableError) -> Double {
        let value = try number(record, column, expected: "a number, 0 or more")
        guard value >= 0 else { throw badField(record, column, expected: "a number, 0 or more") }
        return value
    }

    private func probability(_ record: CommaSeparated.Record, _ column: Int) throws(PredictionTableError) -> Double {
        let value = try number(record, column, expected: "a probability, 0 … 1")
        // Sums of rounded shares may pass 1 by a few units in the last place.
        guard value >= 0, value <= 1 + 1e-6 else { throw badField(record, column, expected: "a probability, 0 … 1") }
        return value
    }

    private func badField(_ record: CommaSeparated.Record, _ column: Int, expected: String) -> PredictionTableError {
        .badField(path: path, line: record.line, column: header[column], found: record.fields[column], expected: expected)
    }
}
