import Foundation
import TestSupport
import Testing

/// Gradients that are much longer than usual.
@Suite struct GradientClipTests {
    private let directory: TemporaryDirectory
    private let data: String

    init() throws {
        directory = try TemporaryDirectory()
        data = try directory.sandboxData(materials: 48)
    }

    private func train(_ clip: String, to out: String, _ more: [String] = [], ranks: Int? = nil, status: Int32 = 0) throws -> ProgramRun {
        let run = try ProgramRun("covey", [
            "train", data, "--target", "formation_energy_per_atom", "--members", "1", "--epochs", "3", "--batch", "16", "--set", "model.layers=1",
            "--set", "model.trunk=32", "--set", "model.output=16", "--gradient-clip", clip, "--out", directory.file(out),
        ] + more, ranks: ranks)
        #expect(run.status == status, "\(run.errors)")
        return run
    }

    private func predictions(_ out: String) throws -> String { try String(contentsOfFile: directory.file("\(out)/predictions.csv"), encoding: .utf8) }

    @Test func onlyWhatIsLongerIsShortened() throws {
        for (clip, out) in [("off", "off"), ("1e30", "far"), ("1.01", "near")] { _ = try train(clip, to: out) }
        #expect(try predictions("off") == predictions("far"))
        #expect(try predictions("off") != predictions("near"))
    }

    /// The norm is that of the sum over shards.
    @Test func shardsAgreeOnTheNorm() throws {
        let hash = try #require(try train("1.05", to: "alone").output.firstMatch(of: /content hash [0-9a-f]{32}/)).output
        #expect(try train("1.05", to: "shared", ["--shards", "2"], ranks: 2).output.contains(hash))
    }

    @Test(arguments: ["0", "-2", "1", "inf", "none"]) func nonsenseIsRefused(clip: String) throws {
        #expect(try train(clip, to: "out", status: 64).errors.contains("gradient-clip"))
    }
}
