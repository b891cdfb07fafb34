import Datasets
import Foundation
import Testing

/// Values beyond all others, and honest tails that are none.
@Suite struct FarValuesTests {
    /// Between −1.4 and −0.2, as formation energies are.
    private let energies = (0..<60).map { -1.4 + 1.2 * Double($0 * 37 % 60) / 60 }

    private func random(_ stream: Int, _ count: Int) -> [Double] {
        let random = CounterRandom(seed: 5, member: 0, purpose: .test, stream: stream)
        return (0..<count).map { Double(random.normal(at: $0)) }
    }

    @Test(arguments: [1e8, -1e8, 1000, -200]) func oneOfSixty(value: Double) throws {
        var values = energies
        values[5] = value
        let far = try #require(FarValues(values))
        #expect(far.places == [5] && abs(far.median + 0.8) < 0.05)
        let words = far.sentence(name: { "m\($0)" }, text: { "\(values[$0])" })
        #expect(words.hasPrefix("m5 is \(value): ") && words.contains("times as far from the middle"), "\(words)")
    }

    @Test func severalOfDifferentSizes() throws {
        var values = energies
        (values[5], values[7], values[9]) = (1e8, -1e5, 300)
        #expect(try #require(FarValues(values)).places == [5, 7, 9])
    }

    @Test func marksForWhatIsNotKnown() throws {
        var values = energies
        for row in stride(from: 0, to: 60, by: 6) { values[row] = -9999 }
        let far = try #require(FarValues(values))
        #expect(Set(far.places) == Set(stride(from: 0, to: 60, by: 6)))
        #expect(far.sentence(name: { "m\($0)" }, text: { "\(values[$0])" }).contains(" and 7 more like them"))
        // Half of the values are no exception.
        for row in stride(from: 0, to: 60, by: 2) { values[row] = -9999 }
        #expect(FarValues(values) == nil)
    }

    @Test func unknownValuesAreNotFar() {
        #expect(FarValues(energies + [.nan, .nan]) == nil && FarValues([]) == nil && FarValues([1, 2, 1e9]) == nil)
    }

    /// Over decades: conductivities, moduli, temperatures with many zeros.
    @Test(arguments: 0..<40) func honestTails(stream: Int) {
        let normal = random(stream, 500)
        #expect(FarValues(normal) == nil)
        #expect(FarValues(normal.map { exp(2 * $0) }) == nil, "four decades")
        #expect(FarValues(normal.map { exp(5 * $0) }) == nil, "ten decades")
        #expect(FarValues(normal.map { $0 * $0 * $0 }) == nil)
        #expect(FarValues(normal.enumerated().map { $0 % 10 == 0 ? exp(3 * abs($1)) : 0 }) == nil, "mostly zeros")
        #expect(FarValues(Array(normal.prefix(8))) == nil)
    }

    @Test func aSlipAmongModuli() throws {
        var moduli = random(1, 300).map { 100 * exp(0.6 * $0) }
        #expect(FarValues(moduli) == nil)
        moduli[7] = 1.2e8
        #expect(try #require(FarValues(moduli)).places == [7])
    }
}
