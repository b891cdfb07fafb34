import TestSupport
import Testing

/// The short form of `fuzz-files 100000`.
@Suite struct FuzzingTests {
    /// Refused with the file's name, or read as written; the program itself goes through the list.
    @Test func noDamagedFileIsTakenForAnother() throws {
        let run = try ProgramRun("fuzz-files", ["2000"])
        #expect(run.status == 0, "\(run.errors)\(run.output)")
        #expect(run.output.contains("2000 files"))
    }
}
