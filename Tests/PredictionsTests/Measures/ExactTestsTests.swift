import Predictions
import Testing

/// Counts that tell something, and counts that do not; values by hand and from tables of the binomial distribution.
@Suite struct ExactTestsTests {
    @Test(arguments: [
        // 0.1¹ and 0.1² of none held.
        (0, 1, false), (0, 2, true), (1, 1, false), (6, 6, false),
        // 0.9³⁵ is 2.50 % and 0.9³⁶ 2.25 %.
        (35, 35, false), (36, 36, true),
        // P(X ≤ 6) of ten is 1.3 %, P(X ≤ 7) 7.0 %.
        (6, 10, true), (7, 10, false), (90, 100, false), (83, 100, true), (96, 100, true), (95, 100, false),
        (900_000, 1_000_000, false), (899_000, 1_000_000, true), (0, 0, false),
    ])
    func coverageOfNinetyPerCent(held: Int, rows: Int, isTold: Bool) {
        #expect(ExactTests.tells(held, of: rows, from: 0.9) == isTold)
    }

    @Test(arguments: [
        // One of one chosen, of the one stable among n: 1/n.
        (1, 1, 1, 5, false), (1, 1, 1, 39, false), (1, 1, 1, 41, true),
        // All three of three among twenty: 1/1140.
        (3, 3, 3, 20, true), (10, 20, 50, 100, false), (0, 0, 5, 10, false), (5, 10, 10, 10, false),
    ])
    func choicesAndChance(right: Int, chosen: Int, stable: Int, rows: Int, isTold: Bool) {
        #expect(ExactTests.tells(right, among: chosen, ofKind: stable, of: rows) == isTold)
    }
}
