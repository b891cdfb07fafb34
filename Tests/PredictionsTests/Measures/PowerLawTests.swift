import Foundation
import Predictions
import Testing

@Suite struct PowerLawTests {
    @Test func whatObeysTheLawGivesItBack() throws {
        let law = try #require(PowerLaw([100.0, 200, 400, 1600].map { (size: $0, error: 3 * pow($0, -0.4)) }))
        #expect(abs(law.exponent - 0.4) < 1e-12 && abs(law.factor - 3) < 1e-10 && law.exponentMargin < 1e-12)
        #expect(abs(law.error(at: 6400) - 3 * pow(6400, -0.4)) < 1e-12)
        let forecast = try #require(law.size(for: 3 * pow(50_000, -0.4)))
        #expect(abs(forecast.size / 50_000 - 1) < 1e-10)
        #expect(abs((forecast.lower ?? 0) / 50_000 - 1) < 1e-6 && abs((forecast.upper ?? 0) / 50_000 - 1) < 1e-6)
    }

    /// Worked out by hand: log N = 0, 1, 2 and log ε = 0, −1, −1. Slope −1/2, sum of squared residuals 1/6 with one degree of freedom,
    /// breadth 2; t = 12.7062.
    @Test func theIntervalIsThatOfTheTDistribution() throws {
        let law = try #require(PowerLaw([(1, 1), (exp(1), exp(-1)), (exp(2), exp(-1))]))
        #expect(abs(law.exponent - 0.5) < 1e-12 && abs(law.factor - exp(-1.0 / 6)) < 1e-12)
        #expect(abs(law.exponentMargin - 12.70620474 * (1.0 / 6 / 2).squareRoot()) < 1e-7)
        // The exponent may be 0, and so nothing bounds the size.
        let forecast = try #require(law.size(for: exp(-2)))
        #expect(abs(forecast.size - exp(2 * (2 - 1.0 / 6))) < 1e-9 && forecast.lower == nil && forecast.upper == nil)
    }

    /// The bounds of a forecast are where the line's band of 95 % holds the error.
    @Test func boundsAreWhereTheBandMeetsTheError() throws {
        let noise = [0.01, -0.02, 0.015, 0.005, -0.01]
        let points = noise.enumerated().map { place, noise in
            (size: 1000 * pow(2, Double(place)), error: 2 * pow(1000 * pow(2, Double(place)), -0.45) * exp(noise))
        }
        let law = try #require(PowerLaw(points))
        let goal = 0.015
        let forecast = try #require(law.size(for: goal))
        let (lower, upper) = (try #require(forecast.lower), try #require(forecast.upper))
        #expect(lower < forecast.size && forecast.size < upper)
        let x = points.map { log($0.size) }
        let mean = x.reduce(0, +) / 5
        let breadth = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let residual = points.reduce(0) { $0 + pow(log($1.error) - log(law.error(at: $1.size)), 2) }
        for bound in [lower, upper] {
            let half = 3.182446305 * (residual / 3 * (1.0 / 5 + pow(log(bound) - mean, 2) / breadth)).squareRoot()
            #expect(abs(abs(log(goal) - log(law.error(at: bound))) - half) < 1e-8)
        }
    }

    @Test func whatSaysNothingIsNoFit() throws {
        #expect(PowerLaw([(100, 1), (200, 0.5)]) == nil)
        #expect(PowerLaw([(100, 1), (100, 0.9), (100, 1.1)]) == nil)
        #expect(PowerLaw([(100, 1), (200, 0), (300, 0.1)]) == nil)
        let rising = try #require(PowerLaw([(100, 1), (200, 1.1), (400, 1.3)]))
        #expect(rising.exponent < 0 && rising.size(for: 0.5) == nil)
    }

    /// Tables of the t distribution: Abramowitz and Stegun 26.10.
    @Test(arguments: [(1, 12.706205), (2, 4.302653), (3, 3.182446), (4, 2.776445), (5, 2.570582), (10, 2.228139), (30, 2.042272), (120, 1.979930)])
    func quantilesOfStudentsT(freedom: Int, value: Double) {
        #expect(abs(StudentT.twoSidedQuantile(0.95, freedom: freedom) - value) < 1e-6)
    }

    @Test func otherLevelsOfStudentsT() {
        #expect(abs(StudentT.twoSidedQuantile(0.5, freedom: 1) - 1) < 1e-12)
        #expect(abs(StudentT.twoSidedQuantile(0.99, freedom: 3) - 5.840909) < 1e-6)
        #expect(abs(StudentT.twoSidedQuantile(0.68, freedom: 2000) - StandardNormal.quantile(0.84)) < 1e-3)
    }
}
