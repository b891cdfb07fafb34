import Datasets
import HDF5
import Materials

/// Samples of a generator, or any materials as if they were: a data set with Wyckoff positions, a table of labels or structures, or a table with the
/// columns `space_group`, `elements` and `letters`. A column or target `nats` says how surprising each was to its source.
public struct SampleFile {
    /// One of them.
    public struct Sample {
        public let id: String
        /// Or why there can be no such material.
        public let content: Result<Protostructure, Fault>
        /// −ln p; nil where it is not known.
        public let nats: Double?
    }

    public struct Fault: Error, CustomStringConvertible {
        public let description: String
    }

    private enum Content {
        case dataset(Dataset, nats: [Double]?)
        case records(InputOptions)
        case representations
    }

    /// The column or target.
    public static let nats = "nats"

    public let path: String
    private let content: Content

    /// - Throws: `ReaderError`, `DatasetError` for what cannot be read, `SampleError` for a data set of compositions
    public init(path: String) throws {
        self.path = path
        if HDF5File.isOne(path) {
            let dataset = try Dataset(path: path)
            guard dataset.representation == .wyckoff else { throw SampleError.noPositions(path: path) }
            content = .dataset(dataset, nats: try Self.nats(of: dataset))
            return
        }
        var options = try InputOptions(candidatesAt: path, id: nil, structure: nil)
        if path.hasTableName {
            let header = try TableReader(path: path).header
            if options.protostructure == nil, RepresentationRows.columns.allSatisfy(header.contains) {
                content = .representations
                return
            }
            if header.contains(Self.nats) { options.columns = [Self.nats] }
        }
        content = .records(options)
    }

    /// NaN where not known; nil where the data set has neither the target nor the column.
    private static func nats(of dataset: Dataset) throws -> [Double]? {
        if dataset.targetNames.contains(nats) { return try dataset.target(nats) }
        guard dataset.columnNames.contains(nats) else { return nil }
        return try dataset.column(nats).map { TableNumber($0).value ?? .nan }
    }

    /// Whether it may hold what no material can be.
    var mayBeInvalid: Bool {
        if case .dataset = content { false } else { true }
    }

    /// Calls `body` with each of them, in order.
    ///
    /// - Throws: what `body` throws, `ReaderError`, and `SampleError` where formulae are all that is there
    public func forEach(_ body: (Sample) throws -> Void) throws {
        switch content {
        case .dataset(let dataset, let nats):
            for row in 0..<dataset.count {
                let value = nats.flatMap { $0[row].isNaN ? nil : $0[row] }
                try body(Sample(id: dataset.id(row), content: Self.result { try Protostructure(label: dataset.label(row)) }, nats: value))
            }
        case .representations:
            var rows = try RepresentationRows(path: path)
            while let sample = try rows.next() { try body(sample) }
        case .records(let options):
            let finder = SymmetryFinder()
            var records = try RecordSource(paths: [path], options: options)
            while let record = try records.next() {
                if record.kind == .formula, !record.isUnreadable { throw SampleError.noPositions(path: path) }
                let content = Self.result {
                    record.kind == .structure
                        ? try finder.protostructure(of: try record.structure()) : try Protostructure(label: try record.label())
                }
                try body(Sample(id: record.id, content: content, nats: record.columns[Self.nats].flatMap { TableNumber($0).value }))
            }
        }
    }

    static func result(_ make: () throws -> Protostructure) -> Result<Protostructure, Fault> {
        do { return .success(try make()) } catch let error as RecordError {
            return .failure(Fault(description: error.reason.description))
        } catch {
            return .failure(Fault(description: "\(error)"))
        }
    }
}

/// Why there is nothing to score.
public enum SampleError: Error, Sendable, CustomStringConvertible {
    case noPositions(path: String)
    case none(path: String, loss: String)
    case tooFew(number: Int, what: String, available: Int)

    public var description: String {
        switch self {
        case .noPositions(let path):
            "\(path): compositions have no Wyckoff positions; samples are labels, structures, or space_group, elements and letters"
        case .none(let path, let loss): "\(path): there is no possible material in this file" + (loss.isEmpty ? "" : ": \(loss)")
        case .tooFew(let number, let what, let available):
            "\(number) materials are to be compared, and there are \(available) \(what); --number \(available) is the most that all have"
        }
    }
}

extension String {
    /// Whether a path is that of a table, plain or compressed.
    fileprivate var hasTableName: Bool { [".csv", ".csv.gz"].contains { lowercased().hasSuffix($0) } }
}
