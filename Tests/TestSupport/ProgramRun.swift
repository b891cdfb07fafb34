import Foundation

/// A program of this package, run to its end, alone or on several ranks.
public struct ProgramRun: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String

    /// Starts an executable that lies beside the test runner, or anywhere where its whole path is given.
    ///
    /// - Parameters:
    ///   - ranks: nil runs it alone, a number under the launcher
    ///   - launcher: of the MPI library that the ranks are to use
    ///   - variables: of the program's own environment, and not of the launcher's
    ///   - limit: seconds after which it is killed, so that no test hangs
    ///   - meanwhile: called with the process that was started, while it runs
    public init(
        _ program: String, _ arguments: [String], ranks: Int? = nil, launcher: String = "mpirun", variables: [String: String] = [:], limit: Double = 120,
        meanwhile: (pid_t) throws -> Void = { _ in }
    ) throws {
        let binary = program.hasPrefix("/") ? program : Self.folder.appendingPathComponent(program).path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        // The threads that tests run on block signals, which a child would inherit.
        process.arguments =
            ["--default-signal=USR1,TERM,INT"] + (ranks.map { [launcher, "-n", "\($0)", "/usr/bin/env"] } ?? [])
            + variables.map { "\($0.key)=\($0.value)" } + [binary] + arguments
        var environment = ProcessInfo.processInfo.environment
        if getuid() == 0 {
            environment["OMPI_ALLOW_RUN_AS_ROOT"] = "1"
            environment["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1"
        }
        // Data sets hold the time of their making: two runs are compared by their bytes.
        environment["SOURCE_DATE_EPOCH"] = "1767225600"
        environment["OMPI_MCA_rmaps_base_oversubscribe"] = "1"
        environment["OMPI_MCA_hwloc_base_binding_policy"] = "none"
        environment["OMPI_MCA_pml"] = "ob1"
        environment["OMPI_MCA_btl"] = "self,vader"
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        // Files and not pipes: a full pipe would stop the program.
        let base = FileManager.default.temporaryDirectory.appendingPathComponent("covey-run-\(UUID().uuidString)").path
        defer {
            try? FileManager.default.removeItem(atPath: base + ".out")
            try? FileManager.default.removeItem(atPath: base + ".err")
        }
        for suffix in [".out", ".err"] { _ = FileManager.default.createFile(atPath: base + suffix, contents: nil) }
        process.standardOutput = FileHandle(forWritingAtPath: base + ".out")
        process.standardError = FileHandle(forWritingAtPath: base + ".err")
        try process.run()
        try meanwhile(process.processIdentifier)
        let deadline = Date().addingTimeInterval(limit)
        while process.isRunning {
            if Date() > deadline { kill(process.processIdentifier, SIGKILL) }
            usleep(20000)
        }
        process.waitUntilExit()
        status = process.terminationStatus
        output = try String(contentsOfFile: base + ".out", encoding: .utf8)
        errors = try String(contentsOfFile: base + ".err", encoding: .utf8)
    }

    /// Where the programs and libraries of this package lie.
    public static var folder: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    }
}
