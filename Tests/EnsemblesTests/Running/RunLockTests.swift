import Ensembles
import Foundation
import TestSupport
import Testing

@Suite struct RunLockTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("lock")
    }

    private func take(lease: Double = 1.5, waiting: (String) -> Void = { _ in }) throws -> RunLock {
        try RunLock(of: directory.path, option: "out", lease: lease, waiting: waiting)
    }

    private var content: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

    @Test func theHolderIsNamedAndGoesWithTheValue() throws {
        do {
            let lock = try take { Issue.record("nothing is to be waited for: \($0)") }
            #expect(content.contains("process \(getpid()), since ") && content.hasPrefix("host \(ProcessInfo.processInfo.hostName), "))
            #expect(throws: RunLockError.self) { _ = try take() }
            withExtendedLifetime(lock) {}
        }
        #expect(try directory.names == [])
        _ = try take()
    }

    /// A job that was killed here: neither a lock nor a process.
    @Test func aDeadHolderOfThisMachineIsInNobodysWay() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/true")
        try process.run()
        process.waitUntilExit()
        let name = "host \(ProcessInfo.processInfo.hostName), process \(process.processIdentifier), since 2026-01-01T00:00:00Z"
        for text in [name, name + "\nbeat 000000000017\n", ""] {
            _ = try directory.write(text, to: "lock")
            let lock = try take { Issue.record("nothing is to be waited for: \($0)") }
            #expect(content.contains("process \(getpid()), "))
            withExtendedLifetime(lock) {}
        }
    }

    /// Of another machine only its beats tell, because locks may be each machine's own.
    @Test func aHolderOfAnotherMachineCountsWhileItsBeatsGoOn() throws {
        let name = "host elsewhere, process 1, since 2026-01-01T00:00:00Z"
        _ = try directory.write(name + "\nbeat 000000000017\n", to: "lock")
        let file = path
        let beats = Thread {
            usleep(700_000)
            try? FileHandle(forUpdating: URL(fileURLWithPath: file)).write(contentsOf: Data((name + "\nbeat 000000000018\n").utf8))
        }
        beats.start()
        var waits: [String] = []
        let error = #expect(throws: RunLockError.self) { _ = try take(lease: 30) { waits.append($0) } }
        #expect(error?.holder == name && waits.count == 1 && waits[0].contains("host elsewhere, process 1"))
        #expect(content.hasPrefix(name))
        // Now it is silent.
        let lock = try take { waits.append($0) }
        #expect(waits.count == 2 && content.contains("process \(getpid()), "))
        withExtendedLifetime(lock) {}
    }

    @Test func theHolderBeats() throws {
        let lock = try take()
        let first = content
        #expect(first.hasSuffix("\nbeat 000000000000\n"))
        let deadline = Date().addingTimeInterval(20)
        while content == first, Date() < deadline { usleep(50_000) }
        #expect(content == first.replacing("beat 000000000000", with: "beat 000000000001"))
        withExtendedLifetime(lock) {}
    }

    /// Of an `srun` that has started the program many times instead of once on many ranks.
    @Test func whoIsOfOneStepIsToldWhatIsWrong() throws {
        setenv("SLURM_JOB_ID", "36", 1)
        setenv("SLURM_STEP_ID", "0", 1)
        defer {
            unsetenv("SLURM_JOB_ID")
            unsetenv("SLURM_STEP_ID")
        }
        let lock = try take()
        #expect(content.contains(", Slurm step 36.0\nbeat"))
        let error = #expect(throws: RunLockError.self) { _ = try take() }
        #expect(error?.description.contains("srun has started the program several times") == true)
        setenv("SLURM_STEP_ID", "1", 1)
        let other = #expect(throws: RunLockError.self) { _ = try take() }
        #expect(other?.description.contains("is held by another job (") == true)
        withExtendedLifetime(lock) {}
    }
}
