import TestSupport
import Testing

@Suite struct FrameTests {
    @Test(arguments: ["sandbox", "featurise", "inspect", "train", "predict", "report", "hull", "import", "export"])
    func everyCommandExplainsItself(command: String) throws {
        let run = try ProgramRun("covey", [command, "--help"])
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("covey \(command): "))
        let overview = try ProgramRun("covey", ["--help"])
        #expect(overview.output.contains("\n  \(command) "))
    }

    @Test func mistakesOfUseEndWith64() throws {
        let misspelt = try ProgramRun("covey", ["train", "x.h5", "--targt", "y"])
        #expect(misspelt.status == 64)
        #expect(misspelt.errors.contains("did you mean --target?"))
        // A short word is not taken for another: what the command does take is said.
        let unknown = try ProgramRun("covey", ["plan", "--data", "x.h5", "--target", "y"])
        #expect(unknown.status == 64)
        #expect(unknown.errors.contains("--data is no option of covey plan; usage: covey plan DATA.h5"))
        // A variable of the shell that holds nothing.
        for words in [["train", "x.h5", "--target", "y", "--out", "--resume"], ["train", "x.h5", "--target", "y", "--resume", "--out", ""]] {
            let run = try ProgramRun("covey", words)
            #expect(run.status == 64 && run.errors.contains("--out needs a value"), "\(run.errors)")
        }
        for words in [["fly"], ["train", "--out"]] {
            let run = try ProgramRun("covey", words)
            #expect(run.status == 64)
        }
    }

    @Test func missingInputEndsWith66() throws {
        let run = try ProgramRun("covey", ["train", "/nowhere/x.h5", "--target", "y", "--out", "/tmp/never"])
        #expect(run.status == 66)
        #expect(run.errors.contains("/nowhere/x.h5"))
        let inspection = try ProgramRun("covey", ["inspect", "/nowhere/x.h5"])
        #expect(inspection.status == 66)
    }
}
