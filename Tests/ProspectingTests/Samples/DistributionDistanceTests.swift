import Prospecting
import Testing

@Suite struct DistributionDistanceTests {
    /// Shares of 3/4 and 1/4 where 1/2 and 1/2 are expected; the last category is not the reference's, and takes no part.
    @Test func chiSquaredIsOverTheReferencesCategories() {
        #expect(DistributionDistance.chiSquared([0, 3, 1, 7], reference: [0, 5, 5]) == 0.25)
        #expect(DistributionDistance.chiSquared([0, 2, 2], reference: [0, 5, 5]) == 0)
        // A category that samples lack altogether: ((1 − 1/2)² + (0 − 1/2)²) / (1/2).
        #expect(DistributionDistance.chiSquared([0, 2], reference: [0, 5, 5]) == 1)
        #expect(DistributionDistance.chiSquared([4, 0, 0], reference: [0, 5, 5]) == nil)
        #expect(DistributionDistance.chiSquared([1], reference: []) == nil)
    }

    @Test func numbersAreMovedAsFarAsTheyHaveTo() {
        // All of the threes become fives.
        #expect(DistributionDistance.earthMover([0, 0, 0, 4], reference: [0, 0, 0, 0, 0, 2]) == 2)
        #expect(DistributionDistance.kolmogorovSmirnov([0, 0, 0, 4], reference: [0, 0, 0, 0, 0, 2]) == 1)
        // Half of the ones becomes twos.
        #expect(DistributionDistance.earthMover([0, 8], reference: [0, 1, 1]) == 0.5)
        #expect(DistributionDistance.kolmogorovSmirnov([0, 8], reference: [0, 1, 1]) == 0.5)
        #expect(DistributionDistance.earthMover([0, 1, 1], reference: [0, 3, 3]) == 0)
        #expect(DistributionDistance.earthMover([], reference: [1]) == nil && DistributionDistance.kolmogorovSmirnov([1], reference: []) == nil)
    }
}
