import Materials
import TestSupport
import Testing

/// One input table and what `covey featurise` makes of it, beside an earlier data set of the same name.
struct FeaturisingCase {
    let directory: TemporaryDirectory
    let input: String

    init() throws {
        directory = try TemporaryDirectory()
        input = directory.file("in.csv")
    }

    /// The name of the directory, without what leads to it.
    var name: Substring { directory.path.split(separator: "/").last ?? "" }

    private var options: [String] { ["featurise", input, "--out", directory.file("data.h5")] }

    /// Rows that were kept and rows that were not, of a table that can be read.
    func featurise(_ table: String, _ more: String...) throws -> (kept: Int, rejected: [String: String], output: String) {
        try write(Array(table.utf8), to: input)
        return try featurise(more)
    }

    /// The same of the table that lies there.
    func featurise(_ more: [String], limit: Double = 30) throws -> (kept: Int, rejected: [String: String], output: String) {
        let run = try ProgramRun("covey", options + more, limit: limit)
        #expect(run.status == 0, "\(run.errors)")
        let kept = run.output.firstMatch(of: /data\.h5: ([0-9]+) materials?/).flatMap { Int($0.output.1) }
        let rejected = try rejected()
        if !rejected.isEmpty { #expect(run.output.contains("data.rejected.csv: \(rejected.count) row")) }
        return (try #require(kept, "\(run.output)"), rejected, run.output)
    }

    /// Reason by "row id", as the list of rejected rows has them.
    func rejected() throws -> [String: String] {
        var table = try TableReader(path: directory.file("data.rejected.csv"))
        var row = TableRow()
        var reasons: [String: String] = [:]
        while try table.next(into: &row) {
            let fields = (0..<row.count).map { row.text($0) ?? "?" }
            #expect(fields[1] == input)
            reasons["\(fields[2]) \(fields[0])"] = fields[4]
        }
        return reasons
    }

    /// Expects one sentence with the name of the table in it, the status, and every earlier file as it was.
    func expectRefusal(
        of table: String, _ more: String..., status: Int32 = 65, ranks: Int? = nil, says expected: String...,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        try write(Array(table.utf8), to: input)
        try expectRefusal(more, status: status, ranks: ranks, says: ["in.csv"] + expected, at: location)
    }

    /// The same of the table that lies there.
    func expectRefusal(
        _ more: [String], status: Int32 = 65, ranks: Int? = nil, says expected: [String], at location: SourceLocation = #_sourceLocation
    ) throws {
        _ = try directory.write("an earlier data set", to: "data.h5")
        _ = try directory.write("what it left out", to: "data.rejected.csv")
        let names = try directory.names
        let run = try ProgramRun("covey", options + more, ranks: ranks, limit: 30)
        #expect(run.status == status, "\(run.errors)", sourceLocation: location)
        for text in expected { #expect(run.errors.contains(text), "\(run.errors)", sourceLocation: location) }
        #expect(run.errors.utf8.count < 2000, sourceLocation: location)
        #expect(try bytes(of: directory.file("data.h5")) == Array("an earlier data set".utf8), sourceLocation: location)
        #expect(try bytes(of: directory.file("data.rejected.csv")) == Array("what it left out".utf8), sourceLocation: location)
        #expect(try directory.names == names, sourceLocation: location)
    }
}
