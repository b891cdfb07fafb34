import Commands
import Ensembles
import Foundation
import HDF5

/// `log.jsonl` of a run: an object in each line, added to by one job after the other.
final class LogFile {
    private let file: FileHandle
    /// Bytes of whole lines.
    private var length: UInt64
    private var isMissingLines = false
    private let path: String
    /// Whether the errors of epochs are shares of wrong classes.
    private let countsClasses: Bool
    private let encoder = JSONEncoder()

    /// - Parameters:
    ///   - isResumed: keeps what an earlier job has written
    ///   - countsClasses: whether the errors of epochs are shares of wrong classes, and called so
    init(at path: String, isResumed: Bool, countsClasses: Bool = false) throws {
        self.path = path
        self.countsClasses = countsClasses
        do {
            if !isResumed || !FileManager.default.fileExists(atPath: path) { try AtomicFile.write("", to: path) }
            file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            // A job that was killed may have left half a line.
            let content = try file.readToEnd() ?? Data()
            length = UInt64(content.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)
            try file.truncate(atOffset: length)
        } catch { throw CommandError.output("\(path): cannot be written: \(Self.reason(error))") }
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// Training does not end for a line that has no room: members remember their history themselves.
    func note(_ event: TrainingEvent) throws {
        let line = try encoder.encode(event.line(countsClasses: countsClasses)) + [0x0A]
        do {
            try file.write(contentsOf: line)
            length += UInt64(line.count)
        } catch {
            // Half a line must not stay.
            try? file.truncate(atOffset: length)
            if !isMissingLines { say("warning: \(path) is missing lines, the disk took none: \(Self.reason(error))") }
            isMissingLines = true
        }
    }

    /// What the operating system said, where it was asked.
    private static func reason(_ error: any Error) -> String {
        let error = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
        return error.domain == NSPOSIXErrorDomain ? String(cString: strerror(CInt(error.code))) : error.localizedDescription
    }

    func close() { try? file.close() }
}
