import Discovery
import Materials
import Testing

/// Candidates ranked within their chemical systems, countable by hand.
@Suite struct SystemRankingTests {
    private func ranking(known: [PhaseDiagram.Entry] = []) throws -> SystemRanking {
        let candidates: [(id: String, formula: String, truth: Double, prediction: Double)] = [
            ("a", "LiNaO", -1, -0.8), ("b", "LiNaO", -0.985, -1.1), ("c", "LiNaO", -0.9, -0.95), ("d", "LiKO", -1.5, -1.5),
            ("e", "Li2KO3", -2, -2), ("f", "NaO", -0.1, -0.1), ("g", "LiNaO", -0.995, .nan),
        ]
        return try #require(
            try SystemRanking(
                ids: candidates.map(\.id), compositions: candidates.map { try Composition($0.formula) }, truth: candidates.map(\.truth),
                prediction: candidates.map(\.prediction), known: KnownPhases(known)))
    }

    @Test func distancesCountFromTheHullWithTheCandidates() throws {
        let ranking = try ranking()
        #expect(ranking.systems.map(\.name) == ["Li-Na-O", "K-Li-O"])
        let first = ranking.systems[0].screening
        // What has no prediction comes last, and into no order.
        #expect(first.ids == ["b", "c", "a", "g"] && first.order(.prediction) == [0, 1, 2])
        for (found, expected) in zip(first.truth, [0.015, 0.1, 0, 0.005]) { #expect(abs(found - expected) < 1e-12) }
        for (found, expected) in zip(first.prediction, [0, 0.15, 0.3]) { #expect(abs(found - expected) < 1e-12) }
        // Both lie on the predicted hull: the one that lies farther below the known phases comes first.
        #expect(ranking.systems[1].screening.ids == ["e", "d"] && ranking.systems[1].screening.prediction == [0, 0])
        #expect(ranking.together.ids == ["e", "d", "b", "c", "a", "g"])
    }

    @Test func knownPhasesAreBelowAllOfThem() throws {
        let known = PhaseDiagram.Entry(id: "k", composition: try Composition("LiNaO"), energy: -1.2)
        let first = try ranking(known: [known]).systems[0].screening
        #expect(abs(first.truth[2] - 0.2) < 1e-12 && abs(first.prediction[0] - 0.1) < 1e-12)
    }

    @Test func earlyDiscovery() throws {
        let screening = try ranking().systems[0].screening
        let near = EarlyDiscovery(screening, distance: 0.01)
        #expect(near.candidates == 4 && near.targets == 2 && near.enrichment == 0)
        // g is a target that no order reaches.
        #expect(near.calculationsForHalf == 3 && near.calculationsForAll == nil)
        let far = EarlyDiscovery(screening, distance: 0.02)
        let enrichment = try #require(far.enrichment)
        #expect(far.targets == 3 && far.calculationsForHalf == 3 && abs(enrichment - 4.0 / 3) < 1e-12)
        let low = PhaseDiagram.Entry(id: "k", composition: try Composition("LiNaO"), energy: -9)
        let none = EarlyDiscovery(try ranking(known: [low]).systems[0].screening, distance: 0.01)
        #expect(none.targets == 0 && none.enrichment == nil && none.calculationsForHalf == nil)
    }

    @Test func binariesAreNoSystemsOfThree() throws {
        let ranking = try SystemRanking(
            ids: ["a"], compositions: [Composition("NaCl")], truth: [-1], prediction: [-1], known: KnownPhases([]))
        #expect(ranking == nil)
    }
}
