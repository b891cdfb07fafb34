import Datasets
import HDF5
import Materials

/// Candidates that somebody has listed: labels, structures or formulae, in any file that `covey featurise` reads.
///
/// The file is read once to count its records and again when their numbers come up; a rank that takes numbers in order goes through it once more
/// and never holds more than a record.
public final class FileSource: CandidateSource {
    public let name = "file"
    public let fingerprint: String
    public let representation: Representation
    public let count: Int
    public let mayRepeat = true

    private let path: String
    private let options: InputOptions
    private let finder = SymmetryFinder()
    private var reading: Reading?

    /// How far the file has been read.
    private struct Reading: ~Copyable {
        var records: RecordSource
        var next = 0
    }

    /// - Parameters:
    ///   - id: column of names; nil: the usual ones
    ///   - structure: column of structures; nil: whatever a table of candidates has
    /// - Throws: `ReaderError` for what cannot be read at all; records that cannot are dropped one by one
    public init(path: String, id: String? = nil, structure: String? = nil) throws(ReaderError) {
        let options = try InputOptions(candidatesAt: path, id: id, structure: structure)
        var records = try RecordSource(paths: [path], options: options)
        var (count, kind) = (0, InputRecord.Kind?.none)
        var hash = ContentHash()
        while let record = try records.next() {
            count += 1
            if kind == nil, !record.isUnreadable { kind = record.kind }
            hash.add(record.id, text: Self.text(of: record))
        }
        self.path = path
        self.options = options
        self.count = count
        representation = kind == .formula ? .composition : .wyckoff
        fingerprint = "file \(hash.finish())"
    }

    /// What the candidate of a record is made of.
    private static func text(of record: InputRecord) -> String {
        if let structure = record.structureText { return digest(of: structure.bytes.span.bytes) }
        if let label = try? record.label() { return label }
        return (try? record.composition())?.reducedFormula ?? ""
    }

    public func propose(_ range: Range<Int>, _ body: (Int, Proposal) throws -> Void) throws {
        // Numbers before those that were read last are read from the beginning.
        var reading: Reading
        if let begun = self.reading.take() { reading = begun } else { reading = Reading(records: try RecordSource(paths: [path], options: options)) }
        if reading.next > range.lowerBound { reading = Reading(records: try RecordSource(paths: [path], options: options)) }
        while reading.next < range.upperBound, let record = try reading.records.next() {
            let number = reading.next
            reading.next += 1
            if range.contains(number) { try body(number, proposal(record)) }
        }
        self.reading = consume reading
    }

    private func proposal(_ record: InputRecord) -> Proposal {
        do {
            switch record.kind {
            case .protostructure:
                let protostructure = try Protostructure(label: try record.label())
                return .candidate(Candidate(id: record.id, subject: .arrangement(protostructure)))
            case .structure:
                return .candidate(Candidate(id: record.id, subject: .arrangement(try finder.protostructure(of: try record.structure()))))
            case .formula:
                guard representation == .composition else { return .dropped(.unreadable) }
                return .candidate(Candidate(id: record.id, subject: .composition(try record.composition())))
            }
        } catch {
            return .dropped(.unreadable)
        }
    }
}
