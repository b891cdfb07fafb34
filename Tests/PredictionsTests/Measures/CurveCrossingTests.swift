import Foundation
import Predictions
import Testing

@Suite struct CurveCrossingTests {
    private func curve(_ factor: Double, _ exponent: Double, _ sizes: [Double]) -> [(size: Double, error: Double)] {
        sizes.map { ($0, factor * pow($0, -exponent)) }
    }

    @Test func powerLawsCrossWhereTheyAreEqual() throws {
        let sizes = [100.0, 300, 1000, 3000]
        let (steep, flat) = (curve(2, 0.4, sizes), curve(0.5, 0.2, sizes))
        let found = CurveCrossing.all(steep, flat, laws: (try #require(PowerLaw(steep)), try #require(PowerLaw(flat))))
        // 2 N^-0.4 = 0.5 N^-0.2 at N = 4⁵.
        #expect(found.count == 1 && found.allSatisfy { !$0.isForecast && $0.firstIsBetterAbove })
        #expect(abs((found.first?.size ?? 0) / 1024 - 1) < 1e-9 && abs((found.first?.error ?? 0) / (0.5 * pow(1024, -0.2)) - 1) < 1e-9)
        let turned = CurveCrossing.all(flat, steep, laws: nil)
        #expect(turned.count == 1 && turned.allSatisfy { !$0.firstIsBetterAbove })
    }

    @Test func beyondTheLargestSizeLawsMeetOrDoNot() throws {
        let sizes = [50.0, 100, 200]
        let (steep, flat) = (curve(2, 0.4, sizes), curve(0.5, 0.2, sizes))
        let laws = (try #require(PowerLaw(steep)), try #require(PowerLaw(flat)))
        let found = CurveCrossing.all(steep, flat, laws: laws)
        #expect(found.count == 1 && found.allSatisfy { $0.isForecast && $0.firstIsBetterAbove && abs($0.size / 1024 - 1) < 1e-6 })
        // More than ten times the largest size away.
        let few = [10.0, 20, 40]
        let (one, other) = (curve(2, 0.4, few), curve(0.5, 0.2, few))
        #expect(CurveCrossing.all(one, other, laws: (try #require(PowerLaw(one)), try #require(PowerLaw(other)))).isEmpty)
        // The flatter curve does not overtake the steeper one that leads.
        let many = [2000.0, 4000, 8000]
        let (leads, follows) = (curve(2, 0.4, many), curve(0.5, 0.2, many))
        #expect(CurveCrossing.all(leads, follows, laws: (try #require(PowerLaw(leads)), try #require(PowerLaw(follows)))).isEmpty)
    }

    @Test func curvesMayCrossTwiceOrTouch() {
        let flat = [(100.0, 1.0), (200.0, 1.0), (400.0, 1.0), (800.0, 1.0)].map { (size: $0.0, error: $0.1) }
        let bent = [(100.0, 2.0), (200.0, 0.5), (400.0, 2.0), (1600.0, 0.1)].map { (size: $0.0, error: $0.1) }
        let found = CurveCrossing.all(bent, flat, laws: nil)
        #expect(found.map(\.firstIsBetterAbove) == [true, false])
        #expect(abs(found[0].size - 100 * 2.squareRoot()) < 1e-9)
        let touching = [(100.0, 2.0), (200.0, 1.0), (400.0, 2.0)].map { (size: $0.0, error: $0.1) }
        #expect(CurveCrossing.all(touching, flat, laws: nil).isEmpty)
        #expect(CurveCrossing.all([], flat, laws: nil).isEmpty)
    }
}
