import Commands
import Datasets
import Materials

/// A file of materials that nobody has computed yet, to be predicted: a data set, or a table.
struct MaterialLibrary {
    /// A material, and a number for each of the library's further columns.
    struct Row {
        let id: String
        let material: Protostructure
        var numbers: [Double] = []
    }

    private let file: MaterialFile
    /// Numbers beside id, label, formula and space group.
    private let columns: [String]

    init(path: String, columns: [String] = []) throws(CommandError) {
        file = try MaterialFile(path: path)
        self.columns = columns
    }

    var path: String { file.path }
    var isDataset: Bool { file.isDataset }

    /// A data set is made in memory, some 300 bytes a material.
    var usualLimit: Int { isDataset ? 4_000_000 : 10_000_000 }

    /// How its materials become a data set.
    var featurising: String {
        "covey featurise \(shellWord(path)) --id candidate_id --protostructure label --duplicates all --out library.h5"
    }

    /// - Parameters:
    ///   - subject: where the materials come from, for the provenance of a data set
    ///   - rows: hands the materials on one by one
    func write(subject: String, _ rows: (_ write: (Row) throws -> Void) throws -> Void) throws {
        guard isDataset else { return try file.writeTable { write in try lines(rows, write) } }
        var content = DatasetContent(representation: .wyckoff, elementVectors: .builtIn)
        content.provenance = [("created", try CreationTime.text()), ("source", subject)]
        var values = columns.map { _ in [Float]() }
        try rows { row in
            content.append(
                id: row.id, formula: row.material.composition.reducedFormula, label: row.material.label,
                nodes: Featuriser.nodes(of: row.material).map { ($0.element, $0.wyckoff, $0.count, $0.weight) })
            for (place, number) in row.numbers.enumerated() { values[place].append(Float(number)) }
        }
        content.columns = zip(columns, values).map { ($0, .numbers($1)) }
        try content.write(to: path)
    }

    /// A line for each, in pieces of some hundred thousand bytes.
    private func lines(_ rows: (_ write: (Row) throws -> Void) throws -> Void, _ write: ([UInt8]) throws -> Void) throws {
        var piece = Array(TableText.line(["candidate_id", "label", "formula", "space_group"] + columns).utf8)
        // Whoever hands on rows does not keep what takes them, which the compiler cannot know.
        try withoutActuallyEscaping(write) { write in
            try rows { row in
                let fields = [row.id, row.material.label, row.material.composition.reducedFormula, "\(row.material.spaceGroup)"]
                piece += TableText.line(fields + row.numbers.map { TableText.field(Float($0)) }).utf8
                if piece.count > 1 << 18 {
                    try write(piece)
                    piece.removeAll(keepingCapacity: true)
                }
            }
        }
        try write(piece)
    }
}
