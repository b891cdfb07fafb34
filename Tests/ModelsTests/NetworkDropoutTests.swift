import Datasets
import Kernels
import Models
import Testing

/// What is dropped, seen through a network that shows it: units of 1, and an output for each unit.
@Suite struct NetworkDropoutTests {
    private static let width = 52
    private let fixture: NetworkFixture

    init() throws { fixture = try NetworkFixture() }

    /// For each row the product of all layers' factors, unit by unit.
    private func factors(_ rates: String, layers: Int = 1, rows: [Int], draws: EpochDraws?) throws -> [Int: [Float]] {
        let hidden = [Int](repeating: Self.width, count: layers)
        let model = try fixture.model(
            try NetworkFixture.settings(hidden, residual: false, dropout: rates), tasks: [.classification(classes: Self.width)])
        let weights = ParameterVector(layout: model.layout)
        try model.block("trunk.0.bias", of: weights).fill(1)
        for name in (1..<layers).map({ "trunk.\($0).weight" }) + ["outputs.0.last.weight"] {
            let matrix = try model.block(name, of: weights)
            for unit in 0..<Self.width { matrix[unit, unit] = 1 }
        }
        var learner = try fixture.learner(model)
        learner.layOut(rows[...], sliceSize: nil, draws: draws)
        let output = learner.outputs(weights: weights)[0]
        return Dictionary(uniqueKeysWithValues: rows.indices.map { place in (rows[place], output.rows(place..<(place + 1)).elements) })
    }

    private let all = Array(0..<NetworkFixture.count)

    @Test(arguments: [0.1, 0.5, 0.8]) func asManyUnitsAreDroppedAsWereAskedFor(rate: Double) throws {
        var dropped = [Int](repeating: 0, count: Self.width)
        for epoch in 1...10 {
            for values in try factors("\(rate)", rows: all, draws: NetworkFixture.draws(epoch: epoch)).values {
                for (unit, value) in values.enumerated() {
                    #expect(value == 0 || value == Float(1 / (1 - rate)))
                    dropped[unit] += value == 0 ? 1 : 0
                }
            }
        }
        // 400 draws of a unit, 20,800 of all.
        for count in dropped { #expect(abs(Double(count) / 400 - rate) < 5 * (rate * (1 - rate) / 400).squareRoot()) }
        #expect(abs(Double(dropped.reduce(0, +)) / 20_800 - rate) < 4 * (rate * (1 - rate) / 20_800).squareRoot())
    }

    @Test func whatIsDroppedDependsOnTheMaterialAndNotOnItsPlace() throws {
        let draws = NetworkFixture.draws()
        let whole = try factors("0.4", rows: all, draws: draws)
        let some = try factors("0.4", rows: [31, 2, 17], draws: draws)
        for (row, values) in some { #expect(values == whole[row]) }
        #expect(Set(whole.values).count == whole.count)
        for other in [NetworkFixture.draws(epoch: 4), NetworkFixture.draws(seed: 6), NetworkFixture.draws(member: 2)] {
            #expect(try factors("0.4", rows: [5], draws: other)[5] != whole[5])
        }
    }

    @Test func layersAreDrawnByThemselves() throws {
        let draws = NetworkFixture.draws()
        let first = try factors("1:0.4", layers: 2, rows: all, draws: draws)
        let second = try factors("2:0.4", layers: 2, rows: all, draws: draws)
        let both = try factors("0.4", layers: 2, rows: all, draws: draws)
        for row in all {
            let (a, b) = (try #require(first[row]), try #require(second[row]))
            #expect(a != b)
            #expect(both[row] == zip(a, b).map { $0 * $1 })
        }
    }

    @Test func nothingIsDroppedWhereNothingIsLearnt() throws {
        for values in try factors("0.9", rows: all, draws: nil).values { #expect(values.allSatisfy { $0 == 1 }) }
    }
}
