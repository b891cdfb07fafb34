import Foundation
import TestSupport
import Testing

/// Disks that are full, broken or read-only from the n-th write, sync or rename on.
@Suite(.serialized) struct FailingWriteTests {
    private let place: TemporaryDirectory

    init() throws { place = try TemporaryDirectory() }

    @Test(arguments: [(FailingRuns.Calls.one, FailingRuns.Reason.diskFull, 1), (.allFrom, .fault, 5), (.one, .readOnly, 7)])
    func featuriseLeavesWholeFiles(calls: FailingRuns.Calls, reason: FailingRuns.Reason, step: Int) throws {
        let sandbox = try ProgramRun("covey", ["sandbox", "--out", place.file("sandbox"), "--materials", "12"])
        #expect(sandbox.status == 0, "\(sandbox.errors)")
        let runs = FailingRuns(
            command: [
                "featurise", place.file("sandbox/sandbox.csv"), "--structure", "cif", "--id", "material_id", "--target",
                "formation_energy_per_atom", "--out", place.file("out/data.h5"),
            ], directory: place.file("out"))
        // An earlier data set and its list, both to be found again.
        try FileManager.default.createDirectory(atPath: place.file("out"), withIntermediateDirectories: true)
        _ = try place.write("an earlier data set", to: "out/data.h5")
        _ = try place.write("an earlier list", to: "out/data.rejected.csv")
        try runs.expectWholeFiles(calls, reason, every: step)
    }
}
