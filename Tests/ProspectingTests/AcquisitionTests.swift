import Materials
import Prospecting
import Testing

/// Which candidates are taken, by numbers that can be followed by hand.
@Suite struct AcquisitionTests {
    /// Distances −0.2, −0.1, 0, 0.1, σ 0.3, 0, 0.15, 0.05: the order of the pessimist is 1, 0, 2 and 3 (equal), of the optimist 0, 2, 1, 3.
    private let pool = ScreenedPool(
        distances: [-0.25, -0.125, 0, 0.125], deviations: [0.375, 0, 0.25, 0.125],
        memberDistances: [[-0.25, -0.5, 0.25, 0.125], [0.5, 0.25, -0.25, 0]],
        keys: [
            BatchKeys(formula: "NaCl", system: "Cl-Na", prototype: "AB_cF8_225_a_b"),
            BatchKeys(formula: "NaCl", system: "Cl-Na", prototype: "AB_cP2_221_a_b"),
            BatchKeys(formula: "NaCl3", system: "Cl-Na", prototype: ""),
            BatchKeys(formula: "KBr", system: "Br-K", prototype: "AB_cF8_225_a_b"),
        ])

    private func places(
        _ strategy: AcquisitionStrategy, kappa: Double = 1, epsilon: Double = 0.1, limits: BatchLimits = BatchLimits(), seed: UInt64 = 1,
        round: Int = 0,
        budget: Int = 4
    ) -> [Int] {
        Acquisition(strategy, kappa: kappa, epsilon: epsilon, limits: limits, seed: seed, round: round).batch(from: pool, budget: budget)
            .map(\.place)
    }

    @Test func valuesPutCandidatesInOrder() {
        #expect(places(.exploit) == [0, 1, 2, 3])
        // −0.125, 0.125, 0.25 and 0.25: equal ones as they stand in the pool.
        #expect(places(.pessimist) == [1, 0, 2, 3])
        #expect(places(.pessimist, kappa: 0) == [0, 1, 2, 3])
        // −0.625, −0.25, −0.125, 0
        #expect(places(.optimist) == [0, 2, 1, 3])
        #expect(places(.pessimist, budget: 2) == [1, 0])
        let picks = Acquisition(.pessimist, kappa: 2, seed: 1, round: 0).batch(from: pool, budget: 4)
        #expect(picks.map(\.value) == [-0.125, 0.375, 0.5, 0.5] && picks.map(\.place) == [1, 3, 0, 2])
    }

    @Test func limitsKeepABatchDiverse() {
        #expect(places(.exploit, limits: BatchLimits(perComposition: 1)) == [0, 2, 3])
        #expect(places(.exploit, limits: BatchLimits(perSystem: 1)) == [0, 3])
        // What has no prototype is like nothing.
        #expect(places(.exploit, limits: BatchLimits(perPrototype: 1)) == [0, 1, 2])
        #expect(Set(places(.random, limits: BatchLimits(perSystem: 1))).count == 2)
    }

    @Test func thompsonTakesEachByOneMember() {
        // Whichever members are drawn, a member's best that is left comes next.
        let orders = [[1, 0, 3, 2], [2, 3, 1, 0]]
        for seed in UInt64(1)...20 {
            let found = places(.thompson, seed: seed)
            #expect(Set(found) == [0, 1, 2, 3])
            for (number, place) in found.enumerated() {
                let left = orders.compactMap { order in order.first { !found[..<number].contains($0) } }
                #expect(left.contains(place))
            }
        }
        #expect(Set((1...20).map { places(.thompson, seed: UInt64($0))[0] }) == [1, 2])
    }

    @Test func chanceDependsOnSeedAndRoundAlone() {
        let found = (1...40).map { places(.random, seed: UInt64($0)) }
        #expect(found == (1...40).map { places(.random, seed: UInt64($0)) })
        #expect(Set(found).count > 10 && Set(found.map { $0[0] }) == [0, 1, 2, 3])
        #expect((0..<20).contains { places(.random, round: $0) != places(.random, round: 0) })
        #expect(places(.epsilonGreedy, epsilon: 0) == [0, 1, 2, 3])
        #expect((1...40).map { places(.epsilonGreedy, epsilon: 1, seed: UInt64($0)) } == found)
    }

    @Test func whatHasNoPredictionIsLeftToChance() {
        let blind = ScreenedPool(
            distances: [.nan, 0.5], deviations: [0, 0], memberDistances: [], keys: Array(pool.keys.prefix(2)))
        #expect(Acquisition(.exploit, seed: 1, round: 0).batch(from: blind, budget: 2).map(\.place) == [1])
        #expect(Acquisition(.random, seed: 1, round: 0).batch(from: blind, budget: 2).count == 2)
    }

    @Test func aStrategyKnowsWhenNothingIsLeft() {
        func has(_ strategy: AcquisitionStrategy, _ threshold: Double) -> Bool {
            Acquisition(strategy, seed: 1, round: 0).hasCandidate(in: pool, atMost: threshold)
        }
        #expect(has(.exploit, -0.25) && !has(.exploit, -0.26))
        #expect(has(.pessimist, -0.125) && !has(.pessimist, -0.13))
        #expect(has(.optimist, -0.625) && !has(.optimist, -0.63))
        #expect(has(.thompson, -0.5) && !has(.thompson, -0.51))
        #expect(has(.random, -0.25) && !has(.random, -0.26))
    }

    @Test func keysOfABatchComeFromFormulaAndLabel() throws {
        let keys = BatchKeys(formula: "O3SrTi", composition: try Composition("SrTiO3"), label: "A3BC_cP5_221_c_a_b:O-Sr-Ti")
        #expect(keys == BatchKeys(formula: "O3SrTi", system: "O-Sr-Ti", prototype: "A3BC_cP5_221_c_a_b"))
    }

    @Test func foundAndRegret() {
        let curve = FoundCurve([true, false, true, true], total: 3, pool: 12)
        #expect(curve.found == [0, 1, 1, 2, 3] && curve.calculations == 4)
        #expect((0...4).map { curve.regret(after: $0) } == [0, 0, 1, 1, 0])
        #expect(curve.byChance(after: 4) == 1)
        #expect(FoundCurve([true], total: nil, pool: 12).regret(after: 1) == nil)
    }
}
