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
        for directory in [path, checkpoints.path] + pages {
            for name in Self.names(in: directory) where AtomicFile.isRemainder(name) { unlink("\(directory)/\(name)") }
        }
    }

    /// Makes sure that files can be put into every directory of the run that is there.
    ///
    /// - Throws: `HDF5Error.system` with the reason: what a run finds out when it saves its first member costs its user what it has learnt
    public func checkWritable() throws(HDF5Error) {
        for directory in [path, checkpoints.path] + pages where Directory.exists(directory) { try Directory.checkWritable(directory) }
    }

    /// Directories of pages that are there, with those within them.
    private var pages: [String] {
        Self.names(in: path).filter { $0.hasPrefix("report") }.map { "\(path)/\($0)" }.flatMap { [$0, "\($0)/figures", "\($0)/tables"] }
    }

    private static func names(in directory: String) -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] }

    /// Takes the directory for this process.
    ///
    /// - Parameter waiting: told where it has to be seen first whether somebody who has left its name there is still at work
    /// - Throws: `RunLockError` where another process has it, `HDF5Error.system`
    public func lock(waiting: (String) -> Void) throws -> RunLock { try RunLock(of: path, option: "out", waiting: waiting) }
}
