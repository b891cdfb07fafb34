import Commands
import Datasets
import HDF5
import Materials
import Prospecting

/// The candidates that are to become structures: rows of a table, materials of a data set, or labels as they stand on the command line.
struct RealiseInput {
    struct Row {
        let id: String
        /// As it is written.
        let label: String
        let parent: String
        let fields: [String]
    }

    /// Columns of the rows' fields.
    let header: [String]
    let rows: [Row]

    /// - Parameter words: one path, or labels
    init(_ words: [String], _ arguments: Arguments) throws {
        if words.allSatisfy({ $0.contains(":") && $0.contains("_") && !$0.contains(".") && !$0.contains("/") }) {
            header = ["label"]
            rows = words.enumerated().map { Row(id: "label-\($0 + 1)", label: $1, parent: "", fields: [$1]) }
            return
        }
        guard words.count == 1 else { throw CommandError.usage("expected one table or data set, or labels; usage: covey realise \(Realise.usage)") }
        let path = try arguments.existing(words[0])
        if HDF5File.isOne(path) {
            let dataset = try Dataset(path: path)
            guard dataset.representation == .wyckoff else { throw CommandError.badData("\(path): a data set of compositions, which have no labels") }
            guard !arguments.has("where") else { throw CommandError.usage("--where is for a table, and \(path) is a data set") }
            header = ["label", "formula"]
            rows = (0..<min(dataset.count, try arguments.integer("top") ?? .max)).map { row in
                let fields = [dataset.label(row), dataset.formula(row)]
                return Row(id: dataset.id(row), label: fields[0], parent: "", fields: fields)
            }
            return
        }
        let (names, chosen) = try RowChoice(arguments).rows(of: path)
        func column(_ candidates: [String]) -> Int? { candidates.lazy.compactMap { names.firstIndex(of: $0) }.first }
        guard let id = column(["candidate_id", "material_id", "id"]) else {
            throw CommandError.badData(
                "\(path): there is no column 'candidate_id', 'material_id' or 'id'; the columns are \(names.joined(separator: ", "))")
        }
        guard let label = column(["label", "protostructure"]) else {
            throw CommandError.badData(
                "\(path): there is no column 'label' of protostructure labels; the columns are \(names.joined(separator: ", "))")
        }
        let parent = column(["parent"])
        let others = names.indices.filter { $0 != id }
        header = others.map { HandOff.name(ofColumn: names[$0]) }
        rows = chosen.map { row in
            Row(id: row.fields[id], label: row.fields[label], parent: parent.map { row.fields[$0] } ?? "", fields: others.map { row.fields[$0] })
        }
    }
}
