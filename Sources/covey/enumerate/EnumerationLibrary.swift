import Commands
import Datasets
import Materials
import Prospecting

/// The file that enumerated representations are written to.
struct EnumerationLibrary {
    private let file: MaterialFile

    init(path: String) throws(CommandError) { file = try MaterialFile(path: path) }

    var path: String { file.path }
    var isDataset: Bool { file.isDataset }

    /// A data set is made in memory, some 300 bytes a representation.
    var usualLimit: Int { isDataset ? 4_000_000 : 10_000_000 }

    /// What may be done with it.
    var next: String {
        isDataset
            ? "next: covey predict RUN \(shellWord(path)) --out predictions.csv"
            : "next: covey featurise \(shellWord(path)) --id candidate_id --protostructure label --duplicates all --out library.h5"
    }

    func write(_ source: EnumerationSource, subject: String) throws {
        let progress = Progress("listing")
        func show(_ number: Int) { if number % 4096 == 0 { progress.show(Double(number) / Double(source.count)) } }
        if isDataset {
            try content(source, subject: subject, show).write(to: path)
        } else {
            try file.writeTable { write in try lines(source, show, write) }
        }
        progress.end()
    }

    private func content(_ source: EnumerationSource, subject: String, _ show: (Int) -> Void) throws -> DatasetContent {
        var content = DatasetContent(representation: .wyckoff, elementVectors: .builtIn)
        content.provenance = [("created", try CreationTime.text()), ("source", subject)]
        try source.forEach(0..<source.count) { number, protostructure in
            content.append(
                id: EnumerationSource.id(of: number), formula: protostructure.composition.reducedFormula, label: protostructure.label,
                nodes: Featuriser.nodes(of: protostructure).map { ($0.element, $0.wyckoff, $0.count, $0.weight) })
            show(number)
        }
        return content
    }

    /// A line for each, in pieces of some hundred thousand bytes.
    private func lines(_ source: EnumerationSource, _ show: (Int) -> Void, _ write: ([UInt8]) throws -> Void) throws {
        var piece = Array("candidate_id,label,formula,space_group\n".utf8)
        try source.forEach(0..<source.count) { number, protostructure in
            // No field of these needs quotes.
            let fields = [
                EnumerationSource.id(of: number), protostructure.label, protostructure.composition.reducedFormula, "\(protostructure.spaceGroup)",
            ]
            piece += fields.joined(separator: ",").utf8
            piece.append(UInt8(ascii: "\n"))
            if piece.count > 1 << 18 {
                try write(piece)
                piece.removeAll(keepingCapacity: true)
            }
            show(number)
        }
        try write(piece)
    }
}
