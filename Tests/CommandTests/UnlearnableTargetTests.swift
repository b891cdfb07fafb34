import TestSupport
import Testing

/// Targets that nothing could be learnt of, or compared with.
@Suite struct UnlearnableTargetTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// Thirty compositions with two columns, of which the last three are to be tested and the three before them to validate.
    private func data(_ name: String, targets: [String], _ values: (Int) -> String) throws -> String {
        let metals = ["Li", "Na", "K", "Rb", "Cs", "Mg", "Ca", "Sr", "Ba", "Zn"]
        let rows = (0..<30).map { "m\($0),\(metals[$0 % 10])\(1 + $0 / 10)O\(1 + $0 % 3),\(values($0))\n" }
        let table = try directory.write("material_id,formula,a,b\n" + rows.joined(), to: "\(name).csv")
        let parts = (0..<30).map { "m\($0),\($0 < 24 ? "train" : $0 < 27 ? "val" : "test")\n" }
        let split = try directory.write("material_id,split\n" + parts.joined(), to: "\(name)-split.csv")
        let out = directory.file("\(name).h5")
        let run = try ProgramRun(
            "covey", ["featurise", table, "--representation", "composition", "--split", split, "--out", out] + targets.flatMap { ["--target", $0] })
        #expect(run.status == 0, "\(run.errors)")
        return out
    }

    private func train(_ data: String, _ name: String, _ more: [String]) throws -> ProgramRun {
        let words = ["train", data, "--split", "\(name)-split", "--members", "1", "--epochs", "1", "--out", directory.file("run-\(name)")]
        return try ProgramRun("covey", words + more)
    }

    @Test func oneClassAlone() throws {
        let path = try data("ones", targets: ["a"]) { "\($0 < 24 ? 1 : $0 % 2),0" }
        let run = try train(path, "ones", ["--target", "a", "--loss", "classification"])
        #expect(run.status == 65 && run.errors.contains("all known training values are class 1"), "\(run.errors)")
    }

    @Test func aTargetThatIsNeverValidated() throws {
        let path = try data("gaps", targets: ["a", "b"]) { "\($0),\((24..<27).contains($0) ? "" : "\($0 % 7)")" }
        let run = try train(path, "gaps", ["--target", "a", "--target", "b", "--loss", "robust-l1"])
        #expect(run.status == 65 && run.errors.contains("b") && run.errors.contains("no value is known in the validation set"), "\(run.errors)")
    }

    @Test func predictionsAreNotComparedWithAnotherUnit() throws {
        let path = try data("volts", targets: ["a:eV"]) { "\($0),0" }
        let run = try train(path, "volts", ["--target", "a"])
        #expect(run.status == 0, "\(run.errors)")
        let others = try data("millivolts", targets: ["a:meV"]) { "\($0 * 1000),0" }
        let words = ["predict", directory.file("run-volts"), others, "--out", directory.file("out.csv")]
        let refused = try ProgramRun("covey", words)
        #expect(refused.status == 65 && refused.errors.contains("target a is in meV; the ensemble predicts eV"), "\(refused.errors)")
    }

    @Test func classesThatTheEnsembleDoesNotKnow() throws {
        let path = try data("two", targets: ["a"]) { "\($0 % 2),0" }
        let run = try train(path, "two", ["--target", "a", "--loss", "classification"])
        #expect(run.status == 0, "\(run.errors)")
        let three = try data("three", targets: ["a"]) { "\($0 % 3),0" }
        let refused = try ProgramRun("covey", ["predict", directory.file("run-two"), three, "--out", directory.file("out.csv")])
        #expect(refused.status == 65 && refused.errors.contains("the ensemble knows classes 0 to 1"), "\(refused.errors)")
    }
}
