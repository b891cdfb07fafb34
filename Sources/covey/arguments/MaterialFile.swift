import Commands
import HDF5
import Materials

/// A file of materials that a verb writes: a data set, or a table, plain or compressed, by its name.
struct MaterialFile {
    private enum Kind: String, CaseIterable {
        case dataset = ".h5"
        case table = ".csv"
        case compressedTable = ".csv.gz"
    }

    let path: String
    private let kind: Kind

    /// - Throws: `CommandError.usage` for a name that says none of them
    init(path: String) throws(CommandError) {
        guard let kind = Kind.allCases.first(where: { path.hasSuffix($0.rawValue) }) else {
            throw .usage("--out \(path): its name must end in .h5 (a data set), .csv or .csv.gz (a table)")
        }
        self.path = path
        self.kind = kind
    }

    var isDataset: Bool { kind == .dataset }

    /// The path without what says the kind.
    var stem: String { String(path.dropLast(kind.rawValue.count)) }

    /// Writes a table in pieces, so that no more of it is in memory.
    ///
    /// - Parameter lines: hands pieces of whole lines on
    func writeTable(_ lines: (_ write: ([UInt8]) throws -> Void) throws -> Void) throws {
        guard kind == .compressedTable else { return try AtomicFile.write(to: path, inPieces: lines) }
        guard let gzip = GzipStream() else { throw CommandError.output("\(path): zlib has no memory to compress with") }
        try AtomicFile.write(to: path, inPieces: { write in
            try withoutActuallyEscaping(write) { write in try lines { try write(gzip.compress($0)) } }
            try write(gzip.finish())
        })
    }
}
