import Foundation
import TestSupport
import Testing

/// What `covey plan` asks Slurm for.
@Suite(.serialized) struct PlanTests {
    private let directory: TemporaryDirectory
    private let plan: [String]

    init() throws {
        directory = try TemporaryDirectory()
        let data = try directory.sandboxData(materials: 80)
        plan = ["plan", data, "--target", "formation_energy_per_atom", "--members", "6", "--batch", "16", "--measure", "0.2s"]
    }

    @Test func aRankToEachMemberWhereNoTimeIsGiven() throws {
        let run = try ProgramRun("covey", plan)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.wholeMatch(of: /sbatch --ntasks=6 --time=00:\d\d:00 --mem-per-cpu=\d+00M Jobs\/slurm\/ensemble\.sbatch\n/) != nil, "\(run.output)")
        #expect(run.errors.contains(/one rank a member: \d+ steps, .* ms each, .* ms the slowest/))
        #expect(!FileManager.default.fileExists(atPath: directory.file("checkpoints")))
    }

    /// A step is measured whole, however short the time that is given to it.
    @Test func aStepIsMeasuredWhateverTheTime() throws {
        let run = try ProgramRun("covey", plan + ["--epochs", "1", "--set", "model.layers=1"])
        #expect(run.status == 0 && run.errors.contains(/: [1-9]\d* steps/))
        let short = try ProgramRun("covey", plan.dropLast() + ["0.0001s"])
        #expect(short.status == 0 && short.errors.contains(/: [1-9]\d* steps/))
    }

    @Test func theFewestRanksThatKeepTheTimeAndShardsThatWereMeasured() throws {
        let run = try ProgramRun("covey", plan + ["--epochs", "2", "--time", "2h"], ranks: 2)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasPrefix("sbatch --ntasks=1 --time="))
        #expect(run.errors.contains("measured on 2 ranks at once") && run.errors.contains("  2 ranks a member: "))
    }

    @Test(arguments: [("{members: null}", "members is neither a value nor a list"), ("{members: 2", "not valid JSON"), ("[1]", "expected one JSON5 object")])
    func whatIsWrongWithAConfigurationIsSaid(text: String, words: String) throws {
        let file = try directory.write(text, to: "wrong.json5")
        let run = try ProgramRun("covey", plan + ["--config", file])
        #expect(run.status == 65 && run.errors.contains(words) && !run.errors.contains("DecodingError"), "\(run.errors)")
    }

    /// The file that a training is configured by serves its plan too.
    @Test func settingsOfTrainingAloneAreLeftToIt() throws {
        let file = directory.file("run.json5")
        try "{epochs: 3, out: 'run', resume: true, 'checkpoint-every': '5min'}".write(toFile: file, atomically: true, encoding: .utf8)
        let run = try ProgramRun("covey", plan + ["--config", file])
        #expect(run.status == 0 && run.errors.contains("each 3 epochs"), "\(run.errors)")
        try "{epoch: 3}".write(toFile: file, atomically: true, encoding: .utf8)
        let unknown = try ProgramRun("covey", plan + ["--config", file])
        #expect(unknown.status == 64 && unknown.errors.contains("epoch is no option of covey plan"))
    }

    @Test func timesThatMakeNoSense() throws {
        for time in ["4", "9min", "5epochs", "soon"] {
            let run = try ProgramRun("covey", plan + ["--time", time])
            #expect(run.status == 64 && run.errors.contains("--time is \(time); it must be a time of at least 10 min"), "\(run.errors)")
        }
    }
}
