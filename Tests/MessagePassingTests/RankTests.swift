import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct RankTests {
    private static let exercises = [
        "sum", "largest", "smallest", "broadcast", "broadcast-from-the-last", "gather", "empty", "in-place", "messages", "split",
    ]

    @Test(arguments: exercises, [1, 2, 3, 4])
    func exerciseHolds(exercise: String, ranks: Int) throws {
        let run = try ProgramRun("rank-exercises", [exercise], ranks: ranks, limit: 60)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == "right\n")
    }

    @Test(.enabled(if: OtherLibrary.isThere, "needs MPICH: COVEY_MPI=openmpi,mpich Jobs/test"), arguments: exercises, [1, 3, 4])
    func exerciseHoldsUnderMPICH(exercise: String, ranks: Int) throws {
        let run = try ProgramRun("rank-exercises", [exercise], ranks: ranks, launcher: OtherLibrary.launcher, limit: 60)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == "right\n")
    }

    @Test(.enabled(if: OtherLibrary.isThere, "needs MPICH: COVEY_MPI=openmpi,mpich Jobs/test"), arguments: ["abort-sum", "killed-gather"])
    func aRankThatFailsUnderMPICHBringsTheJobDown(exercise: String) throws {
        let start = Date()
        let run = try ProgramRun("rank-exercises", [exercise], ranks: 3, launcher: OtherLibrary.launcher, limit: 50)
        #expect(run.status != 0 && Date().timeIntervalSince(start) < 30, "\(run.status): \(run.errors)")
    }

    @Test(arguments: exercises)
    func exerciseHoldsWithoutALauncher(exercise: String) throws {
        let run = try ProgramRun("rank-exercises", [exercise])
        #expect(run.output == "right\n")
    }

    /// Errors come back as values with the name of the call, and the ranks can go on.
    @Test(arguments: ["short-message", "no-such-rank"], [2, 3])
    func aMistakeIsAnError(exercise: String, ranks: Int) throws {
        let run = try ProgramRun("rank-exercises", [exercise], ranks: ranks, limit: 60)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output == "right\n")
    }

    @Test(arguments: [("uneven-broadcast", "MPI_Bcast"), ("uneven-sum", "MPI_Allreduce")], [2, 3])
    func wrongSizesEndTheJob(exercise: (name: String, call: String), ranks: Int) throws {
        let start = Date()
        let run = try ProgramRun("rank-exercises", [exercise.name], ranks: ranks, limit: 50)
        #expect(run.status == 70, "\(run.errors)")
        #expect(run.errors.contains("\(exercise.call): MPI_ERR_TRUNCATE"), "\(run.errors)")
        #expect(Date().timeIntervalSince(start) < 30)
    }

    @Test(arguments: ["abort", "killed"], ["barrier", "sum", "broadcast", "gather", "message"])
    func aRankThatFailsWhileOthersWaitBringsTheJobDown(failure: String, place: String) throws {
        let start = Date()
        let run = try ProgramRun("rank-exercises", ["\(failure)-\(place)"], ranks: 3, limit: 50)
        #expect(failure == "abort" ? run.status == 70 : run.status != 0, "\(run.status): \(run.errors)")
        #expect(Date().timeIntervalSince(start) < 30)
    }
}
