import Datasets
import Prospecting
import Testing

@Suite struct KeptCandidatesTests {
    /// Candidates with few scores and identities, so that ties and repetitions are frequent.
    private static func candidates(_ count: Int, seed: UInt64) -> [RankedCandidate] {
        let random = CounterRandom(seed: seed, member: 0, purpose: .test)
        return (0..<count).map { number in
            RankedCandidate(
                number: number, identity: UInt64(random.integer(below: 60, at: 2 * number)),
                prediction: Double(random.integer(below: 20, at: 2 * number + 1)) / 10, epistemic: 0, aleatoric: 0, total: 0, hullEnergy: 0, kappa: 1)
        }
    }

    /// The best of each identity, and of those the best.
    private static func expected(_ candidates: [RankedCandidate], _ limit: Int) -> [RankedCandidate] {
        Array(Dictionary(grouping: candidates, by: \.identity).values.compactMap { $0.min() }.sorted().prefix(limit))
    }

    @Test(arguments: [1, 2, 7, 59, 100]) func theBestOfEachMaterialAreKeptInAnyOrderAndAnyShares(limit: Int) {
        for seed in 1...20 as ClosedRange<UInt64> {
            let all = Self.candidates(300, seed: seed)
            let right = Self.expected(all, limit)
            var forward = KeptCandidates(limit: limit)
            for candidate in all { forward.insert(candidate) }
            #expect(forward.sorted == right)
            var shares = (0..<4).map { _ in KeptCandidates(limit: limit) }
            for candidate in all.reversed() { shares[candidate.number * 7 % 4].insert(candidate) }
            var whole = shares[2]
            for share in [0, 3, 1] { whole.formUnion(shares[share]) }
            #expect(whole.sorted == right)
        }
    }

    @Test func whatHasNoNumberIsNoCandidate() {
        var kept = KeptCandidates(limit: 3)
        kept.insert(RankedCandidate(number: 0, identity: 1, prediction: .nan, epistemic: 0, aleatoric: 0, total: 0, hullEnergy: 0, kappa: 1))
        #expect(kept.count == 0)
    }

    @Test func digestsAreRememberedOnce() {
        let random = CounterRandom(seed: 3, member: 0, purpose: .test)
        var seen = SeenIdentities()
        var set: Set<UInt64> = []
        for place in 0..<20_000 {
            // Zero is a digest too.
            let digest = place % 5 == 0 ? UInt64(random.integer(below: 50, at: place)) : UInt64(random.integer(below: 1 << 40, at: place))
            #expect(seen.insert(digest) == set.insert(digest).inserted)
        }
        #expect(seen.count == set.count)
    }
}
