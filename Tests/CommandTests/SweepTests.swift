import Foundation
import TestSupport
import Testing

/// Learning curves and varied settings, on any number of ranks and in any number of pieces.
@Suite(.serialized) struct SweepTests {
    private let directory: TemporaryDirectory
    private let data: String

    init() throws {
        directory = try TemporaryDirectory()
        data = try directory.sandboxData(materials: 80, targets: ["formation_energy_per_atom:eV/atom"])
    }

    private let little = ["model.layers=1", "model.heads=1", "model.trunk=32", "model.output=16"].flatMap { ["--set", $0] }

    private func sweep(
        _ out: String, _ more: [String], ranks: Int? = nil, status: Int32 = 0, meanwhile: (pid_t) throws -> Void = { _ in }
    ) throws -> ProgramRun {
        let words = ["sweep", data, "--target", "formation_energy_per_atom", "--members", "2", "--batch", "16", "--out", directory.file(out)]
        let epochs = more.contains("--epochs") ? [] : ["--epochs", "3"]
        let run = try ProgramRun("covey", words + little + epochs + more, ranks: ranks, meanwhile: meanwhile)
        #expect(run.status == status, "covey sweep \(more.joined(separator: " ")): \(run.errors)")
        return run
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: directory.file(path), encoding: .utf8) }

    private func table(_ path: String) throws -> [[Substring]] {
        try text(path).split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    private func ids(_ path: String, of part: String) throws -> Set<Substring> {
        Set(try table(path).filter { $0[1] == part }.map { $0[0] })
    }

    @Test func subsetsAreNestedAndRanksDoNotMatter() throws {
        let sizes = ["--sizes", "10,20:40:x2,1", "--goal", "0.05"]
        let alone = try sweep("alone", sizes)
        #expect(alone.output.contains("β = ") && alone.output.contains("0.05 eV/atom") && alone.output.contains("0.043"))
        _ = try sweep("two", sizes, ranks: 2)
        for path in ["sweep.csv", "runs/wren-10/predictions.csv", "report/tables/power-laws.csv"] {
            #expect(try text("two/\(path)") == (try text("alone/\(path)")), "\(path)")
        }
        let rows = try table("alone/sweep.csv")
        #expect(rows.count == 5 && rows[0].prefix(4) == ["run", "model", "materials", "members"])
        #expect(rows.dropFirst().map { $0[2] }.prefix(3) == ["10", "20", "40"])
        let whole = try #require(rows.last?[2])
        var before: Set<Substring> = []
        for size in ["10", "20", "40", whole] {
            let run = "alone/runs/wren-\(size)/predictions.csv"
            let trained = try ids(run, of: "train")
            #expect("\(trained.count)" == size && before.isSubset(of: trained))
            before = trained
            for part in ["validation", "test"] { #expect(try ids(run, of: part) == (try ids("alone/runs/wren-10/predictions.csv", of: part))) }
        }
        // The whole training set gives what covey train makes of the same options.
        let train = ["train", data, "--target", "formation_energy_per_atom", "--members", "2", "--batch", "16", "--epochs", "3"]
        let run = try ProgramRun("covey", train + little + ["--out", directory.file("run")])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try text("run/predictions.csv") == (try text("alone/runs/wren-\(whole)/predictions.csv")))
        // A run's own predictions come out again, with the names of its own parts.
        let again = try ProgramRun("covey", ["predict", directory.file("alone/runs/wren-20"), data, "--out", directory.file("again.csv")])
        #expect(again.status == 0, "\(again.errors)")
        #expect(try text("again.csv") == (try text("alone/runs/wren-20/predictions.csv")))
        let refused = try sweep("alone", sizes, status: 64)
        #expect(refused.errors.contains("holds a sweep already; --resume goes on with it"))
    }

    /// Stopped while it trains and gone on with on other ranks; a size more is a matter of that size alone.
    @Test func aStoppedSweepEndsInTheSameTable() throws {
        let sizes = ["--sizes", "20,40", "--epochs", "40"]
        _ = try sweep("whole", sizes)
        let stopped = try sweep("cut", sizes, status: 75) { process in
            let log = directory.file("cut/runs/wren-40/log.jsonl")
            let deadline = Date().addingTimeInterval(60)
            while Date() < deadline, ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "").count(where: { $0 == "\n" }) < 3 { usleep(2000) }
            kill(process, SIGTERM)
        }
        #expect(stopped.errors.contains("--resume") && !FileManager.default.fileExists(atPath: directory.file("cut/sweep.csv")))
        let resumed = try sweep("cut", sizes + ["--resume"], ranks: 2)
        #expect(resumed.errors.contains("goes on after epoch"))
        #expect(try text("cut/sweep.csv") == (try text("whole/sweep.csv")))
        let other = try sweep("cut", ["--sizes", "20,40", "--epochs", "41", "--resume"], status: 64)
        #expect(other.errors.contains("training.epochs: the run has 40"))
        _ = try sweep("cut", ["--sizes", "10,20,40", "--epochs", "40", "--resume"])
        let rows = try text("whole/sweep.csv").split(separator: "\n").dropFirst().joined(separator: "\n")
        #expect(try text("cut/sweep.csv").hasSuffix(rows + "\n"))
    }

    @Test func severalModelsAndVariedSettings() throws {
        let run = try sweep("varied", ["--model", "roost,wren", "--vary", "model.layers=1,2"], ranks: 2)
        #expect(run.output.contains("has the smallest validation MAE"))
        let rows = try table("varied/sweep.csv")
        #expect(rows[0].prefix(4) == ["run", "model", "model.layers", "materials"])
        #expect(rows.dropFirst().map { $0[0] } == ["roost-model.layers=1", "roost-model.layers=2", "wren-model.layers=1", "wren-model.layers=2"])
        let errors = rows.dropFirst().compactMap { Double($0[5]) }
        #expect(Set(errors).count == 4)
        let page = try text("varied/report/index.html")
        #expect(page.contains("figure-variation") && page.contains("tables/variation-roost.csv"))
        // Roost has seen compositions alone.
        let inspection = try ProgramRun("covey", ["inspect", directory.file("varied/runs/roost-model.layers=2")])
        #expect(inspection.status == 0 && inspection.output.contains("Roost"))
        let again = try ProgramRun(
            "covey", ["predict", directory.file("varied/runs/roost-model.layers=2"), data, "--out", directory.file("again.csv")], ranks: 2)
        #expect(again.status == 0, "\(again.errors)")
        #expect(try text("again.csv") == (try text("varied/runs/roost-model.layers=2/predictions.csv")))
    }

    /// A setting that does not learn is a row without numbers, and no reason to lose the others.
    @Test func whatDivergesLeavesTheRest() throws {
        let run = try sweep("diverged", ["--vary", "learning-rate=1e-3,1e30"])
        #expect(run.errors.contains("2 of 2 members diverged"))
        let rows = try table("diverged/sweep.csv")
        #expect(rows[1][4] == "2" && rows[2][4] == "0" && rows[2][5].isEmpty)
    }

    @Test func whatCannotBeSweptIsRefused() throws {
        func refusal(_ more: [String]) throws -> String { try sweep("never", more, status: 64).errors }
        #expect(try refusal([]).contains("there is nothing to sweep over"))
        #expect(try refusal(["--sizes", "100:50:x2"]).contains("from the smaller to the larger"))
        #expect(try refusal(["--sizes", "1000"]).contains("1000 is more than the"))
        #expect(try refusal(["--vary", "seed=1,2"]).contains("seed is none of recipe"))
        #expect(try refusal(["--vary", "model.nonsense=1,2"]).contains("has no model.nonsense"))
        #expect(try refusal(["--vary", "batch=16,zero"]).contains("--batch is zero"))
        #expect(try refusal(["--sizes", "1", "--model", "wren,wren"]).contains("each once"))
        #expect(try refusal(["--sizes", "1", "--loss", "classification"]).contains("a sweep compares errors"))
        #expect(try refusal(["--sizes", "1", "--goal", "0"]).contains("--goal is 0"))
        #expect(!FileManager.default.fileExists(atPath: directory.file("never")))
    }
}
