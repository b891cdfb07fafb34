import Datasets
import Kernels
import Materials
import Models
import Testing

/// A generator's backward pass against central differences, and what must not change its nats.
@Suite struct GeneratorGradientTests {
    private func loss(_ learner: any GradientLearner, _ weights: ParameterVector) throws -> Double {
        let outputs = try learner.learntOutputs(weights: weights, sums: WholeBatch())[0]
        let targets = [Float](repeating: 0, count: outputs.rows)
        let slopes = learner.outputGradients(rows: outputs.rows)[0]
        let scale = 1 / Float(outputs.rows)
        return Loss(.likelihood()).sum(outputs, targets: targets.span, gradient: slopes, scale: scale).loss / Double(outputs.rows)
    }

    private func gradient(
        _ fixture: GeneratorFixture, _ model: GeneratorModel, _ weights: ParameterVector, sliceSize: Int, one: Bool
    ) throws -> ParameterVector {
        var learner = try fixture.learner(model)
        learner.layOut(fixture.rows[...], sliceSize: sliceSize, draws: GeneratorFixture.draws(one: one))
        let gradient = ParameterVector(layout: model.layout)
        // Whatever stands there is written over.
        for block in gradient.layout.blocks { gradient[block].fill(7) }
        _ = try loss(learner, weights)
        try learner.backward(weights: weights, gradient: gradient, includingMessages: true, sums: WholeBatch())
        return gradient
    }

    /// All equivalent sequences together, one of them, any order of sites, and with units dropped.
    @Test(arguments: ["all", "one", "random", "dropout"])
    func backwardIsTheDerivativeOfForward(form: String) throws {
        let fixture = try GeneratorFixture()
        var settings = GeneratorFixture.settings
        if form == "random" { settings.order = .random }
        if form == "dropout" { settings.dropout = 0.3 }
        let model = try fixture.model(settings)
        let weights = model.initialWeights(seed: 5, member: 1)
        let gradient = try gradient(fixture, model, weights, sliceSize: 4, one: form != "all")
        var learner = try fixture.learner(model)
        learner.layOut(fixture.rows[...], sliceSize: 4, draws: GeneratorFixture.draws(one: form != "all"))
        for (number, block) in model.layout.blocks.enumerated() {
            let slopes = try CentralDifferences(block, number: number, weights: weights, gradient: gradient, steps: [0.02, 0.005, 0.0015, 0.0005]) {
                try loss(learner, $0)
            }
            #expect(slopes.error < 0.02 * abs(slopes.analytic) + 1e-3, "\(block.name): \(slopes.analytic) against \(slopes.numeric)")
        }
    }

    /// Slices change the order of sums and nothing else.
    @Test func slicesGiveTheSameGradient() throws {
        let fixture = try GeneratorFixture()
        let model = try fixture.model()
        let weights = model.initialWeights(seed: 5, member: 1)
        let (whole, sliced) = (
            try gradient(fixture, model, weights, sliceSize: 10, one: true), try gradient(fixture, model, weights, sliceSize: 3, one: true)
        )
        for block in model.layout.blocks {
            let (one, other) = (whole[block].elements, sliced[block].elements)
            let largest = one.map(abs).max() ?? 0
            for (a, b) in zip(one, other) { #expect(abs(a - b) <= 2e-5 * max(largest, 0.01), "\(block.name)") }
        }
    }

    /// What is told of a material depends on no other one, nor on how many there are.
    @Test func natsOfAMaterialAreItsOwn() throws {
        let fixture = try GeneratorFixture()
        let model = try fixture.model()
        let weights = model.initialWeights(seed: 5, member: 1)
        var learner = try fixture.learner(model, for: .prediction)
        learner.layOut(fixture.rows[...], sliceSize: nil, draws: nil)
        let together = learner.outputs(weights: weights)[0]
        let kept = fixture.rows.map { together.rows($0..<($0 + 1)).elements }
        for row in fixture.rows.reversed() {
            learner.layOut([row], sliceSize: nil, draws: nil)
            #expect(learner.outputs(weights: weights)[0].elements == kept[row])
        }
    }

    /// −log Σ exp(−nats) over the equivalent ways to write a material: not less likely than the stored one of them.
    @Test func equivalentSequencesAreOneMaterial() throws {
        let fixture = try GeneratorFixture()
        let model = try fixture.model()
        var settings = GeneratorFixture.settings
        settings.relabelled = false
        let single = try fixture.model(settings)
        let weights = model.initialWeights(seed: 5, member: 1)
        func nats(_ model: GeneratorModel) throws -> [Float] {
            var learner = try fixture.learner(model, for: .prediction)
            learner.layOut(fixture.rows[...], sliceSize: nil, draws: nil)
            let outputs = learner.outputs(weights: weights)[0]
            return fixture.rows.map { outputs.rows($0..<($0 + 1)).elements.reduce(0, +) }
        }
        let (all, one) = (try nats(model), try nats(single))
        let builder = try ModelInputs(fixture.dataset, rows: fixture.rows).sets(as: .wyckoff)
        for row in fixture.rows {
            let ways = builder.representationCount(of: row)
            if ways == 1 { #expect(abs(all[row] - one[row]) < 1e-4) } else { #expect(all[row] < one[row], "\(row)") }
        }
        #expect(fixture.rows.contains { builder.representationCount(of: $0) > 1 })
    }
}
