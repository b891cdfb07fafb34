import Commands
import Datasets

/// The rows of a data set that `--only` asks for: those that have one of some values in a kept column, of several columns in each.
struct ChosenRows {
    /// nil: all of them, and nobody has asked.
    let rows: [Int]?
    /// "structure=cif_unrelaxed"
    private let words: String

    /// - Throws: `CommandError` for what is no choice, for a column or a value that is not there, and where no row has all that is asked for
    init(_ choices: [String], of dataset: Dataset) throws {
        words = choices.joined(separator: " and ")
        guard !choices.isEmpty else {
            rows = nil
            return
        }
        var rows = Array(0..<dataset.count)
        for choice in choices {
            guard let sign = choice.firstIndex(of: "="), sign != choice.startIndex, choice.index(after: sign) != choice.endIndex else {
                throw CommandError.usage("--only is \(choice); a kept column and its values must stand there, as in structure=cif_unrelaxed")
            }
            let name = String(choice[..<sign])
            guard dataset.columnNames.contains(name) else {
                let known = dataset.columnNames.joined(separator: ", ")
                throw CommandError.usage("--only is \(choice); \(dataset.path) has kept \(known.isEmpty ? "no column" : "the columns \(known)")")
            }
            let labels = try dataset.column(name).map(GroupLabel.of)
            var asked: Set<String> = []
            for word in choice[choice.index(after: sign)...].split(separator: ",", omittingEmptySubsequences: false) {
                guard let value = GroupLabel.of(String(word)), labels.contains(value) else {
                    let known = GroupLabel.sorted(Set(labels.compactMap { $0 }))
                    let list = known.prefix(10).joined(separator: ", ") + (known.count > 10 ? ", …" : "")
                    throw CommandError.badData("\(dataset.path): no row has '\(word)' in the column \(name); there \(known.isEmpty ? "is nothing" : "are \(list)")")
                }
                asked.insert(value)
            }
            rows = rows.filter { row in labels[row].map(asked.contains) ?? false }
        }
        guard !rows.isEmpty else { throw CommandError.badData("\(dataset.path): no row has \(words); there is nothing to predict") }
        self.rows = rows
    }

    /// Of how many rows nothing is said; nil where nobody has asked for some alone.
    func remark(_ dataset: Dataset) -> String? {
        guard let rows else { return nil }
        let rest = dataset.count - rows.count
        return rest == 0 ? "all rows have \(words)" : "\(counted(rest, "row")) without \(words) \(rest == 1 ? "is" : "are") not predicted"
    }
}
