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
                "formation_energy_per_atom", "--graphs", "12@8", "--out", place.file("out/data.h5"),
            ], directory: place.file("out"))
        // An earlier data set and its list, both to be found again.
        try FileManager.default.createDirectory(atPath: place.file("out"), withIntermediateDirectories: true)
        _ = try place.write("an earlier data set", to: "out/data.h5")
        _ = try place.write("an earlier list", to: "out/data.rejected.csv")
        try runs.expectWholeFiles(calls, reason, every: step)
    }

    @Test(arguments: [(FailingRuns.Calls.one, FailingRuns.Reason.diskFull), (.allFrom, .fault)])
    func enumerateLeavesWholeFiles(calls: FailingRuns.Calls, reason: FailingRuns.Reason) throws {
        try FileManager.default.createDirectory(atPath: place.file("out"), withIntermediateDirectories: true)
        _ = try place.write("an earlier library", to: "out/library.csv.gz")
        let words = ["enumerate", "--formula", "NaCl", "--groups", "221,225", "--out", place.file("out/library.csv.gz")]
        try FailingRuns(command: words, directory: place.file("out")).expectWholeFiles(calls, reason)
    }

    @Test func featuresAndDistancesLeaveWholeFiles() throws {
        let table = try place.write("id,formula\na,NaCl\nb,MgO\nc,Xx9\nd,Fe2O3\n", to: "table.csv")
        let data = place.file("data.h5")
        #expect(try ProgramRun("covey", ["describe", table, "--features", "fractions118", "--out", data]).status == 0)
        for (words, name) in [
            (["describe", table, "--features", "fractions118", "--out", place.file("out/f.csv")], "f.csv"),
            (["similar", data, "--distance", "elemd", "--matrix", place.file("out/d.h5")], "d.h5"),
        ] {
            try FileManager.default.createDirectory(atPath: place.file("out"), withIntermediateDirectories: true)
            _ = try place.write("an earlier file", to: "out/\(name)")
            try FailingRuns(command: words, directory: place.file("out")).expectWholeFiles(.one, .diskFull, every: 3)
            try FileManager.default.removeItem(atPath: place.file("out"))
        }
    }

    /// A figure is no exception: one that could not be written ends the report.
    @Test(arguments: [(FailingRuns.Calls.one, FailingRuns.Reason.diskFull, 4), (.allFrom, .fault, 9), (.one, .readOnly, 7)])
    func reportLeavesWholeFiles(calls: FailingRuns.Calls, reason: FailingRuns.Reason, step: Int) throws {
        // Without uncertainties there are two figures, and a run takes a quarter of a second.
        var table = "material_id,split,target,prediction,epistemic,aleatoric,total,member_0\n"
        for row in 0..<40 { table += "m-\(row),test,\(row),\(row + row % 3),0,0,0,\(row + row % 3)\n" }
        let predictions = try place.write(table, to: "predictions.csv")
        try FileManager.default.createDirectory(atPath: place.file("out"), withIntermediateDirectories: true)
        _ = try place.write("an earlier page", to: "out/index.html")
        let runs = FailingRuns(command: ["report", predictions, "--out", place.file("out")], directory: place.file("out"))
        try runs.expectWholeFiles(calls, reason, every: step)
    }
}
