import Foundation
import Glibc
import HDF5

/// The directory of a run (FileFormats.md, "Run directory").
public struct RunDirectory: Sendable {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    public var bundle: String { "\(path)/ensemble.h5" }
    public var log: String { "\(path)/log.jsonl" }
    public var checkpoints: CheckpointDirectory { CheckpointDirectory(path: "\(path)/checkpoints") }

    /// - Parameter targets: of the ensemble, one of which is meant
    public func predictions(of target: String, among targets: [String]) -> String { "\(path)/predictions\(suffix(target, targets)).csv" }

    /// The directory of the page of one of the targets.
    public func report(of target: String, among targets: [String]) -> String { "\(path)/report\(suffix(target, targets))" }

    /// Tells the files of several targets apart.
    private func suffix(_ target: String, _ targets: [String]) -> String { targets.count > 1 ? ".\(target)" : "" }

    public var isFinished: Bool { FileManager.default.fileExists(atPath: bundle) }

    /// Whether a run has been begun here.
    public var holdsRun: Bool { isFinished || FileManager.default.fileExists(atPath: log) || !checkpoints.isEmpty }

    /// Removes what a job that was killed has left half-written. Only for the holder of the lock.
    ///
    /// Looks at what a run writes and nowhere else: its directory may be one that a user keeps other things in.
    public func removeRemains() {
        func names(_ directory: String) -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] }
        let pages = names(path).filter { $0.hasPrefix("report") }.map { "\(path)/\($0)" }
        for directory in [path, checkpoints.path] + pages + pages.flatMap({ ["\($0)/figures", "\($0)/tables"] }) {
            for name in names(directory) where AtomicFile.isRemainder(name) { unlink("\(directory)/\(name)") }
        }
    }

    /// Takes the directory for this process.
    ///
    /// - Throws: `RunLockError` where another process has it, `HDF5Error.system`
    public func lock() throws -> RunLock { try RunLock(path: "\(path)/lock") }
}

/// Another job is at work in the same directory.
public struct RunLockError: Error, CustomStringConvertible {
    public let path: String
    /// Host, process and time that the holder has left in the file.
    public let holder: String

    public var description: String { "\(path) is held by another job (\(holder)); wait for its end, or choose another --out" }
}

/// Holds a run's directory for one process; given back when the value goes or the process ends, however it ends.
public struct RunLock: ~Copyable {
    private let file: Int32
    private let path: String

    /// Seconds that a job which is just being killed may take to let go.
    private static let patience = 2.0

    init(path: String) throws {
        file = try Self.take(path)
        self.path = path
    }

    private static func take(_ path: String) throws -> Int32 {
        var waited = 0.0
        while true {
            let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard file >= 0 else { throw failure(path, "creating the lock") }
            if flock(file, LOCK_EX | LOCK_NB) == 0 {
                if isStill(file, at: path) {
                    try sign(file, path)
                    return file
                }
                // Its last holder has just removed it.
                close(file)
                continue
            }
            let reason = errno
            // Some file systems of clusters have no locks; there the look at the directory's content must do.
            if reason == ENOLCK || reason == EOPNOTSUPP || reason == ENOSYS { return file }
            let holder = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            close(file)
            guard reason == EWOULDBLOCK || reason == EINTR else { throw failure(path, "locking") }
            guard waited < patience else {
                throw RunLockError(path: (path as NSString).deletingLastPathComponent, holder: holder.isEmpty ? "unknown" : holder)
            }
            usleep(100_000)
            waited += 0.1
        }
    }

    /// Leaves the holder's name for whoever finds the lock taken.
    private static func sign(_ file: Int32, _ path: String) throws {
        let text = "host \(ProcessInfo.processInfo.hostName), process \(getpid()), since \(ISO8601DateFormatter().string(from: Date()))"
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: false)
        do {
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            close(file)
            let error = error as NSError
            // What the operating system said, where it was asked.
            let reason = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
            throw HDF5Error.system(path: path, operation: "writing the lock", reason: reason.localizedDescription)
        }
    }

    deinit {
        unlink(path)
        close(file)
    }

    private static func isStill(_ file: Int32, at path: String) -> Bool {
        var (own, found) = (stat(), stat())
        return fstat(file, &own) == 0 && stat(path, &found) == 0 && own.st_ino == found.st_ino && own.st_dev == found.st_dev
    }

    private static func failure(_ path: String, _ operation: String) -> HDF5Error {
        .system(path: path, operation: operation, reason: String(cString: strerror(errno)))
    }
}
