import Foundation
import Glibc
import Synchronization

/// Shows that the holder of a lock lives: a thread that does nothing else writes a number to the file every few seconds, and sleeps.
///
/// The steps of training cannot do it: between two of them a page may be drawn, or a million materials predicted.
final class LockBeat: Sendable {
    /// Seconds from one beat to the next.
    static let interval = 5.0

    private let path: String
    private let signature: LockSignature
    private let isStopped = Atomic(false)

    init(path: String, signature: LockSignature) {
        self.path = path
        self.signature = signature
        let thread = Thread { [self] in run() }
        thread.stackSize = 1 << 18
        thread.start()
    }

    func stop() { isStopped.store(true, ordering: .sequentiallyConsistent) }

    /// Whether the file's content is what this holder has left there.
    func isOwn(_ content: String) -> Bool { LockSignature(content).text == signature.text }

    private func run() {
        var number = 0
        var slept = 0.0
        while !isStopped.load(ordering: .sequentiallyConsistent) {
            usleep(100_000)
            slept += 0.1
            guard slept >= Self.interval else { continue }
            slept = 0
            number += 1
            beat(number)
        }
    }

    /// Nothing depends on one beat: what a full disk or a server that is away refuses is tried again with the next.
    private func beat(_ number: Int) {
        let file = open(path, O_RDWR | O_CLOEXEC)
        // Somebody has removed it, or the whole directory, of which those will tell that write there.
        guard file >= 0 else { return }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = pread(file, &bytes, bytes.count, 0)
        guard count > 0 else { return }
        let found = LockSignature(String(decoding: bytes.prefix(count), as: UTF8.self))
        guard found.text == signature.text else { return end(for: found) }
        let text = signature.text(beat: number)
        _ = pwrite(file, text, text.utf8.count, 0)
        fsync(file)
    }

    /// This process was stopped for longer than anybody can wait, where there are no locks, and another has gone on with the run: what this
    /// one does is done there.
    private func end(for other: LockSignature) {
        guard !isStopped.load(ordering: .sequentiallyConsistent) else { return }
        let line = "covey: \(path): another job has taken the directory meanwhile (\(other.text)) and goes on; this one ends\n"
        _ = write(STDERR_FILENO, line, line.utf8.count)
        // EX_IOERR of sysexits.h; the other threads are in the middle of their work.
        _exit(74)
    }
}
