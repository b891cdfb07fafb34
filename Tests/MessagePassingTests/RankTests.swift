import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct RankTests {
    @Test(arguments: ["sum", "largest", "broadcast", "gather", "messages", "split"], [1, 2, 3, 4])
    func exerciseHolds(exercise: String, ranks: Int) throws {
        let run = try ProgramRun("rank-exercises", [exercise], ranks: ranks, limit: 60)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == "right\n")
    }

    @Test(arguments: ["sum", "largest", "broadcast", "gather", "messages", "split"])
    func exerciseHoldsWithoutALauncher(exercise: String) throws {
        let run = try ProgramRun("rank-exercises", [exercise])
        #expect(run.output == "right\n")
    }

    @Test(arguments: ["abort", "killed"])
    func aRankThatEndsBringsTheJobDown(exercise: String) throws {
        let start = Date()
        let run = try ProgramRun("rank-exercises", [exercise], ranks: 3, limit: 50)
        #expect(run.status != 0)
        #expect(Date().timeIntervalSince(start) < 30)
    }
}
