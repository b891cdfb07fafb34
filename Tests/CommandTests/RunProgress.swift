import Foundation
import TestSupport
import Testing

extension TemporaryDirectory {
    /// Waits until a run in this directory has written so many lines of its log.
    func wait(for count: Int, of run: String) throws {
        let deadline = Date().addingTimeInterval(60)
        while Date() < deadline {
            let log = (try? String(contentsOfFile: file("\(run)/log.jsonl"), encoding: .utf8)) ?? ""
            if log.count(where: { $0 == "\n" }) >= count { return }
            usleep(2000)
        }
        Issue.record("\(run) did not get to \(count) lines")
    }
}

/// What a run that has ended well says of its ensemble.
func contentHash(of run: ProgramRun) throws -> String {
    #expect(run.status == 0, "\(run.errors)")
    return String(try #require(run.output.firstMatch(of: /content hash ([0-9a-f]{32})/)).output.1)
}
