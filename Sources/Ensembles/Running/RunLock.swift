import Foundation
import Glibc
import HDF5

/// Another job is at work in the same directory.
public struct RunLockError: Error, CustomStringConvertible {
    public let path: String
    /// Host, process and time that the holder has left in the file.
    public let holder: String
    /// The option that named the directory.
    public let option: String
    /// Whether the holder is of the same step of a Slurm job as this process.
    let isOfThisStep: Bool

    public var description: String {
        guard !isOfThisStep else {
            return "\(path) is held by another process of this very srun (\(holder)): srun has started the program several times, and not one job "
                + "of several ranks; use mpirun, or srun --mpi=pmix"
        }
        return "\(path) is held by another job (\(holder)); wait for its end, or choose another --\(option)"
    }
}

/// Holds a directory for one process; given back when the value goes or the process ends, however it ends.
///
/// Two things tell that somebody is at work: a lock of the operating system on the file `lock`, and that the file goes on changing, which its
/// holder sees to. The first is certain and at once, but a cluster's file system may have no locks, or locks that the other nodes do not see.
/// There a name that somebody has left counts for as long as its beats go on, and no clocks are compared: a job that was killed is in
/// nobody's way.
public struct RunLock: ~Copyable {
    private let file: Int32
    private let path: String
    private let beat: LockBeat

    /// Seconds that a job which is just being killed may take to let go.
    private static let patience = 2.0
    /// Seconds without a beat after which a holder is taken for dead.
    public static let lease = 4 * LockBeat.interval
    /// Seconds in which another process that is just as quick would have written over this one's name, where there are no locks.
    private static let settling = 1.0

    /// Takes a directory.
    ///
    /// - Parameters:
    ///   - option: that named it, for messages
    ///   - lease: seconds without a beat after which a holder is taken for dead
    ///   - waiting: told where a holder's beats are waited for
    /// - Throws: `RunLockError` where another process has it, `HDF5Error.system`
    public init(of directory: String, option: String, lease: Double = RunLock.lease, waiting: (String) -> Void) throws {
        path = "\(directory)/lock"
        (file, beat) = try Self.take(path, directory, option, lease, waiting)
    }

    private static func take(
        _ path: String, _ directory: String, _ option: String, _ lease: Double, _ waiting: (String) -> Void
    ) throws -> (Int32, LockBeat) {
        let own = LockSignature.own()
        func held(by text: String) -> RunLockError {
            let holder = LockSignature(text)
            let isOfThisStep = holder.step != nil && holder.step == own.step
            return RunLockError(path: directory, holder: holder.text.isEmpty ? "unknown" : holder.text, option: option, isOfThisStep: isOfThisStep)
        }
        var waited = 0.0
        while true {
            let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard file >= 0 else { throw HDF5Error.system(path: path, operation: "creating the lock") }
            var isFileKept = false
            defer { if !isFileKept { close(file) } }
            let isLocked = flock(file, LOCK_EX | LOCK_NB) == 0
            let reason = errno
            guard isLocked || [ENOLCK, EOPNOTSUPP, ENOSYS].contains(reason) else {
                guard reason == EWOULDBLOCK || reason == EINTR else { throw HDF5Error.system(path: path, operation: "locking") }
                guard waited < patience else { throw held(by: content(path)) }
                usleep(100_000)
                waited += 0.1
                continue
            }
            // Its last holder may have just removed it.
            guard isStill(file, at: path) else { continue }
            let found = content(path)
            // What this machine's own locks say of its own processes is certain.
            let isDead = found.isEmpty || isLocked && LockSignature(found).isDeadHere
            if !isDead {
                waiting(
                    "\(directory) bears the name of another job (\(LockSignature(found).text)): "
                        + "it is looked at for \(Int(lease)) s whether that one is still at work")
                if let now = change(of: path, from: found, within: lease) {
                    guard now.isEmpty else { throw held(by: now) }
                    // Given back meanwhile.
                    continue
                }
            }
            try sign(file, path, own)
            // Locks that nobody else sees, or none, keep nobody away.
            if !isLocked || !isDead {
                usleep(UInt32(settling * 1e6))
                let now = content(path)
                guard LockSignature(now).text == own.text else { throw held(by: now) }
            }
            isFileKept = true
            return (file, LockBeat(path: path, signature: own))
        }
    }

    /// Watches a file until it is another one; nil where it stays as it is.
    private static func change(of path: String, from found: String, within lease: Double) -> String? {
        var waited = 0.0
        while waited < lease {
            usleep(250_000)
            waited += 0.25
            let now = content(path)
            if now != found { return now }
        }
        return nil
    }

    /// Opened anew each time: that is when a network's file system asks its server.
    private static func content(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

    /// Leaves the holder's name for whoever finds the lock taken.
    private static func sign(_ file: Int32, _ path: String, _ own: LockSignature) throws {
        let text = own.text(beat: 0)
        // Never empty in between: whoever is looking would take it for given back.
        let count = text.utf8.count
        guard pwrite(file, text, count, 0) == count, ftruncate(file, off_t(count)) == 0, fsync(file) == 0 else {
            throw HDF5Error.system(path: path, operation: "writing the lock")
        }
    }

    deinit {
        beat.stop()
        if beat.isOwn(Self.content(path)) { unlink(path) }
        close(file)
    }

    private static func isStill(_ file: Int32, at path: String) -> Bool {
        var (own, found) = (stat(), stat())
        return fstat(file, &own) == 0 && stat(path, &found) == 0 && own.st_ino == found.st_ino && own.st_dev == found.st_dev
    }
}

/// What the holder of a lock says of itself: "host NAME, process PID, since TIME", and the step of a Slurm job where it is one of.
struct LockSignature: Sendable {
    let text: String

    /// - Parameter content: of the file
    init(_ content: String) {
        text = String(content.prefix { $0 != "\n" })
    }

    /// Of this process, now.
    static func own() -> LockSignature {
        let variables = ProcessInfo.processInfo.environment
        var text = "host \(ProcessInfo.processInfo.hostName), process \(getpid()), since \(ISO8601DateFormatter().string(from: Date()))"
        if let job = variables["SLURM_JOB_ID"], let step = variables["SLURM_STEP_ID"] { text += ", Slurm step \(job).\(step)" }
        return LockSignature(text)
    }

    /// What the file holds: the beats have as many digits each, so that one is written over the other.
    func text(beat: Int) -> String {
        let digits = String(beat)
        return "\(text)\nbeat \(String(repeating: "0", count: max(12 - digits.count, 0)))\(digits)\n"
    }

    /// "36.0"
    var step: Substring? { text.firstMatch(of: /, Slurm step (\S+)$/)?.output.1 }

    /// Whether the process was one of this machine and is no more. Another one may have its number; then its beats tell.
    var isDeadHere: Bool {
        guard let match = text.firstMatch(of: /^host (.+), process (\d+), since\x20/), match.output.1 == ProcessInfo.processInfo.hostName,
            let process = pid_t(match.output.2)
        else { return false }
        return process == getpid() || kill(process, 0) != 0 && errno == ESRCH
    }
}
