import Foundation
import TestSupport
import Testing

/// A command that is run again and again while one of its calls that change files fails: the first, the second, and so on.
struct FailingRuns {
    /// What the call says.
    enum Reason: String { case diskFull = "ENOSPC", fault = "EIO", readOnly = "EROFS" }

    /// Which calls fail.
    enum Calls: String {
        /// One alone.
        case one = "COVEY_FAIL_AT"
        /// One and all after it.
        case allFrom = "COVEY_FAIL_FROM"
    }

    /// The words after "covey".
    let command: [String]
    var ranks: Int?
    /// Where calls fail, and whose files are looked at.
    let directory: String
    /// Names of files whose bytes are not the same in every run: logs with times in them. They need not be whole.
    var changing: Set<String> = []

    /// Runs the command soundly and returns how many calls it makes, by the process that makes most.
    private func count() throws -> Int {
        let counts = NSTemporaryDirectory() + "covey-calls-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: counts) }
        let run = try run(["COVEY_FAIL_COUNT_FILE": counts])
        #expect(run.status == 0, "\(run.errors)")
        return try String(contentsOfFile: counts, encoding: .utf8).split(separator: "\n").compactMap { Int($0) }.max() ?? 0
    }

    /// Lets every `step`-th of the calls fail, each time from the same files, and expects status 74, a message with a file of the directory
    /// in it, every file as it was or as a sound run leaves it, and no part of a file beside them. A call that did not matter may fail
    /// unseen, and then everything is there.
    func expectWholeFiles(_ calls: Calls, _ reason: Reason, every step: Int = 1) throws {
        let before = try files
        let count = try count()
        let after = try files
        #expect(count > 0)
        for call in stride(from: 1, through: count, by: step) {
            try restore(before)
            let run = try run([calls.rawValue: "\(call)", "COVEY_FAIL_WITH": reason.rawValue])
            let trial = Comment("\(reason), call \(call): status \(run.status), \(run.errors)")
            let left = try files
            if run.status == 0 {
                #expect(left == after, trial)
            } else {
                #expect(run.status == 74, trial)
                #expect(run.errors.contains("\(directory)/"), trial)
                for name in Set(before.keys).union(left.keys).subtracting(changing) {
                    #expect(left[name] == before[name] || left[name] == after[name], "\(name) is neither old nor new; \(trial)")
                }
            }
            #expect(!left.keys.contains { $0.contains(".partial-") }, trial)
        }
        try restore(before)
    }

    private func run(_ variables: [String: String]) throws -> ProgramRun {
        var variables = variables
        variables["COVEY_FAIL_UNDER"] = directory
        variables["LD_PRELOAD"] = ProgramRun.folder.appendingPathComponent("libFailingCalls.so").path
        return try ProgramRun("covey", command, ranks: ranks, variables: variables)
    }

    /// Every file below the directory, by its path there; of changing ones only that they are there.
    private var files: [String: Data] {
        get throws {
            var files: [String: Data] = [:]
            for name in try FileManager.default.subpathsOfDirectory(atPath: directory) {
                var isDirectory: ObjCBool = false
                _ = FileManager.default.fileExists(atPath: "\(directory)/\(name)", isDirectory: &isDirectory)
                if isDirectory.boolValue { continue }
                files[name] = changing.contains(name) ? Data() : try Data(contentsOf: URL(fileURLWithPath: "\(directory)/\(name)"))
            }
            return files
        }
    }

    private func restore(_ files: [String: Data]) throws {
        try FileManager.default.removeItem(atPath: directory)
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        for (name, data) in files {
            let file = URL(fileURLWithPath: "\(directory)/\(name)")
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: file)
        }
    }
}
