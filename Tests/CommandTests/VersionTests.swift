import TestSupport
import Testing

@Suite struct VersionTests {
    /// What a report of a fault should begin with.
    @Test func theVersionComesWithWhatNumbersDependOn() throws {
        let run = try ProgramRun("covey", ["--version"])
        #expect(run.status == 0 && run.errors.isEmpty)
        let lines = run.output.split(separator: "\n").map(String.init)
        #expect(lines.first?.wholeMatch(of: /covey \d+\.\d+\.\d+/) != nil)
        for name in ["processor", "built for", "oneDNN", "HDF5", "spglib", "Qhull", "XGBoost", "MPI"] {
            #expect(lines.count { $0.hasPrefix("  \(name) ") && $0.count > 14 } == 1, "\(name)")
        }
        for (name, version) in [("oneDNN", /\d+\.\d+\.\d+, using/), ("HDF5", /\d+\.\d+\.\d+/), ("Qhull", /\d+\.\d+\.\d+/)] as [(String, Regex<Substring>)] {
            #expect(lines.contains { $0.hasPrefix("  \(name)") && $0.firstMatch(of: version) != nil }, "\(name)")
        }
    }
}
