import Datasets
import Testing

@Suite struct NestedSubsetTests {
    private let rows = Array(stride(from: 3, to: 900, by: 3))

    @Test func aSmallerOneLiesWithinEachLargerOne() {
        let subsets = NestedSubsets(of: rows, seed: 7)
        #expect(subsets.largest == rows.count)
        var before: Set<Int> = []
        for count in 0...rows.count {
            let subset = subsets.rows(count)
            #expect(subset.count == count && subset == subset.sorted())
            #expect(before.isSubset(of: subset))
            before = Set(subset)
        }
        #expect(subsets.rows(rows.count) == rows)
    }

    @Test func theyAreAFunctionOfRowsAndSeed() {
        // Whatever the order in which rows are named.
        #expect(NestedSubsets(of: rows.reversed(), seed: 7).rows(50) == NestedSubsets(of: rows, seed: 7).rows(50))
        #expect(NestedSubsets(of: rows, seed: 8).rows(50) != NestedSubsets(of: rows, seed: 7).rows(50))
        // What the next version has to draw too.
        #expect(NestedSubsets(of: Array(0..<10), seed: 1).rows(4) == [0, 6, 7, 9])
    }

    /// Every row is as likely as any other: of 400 seeds about half draw it into half of the rows.
    @Test func rowsAreDrawnEvenly() {
        var drawn = [Int](repeating: 0, count: 20)
        for seed in 0..<400 { for row in NestedSubsets(of: Array(0..<20), seed: UInt64(seed)).rows(10) { drawn[row] += 1 } }
        #expect(drawn.allSatisfy { (150...250).contains($0) }, "\(drawn)")
    }

    @Test func validationAndTestStayAsTheyAre() {
        let split = Split(parts: (0..<12).map { [.training, .training, .validation, .test][$0 % 4] })
        let some = split.training(on: [0, 5, 9, 2])
        #expect(some.training == [0, 5, 9])
        #expect(some.validation == split.validation && some.test == split.test)
    }
}
