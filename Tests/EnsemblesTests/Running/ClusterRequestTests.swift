import Ensembles
import Testing
import Training

@Suite struct ClusterRequestTests {
    private func requests(_ memberSeconds: [Int: Double], limit: Double?) -> [ClusterRequest] {
        ClusterRequest.all(members: 10, memberSeconds: memberSeconds, limit: limit)
    }

    /// 4,000 s a member: a quarter more and five minutes are 5,300 s, asked for as 90 minutes.
    @Test func theMarginIsAddedAndRoundedUp() throws {
        let best = try #require(ClusterRequest.best(of: requests([1: 4000], limit: nil), limit: nil))
        #expect(best.plan == EnsemblePlan(members: 10, ranks: 10))
        #expect(best.predicted == 4000 && best.wall == 5400 && best.jobs == 1)
    }

    @Test func noRanksThatWouldWaitForTheSameMembers() {
        // With 6 to 9 ranks members take two turns, as with 5.
        #expect(requests([1: 100], limit: nil).map(\.plan.ranks) == [1, 2, 3, 4, 5, 10])
    }

    @Test(arguments: [(5400.0, 10), (10500, 5), (15300, 4), (20400, 3), (25500, 2), (50400, 1)])
    func theFewestRanksThatKeepTheLimit(_ limit: Double, _ ranks: Int) throws {
        let best = try #require(ClusterRequest.best(of: requests([1: 4000], limit: limit), limit: limit))
        #expect(best.plan.ranks == ranks && best.jobs == 1 && best.wall <= limit)
    }

    @Test func shardsWhereMembersAloneAreTooSlow() throws {
        let best = try #require(ClusterRequest.best(of: requests([1: 4000, 2: 2200], limit: 3600), limit: 3600))
        #expect(best.plan == EnsemblePlan(members: 10, ranks: 20, shards: 2))
        #expect(best.wall == 3300)
    }

    @Test func severalJobsWhereNothingKeepsTheLimit() throws {
        let best = try #require(ClusterRequest.best(of: requests([1: 4000], limit: 1300), limit: 1300))
        #expect(best.plan.ranks == 10 && best.wall == 1300 && best.jobs == 5)
    }

    @Test func aMemberTakesItsStepsItsValidationAndItsPredictions() {
        var configuration = TrainingConfiguration()
        configuration.epochs = 10
        configuration.batch = 100
        let pace = TrainingPace(shards: 2, batch: 100, steps: 5, step: 0.5, slowestStep: 0.7, preparation: 3, prediction: 0.01)
        // 11 steps of training; 3 batches of validation on 2 ranks are 2 in turn; 1,300 predictions at the end.
        #expect(abs(pace.memberSeconds(configuration, training: 1001, measured: [250, 0], materials: 1300) - (10 * (3 + 5.5 + 2) + 13)) < 1e-9)
    }
}
