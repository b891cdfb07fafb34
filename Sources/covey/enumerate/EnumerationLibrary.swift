import Commands
import Datasets
import HDF5
import Materials
import Prospecting

/// The file that enumerated representations are written to.
struct EnumerationLibrary {
    private enum Kind { case dataset, table, compressedTable }

    let path: String
    private let kind: Kind

    init(path: String) throws(CommandError) {
        self.path = path
        if path.hasSuffix(".h5") {
            kind = .dataset
        } else if path.hasSuffix(".csv") {
            kind = .table
        } else if path.hasSuffix(".csv.gz") {
            kind = .compressedTable
        } else {
            throw .usage("--out \(path): its name must end in .h5 (a data set), .csv or .csv.gz (a table)")
        }
    }

    var isDataset: Bool { kind == .dataset }

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
        switch kind {
        case .dataset: try content(source, subject: subject, show).write(to: path)
        case .table: try AtomicFile.write(to: path, inPieces: { write in try lines(source, show, write) })
        case .compressedTable:
            guard let gzip = GzipStream() else { throw CommandError.output("\(path): zlib has no memory to compress with") }
            try AtomicFile.write(to: path, inPieces: { write in
                try lines(source, show) { try write(gzip.compress($0)) }
                try write(gzip.finish())
            })
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
