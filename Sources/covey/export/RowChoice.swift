import Commands
import Foundation
import Materials

/// Which rows of a table are meant: those that meet every condition, and of them the first so many.
struct RowChoice {
    static let options: [Option] = [
        .text("top", "N", "of a table so many rows, from the first (all)"),
        .repeated("where", "CONDITION", "of a table the rows for which it holds: COLUMN=TEXT, COLUMN!=TEXT, COLUMN<NUMBER, <=, >, >="),
    ]

    private let conditions: [Condition]
    private let most: Int?

    init(_ arguments: Arguments) throws(CommandError) {
        most = try arguments.integer("top")
        var conditions: [Condition] = []
        for text in arguments.all("where") { conditions.append(try Condition(text)) }
        self.conditions = conditions
    }

    /// A chosen row: its number from 1 below the header, and its fields.
    struct Row {
        let number: Int
        let fields: [String]
    }

    /// The chosen rows of a table, in its order.
    ///
    /// - Throws: `CommandError` for a column that is not there, and for a text where a number is compared
    func rows(of path: String) throws -> (header: [String], rows: [Row]) {
        var table = try TableReader(path: path)
        let header = table.header
        let places = try conditions.map { condition in
            guard header.contains(condition.column) else {
                throw CommandError.usage("--where \(condition.text): \(path) has the columns \(header.joined(separator: ", "))")
            }
            return try table.column(condition.column)
        }
        var rows: [Row] = []
        var row = TableRow()
        while rows.count < most ?? .max, try table.next(into: &row) {
            var fields: [String] = []
            for place in header.indices {
                guard let text = row.text(place) else {
                    throw CommandError.badData("\(path), row \(table.row), column '\(header[place])': is not UTF-8 text")
                }
                fields.append(text)
            }
            let chosen = try zip(conditions, places).allSatisfy { condition, place in
                try condition.holds(for: fields[place], in: "\(path), row \(table.row)")
            }
            if chosen { rows.append(Row(number: table.row, fields: fields)) }
        }
        return (header, rows)
    }
}

/// A comparison of a column with a text or a number.
private struct Condition {
    private enum Relation: String, CaseIterable {
        // The longer ones first: "<=" begins as "<" does.
        case atMost = "<=", atLeast = ">=", isNot = "!=", below = "<", above = ">", equals = "="
    }

    let text: String
    let column: String
    private let relation: Relation
    private let value: String

    init(_ text: String) throws(CommandError) {
        let found = Relation.allCases.compactMap { relation in text.firstRange(of: relation.rawValue).map { (relation, $0) } }
            .min { $0.1.lowerBound < $1.1.lowerBound }
        guard let (relation, range) = found, range.lowerBound > text.startIndex else {
            throw .usage("--where is \(text); it must be a column, one of = != < <= > >= and a value, as in 'rank<=20' or 'flags='")
        }
        self.text = text
        self.relation = relation
        column = text[..<range.lowerBound].trimmingCharacters(in: .whitespaces)
        value = text[range.upperBound...].trimmingCharacters(in: .whitespaces)
        let isOrder = relation != .equals && relation != .isNot
        guard !isOrder || TableNumber(value).value != nil else { throw .usage("--where is \(text); \(relation.rawValue) compares with a number") }
    }

    /// What is not known is neither below nor above anything.
    func holds(for field: String, in place: String) throws(CommandError) -> Bool {
        switch relation {
        case .equals: return isEqual(field)
        case .isNot: return !isEqual(field)
        case .below, .above, .atMost, .atLeast:
            let found = TableNumber(field)
            if let fault = found.fault { throw .badData("\(place), column '\(column)': \(fault), and --where \(text) needs one") }
            guard let number = found.value, let limit = TableNumber(value).value else { return false }
            switch relation {
            case .below: return number < limit
            case .above: return number > limit
            case .atMost: return number <= limit
            default: return number >= limit
            }
        }
    }

    /// "20" is "20.0".
    private func isEqual(_ field: String) -> Bool {
        if field == value { return true }
        guard let one = TableNumber(field).value, let other = TableNumber(value).value else { return false }
        return one == other
    }
}
