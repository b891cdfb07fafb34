import Foundation

/// A number of one step, under the name that TensorBoard shows it by: "loss/val_loss" is `val_loss` in the group `loss`.
public struct EventScalar: Equatable, Sendable {
    public let tag: String
    public let value: Double

    public init(_ tag: String, _ value: Double) {
        self.tag = tag
        self.value = value
    }
}

/// What is wrong with an event file.
public enum EventFileError: Error, Equatable, CustomStringConvertible {
    case unwritable(path: String, reason: String)
    /// It is no event file, or another run's.
    case foreign(path: String, found: String)

    public var description: String {
        switch self {
        case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
        case .foreign(let path, let found): "\(path) is \(found); a run's events need a directory of their own"
        }
    }
}

/// A file of events that TensorBoard reads, one for each step of one member (FileFormats.md, "Event files").
///
/// Steps count from 1 without a gap, each stands there once, and the file is closed after each: whoever looks on sees it at once, and no number of
/// members has too many files open.
public struct EventFile: Sendable {
    public let path: String
    /// How many are there.
    public private(set) var steps = 0
    /// Bytes of whole records.
    private var length = 0

    /// What TensorBoard knows an event file by.
    public static let name = "events.out.tfevents.covey"
    private static let version = "brain.Event:2"

    /// Opens a file to be added to, or begins one.
    ///
    /// What lies behind the last step that counts is cut off, half a record of a job that was killed as well as steps that will be done again:
    /// they come to the same numbers and so to the same length, and a TensorBoard that is looking on goes on where it was.
    /// - Parameters:
    ///   - owner: what tells the run; only its own file is added to
    ///   - last: steps that count
    ///   - time: seconds since 1970, for a file that is begun
    public init(at path: String, of owner: String, upTo last: Int, time: Double) throws(EventFileError) {
        self.path = path
        var found: [UInt8] = []
        if FileManager.default.fileExists(atPath: path) {
            guard let content = FileManager.default.contents(atPath: path) else { throw failure() }
            found = [UInt8](content)
        }
        guard let head = RecordFrame.first(in: found[...]) else {
            // A job may have been killed at its first bytes.
            guard found.count < Self.head(of: owner, time: time).count else {
                throw .foreign(path: path, found: "no event file, or its beginning is damaged")
            }
            let head = Self.head(of: owner, time: time)
            try write(head, flags: O_CREAT)
            length = head.count
            return
        }
        guard Self.owner(of: head.record) == owner else { throw .foreign(path: path, found: "of another run") }
        length = head.end
        while steps < last, let next = RecordFrame.first(in: found[length...]), Self.step(of: next.record) == steps + 1 {
            steps += 1
            length = next.end
        }
        // Also where nothing is to be cut: who may not write is told before any work.
        try write([])
    }

    /// Adds steps that follow upon those that are there; all of them or none.
    public mutating func append(_ events: [(step: Int, scalars: [EventScalar])], time: Double) throws(EventFileError) {
        let records = events.flatMap { RecordFrame.framed(Self.event($0.step, $0.scalars, time: time).bytes) }
        try write(records)
        length += records.count
        steps = events.last?.step ?? steps
    }

    /// Puts bytes behind the whole records, and nothing else there.
    private func write(_ bytes: [UInt8], flags: CInt = 0) throws(EventFileError) {
        let file = open(path, O_WRONLY | O_CLOEXEC | flags, 0o666)
        guard file >= 0 else { throw failure() }
        var status = stat()
        guard fstat(file, &status) == 0, Int(status.st_size) >= length else {
            close(file)
            throw .unwritable(path: path, reason: "it is shorter than it was")
        }
        var written = 0
        var isWritten = Int(status.st_size) == length || ftruncate(file, off_t(length)) == 0
        while isWritten, written < bytes.count {
            let count = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress.map { $0 + written }, bytes.count - written, off_t(length + written)) }
            if count < 0, errno == EINTR { continue }
            isWritten = count > 0
            written += max(count, 0)
        }
        let error = failure()
        guard isWritten else {
            // Half a record must not stay.
            ftruncate(file, off_t(length))
            close(file)
            throw error
        }
        // Some file systems write only now.
        guard close(file) == 0 else { throw failure() }
    }

    /// A call of the operating system that has just failed, with the reason that it gave.
    private func failure() -> EventFileError { .unwritable(path: path, reason: String(cString: strerror(errno))) }
}

/// The messages `tensorflow.Event`, `Summary`, `Summary.Value` and `SourceMetadata`, by the numbers of their fields.
extension EventFile {
    private enum Field {
        static let (time, step, version, summary, source): (UInt64, UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 5, 10)
        static let value: UInt64 = 1
        static let (tag, number): (UInt64, UInt64) = (1, 2)
        static let writer: UInt64 = 1
    }

    /// The record that a file begins with.
    private static func head(of owner: String, time: Double) -> [UInt8] {
        var (event, source) = (ProtobufMessage(), ProtobufMessage())
        event.add(Field.time, time)
        event.add(Field.version, version)
        source.add(Field.writer, owner)
        event.add(Field.source, source)
        return RecordFrame.framed(event.bytes)
    }

    private static func event(_ step: Int, _ scalars: [EventScalar], time: Double) -> ProtobufMessage {
        var (event, summary) = (ProtobufMessage(), ProtobufMessage())
        for scalar in scalars {
            var value = ProtobufMessage()
            value.add(Field.tag, scalar.tag)
            value.add(Field.number, Float(scalar.value))
            summary.add(Field.value, value)
        }
        event.add(Field.time, time)
        event.add(Field.step, Int64(step))
        event.add(Field.summary, summary)
        return event
    }

    private static func owner(of head: ArraySlice<UInt8>) -> String? {
        guard let event = ProtobufMessage.fields(of: head), case .bytes(let source) = event[Field.source],
            case .bytes(let writer) = ProtobufMessage.fields(of: source)?[Field.writer]
        else { return nil }
        return String(decoding: writer, as: UTF8.self)
    }

    private static func step(of record: ArraySlice<UInt8>) -> Int? {
        guard case .number(let step) = ProtobufMessage.fields(of: record)?[Field.step] else { return nil }
        return Int(exactly: step)
    }
}
