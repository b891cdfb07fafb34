import Datasets
import Kernels
import Materials
import Models
import Testing

/// Convolutions over crystals against central differences, and what must not change them.
@Suite struct CrystalGradientTests {
    private static let tasks: [Task] = [.regression(.robustL1), .classification(classes: 3), .regression(.l2, floor: nil)]
    private static let rows = Array(0..<CrystalFixture.count)

    private static func targets(_ task: Int, _ rows: some Sequence<Int>) -> [Float] {
        rows.map { row in
            if row % 5 == 4, task == 0 { return .nan }
            return task == 1 ? Float(row % 3) : CounterRandom(seed: 9, member: task, purpose: .test).normal(at: row)
        }
    }

    /// The loss of all rows in training, that is by the statistics of the batch; leaves its gradient.
    private func loss(_ learner: any GradientLearner, _ weights: ParameterVector) throws -> Double {
        let outputs = try learner.learntOutputs(weights: weights, sums: WholeBatch())
        let slopes = learner.outputGradients(rows: Self.rows.count)
        var sum = 0.0
        for (index, task) in learner.model.tasks.enumerated() {
            sum += Loss(task).sum(outputs[index], targets: Self.targets(index, Self.rows).span, gradient: slopes[index], scale: 1 / 12).loss
        }
        return sum / 12
    }

    private func gradient(_ fixture: CrystalFixture, _ model: CrystalModel, _ weights: ParameterVector, sliceSize: Int) throws -> ParameterVector {
        var learner = try fixture.learner(model)
        learner.layOut(Self.rows[...], sliceSize: sliceSize, draws: CrystalFixture.draws)
        let gradient = ParameterVector(layout: model.layout)
        // Whatever stands there is written over.
        for block in gradient.layout.blocks { gradient[block].fill(7) }
        _ = try loss(learner, weights)
        try learner.backward(weights: weights, gradient: gradient, includingMessages: true, sums: WholeBatch())
        return gradient
    }

    @Test func backwardIsTheDerivativeOfForward() throws {
        let fixture = try CrystalFixture()
        let model = try fixture.model(tasks: Self.tasks)
        let weights = model.initialWeights(seed: 5, member: 1)
        let gradient = try gradient(fixture, model, weights, sliceSize: 5)
        var learner = try fixture.learner(model)
        learner.layOut(Self.rows[...], sliceSize: 5, draws: CrystalFixture.draws)
        for (number, block) in model.layout.blocks.enumerated() where block.offset < model.layout.learntCount {
            let slopes = try CentralDifferences(block, number: number, weights: weights, gradient: gradient, steps: [0.004, 0.0012]) {
                try loss(learner, $0)
            }
            #expect(slopes.error < 0.02 * abs(slopes.analytic) + 2e-3, "\(block.name): \(slopes.analytic) against \(slopes.numeric)")
        }
    }

    /// Slices change the order of sums and nothing else.
    @Test func slicesGiveTheSameGradient() throws {
        let fixture = try CrystalFixture()
        let model = try fixture.model(tasks: Self.tasks)
        let weights = model.initialWeights(seed: 5, member: 1)
        let (whole, sliced) = (try gradient(fixture, model, weights, sliceSize: 12), try gradient(fixture, model, weights, sliceSize: 3))
        for block in model.layout.blocks where block.offset < model.layout.learntCount {
            let (one, other) = (whole[block].elements, sliced[block].elements)
            let largest = one.map(abs).max() ?? 0
            for (a, b) in zip(one, other) { #expect(abs(a - b) <= 2e-5 * max(largest, 0.05), "\(block.name)") }
        }
    }

    /// Statistics move a tenth of the way towards the batch: what prediction takes is then between both.
    @Test func runningStatisticsMoveTowardsTheBatch() throws {
        let fixture = try CrystalFixture()
        let model = try fixture.model()
        let weights = model.initialWeights(seed: 5, member: 1)
        var learner = try fixture.learner(model)
        learner.layOut(Self.rows[...], sliceSize: 4, draws: CrystalFixture.draws)
        let inTraining = try learner.learntOutputs(weights: weights, sums: WholeBatch())[0].elements
        var predictor = try fixture.learner(model, for: .prediction)
        predictor.layOut(Self.rows[...], sliceSize: nil, draws: nil)
        func distance() -> Float {
            zip(predictor.outputs(weights: weights)[0].elements, inTraining).reduce(0) { max($0, abs($1.0 - $1.1)) }
        }
        let before = distance()
        for _ in 0..<200 {
            _ = try learner.learntOutputs(weights: weights, sums: WholeBatch())
            learner.keepStatistics(in: weights)
        }
        // The unbiased variance of a few atoms is somewhat larger than that of the batch.
        #expect(before > 0.01 && distance() < 0.2 * before)
    }

    @Test func variancesOfAFileAreLookedAt() throws {
        let model = try CrystalFixture().model()
        let weights = model.initialWeights(seed: 5, member: 1)
        let block = try #require(model.layout.blocks.first { $0.name == "layers.1.nodes.variance" })
        weights[block][0, 3] = -0.5
        #expect(throws: ModelError.self) { _ = try model.weights(of: weights.arrays) }
        weights[block][0, 3] = 0.5
        #expect(try (model.weights(of: weights.arrays) as? ParameterVector)?.flat.elements == weights.flat.elements)
    }

    /// What a row comes to in prediction depends on no other row, nor on how many there are.
    @Test func predictionsOfARowAreItsOwn() throws {
        let fixture = try CrystalFixture()
        let model = try fixture.model(tasks: Self.tasks)
        let weights = model.initialWeights(seed: 5, member: 1)
        CrystalFixture.moved(weights)
        var learner = try fixture.learner(model, for: .prediction)
        learner.layOut(Self.rows[...], sliceSize: nil, draws: nil)
        let together = learner.outputs(weights: weights).map { outputs in Self.rows.map { outputs.rows($0..<($0 + 1)).elements } }
        for row in Self.rows.reversed() {
            learner.layOut([row], sliceSize: nil, draws: nil)
            for (task, alone) in learner.outputs(weights: weights).enumerated() { #expect(alone.elements == together[task][row]) }
        }
    }

    /// The same crystal in other cells, turned, moved, its atoms in another order, has the same output.
    @Test func outputsDoNotDependOnTheCell() throws {
        let structure = Structure(
            lattice: Lattice(a: SIMD3(4.1, 0.2, -0.3), b: SIMD3(0.4, 5.2, 0.6), c: SIMD3(-0.5, 0.1, 6.3)),
            sites: [
                Site(element: try #require(Element(atomicNumber: 22)), position: SIMD3(0.02, 0.11, 0.07)),
                Site(element: try #require(Element(atomicNumber: 8)), position: SIMD3(0.41, 0.37, 0.29)),
                Site(element: try #require(Element(atomicNumber: 8)), position: SIMD3(0.63, 0.78, 0.81)),
            ])
        let (a, b, c) = (structure.lattice.a, structure.lattice.b, structure.lattice.c)
        // Rows of a rotation by 3-4-5 and 5-12-13 triangles.
        func turned(_ v: SIMD3<Double>) -> SIMD3<Double> {
            let w = SIMD3(0.6 * v.x - 0.8 * v.y, 0.8 * v.x + 0.6 * v.y, v.z)
            return SIMD3(w.x, (5 * w.y - 12 * w.z) / 13, (12 * w.y + 5 * w.z) / 13)
        }
        let others = [
            Structure(lattice: Lattice(a: turned(a), b: turned(b), c: turned(c)), sites: structure.sites),
            Structure(lattice: structure.lattice, sites: [structure.sites[2], structure.sites[0], structure.sites[1]]),
            // (a, b + a, c − 2a) spans the same lattice.
            Structure(
                lattice: Lattice(a: a, b: b + a, c: c - 2 * a),
                sites: structure.sites.map { site in
                    let p = site.position
                    return Site(element: site.element, position: SIMD3(p.x - p.y + 2 * p.z + 0.3, p.y, p.z))
                }),
            Structure(
                lattice: Lattice(a: a, b: 2 * b, c: c),
                sites: structure.sites.flatMap { site in
                    [0, 0.5].map { Site(element: site.element, position: SIMD3(site.position.x, site.position.y / 2 + $0, site.position.z)) }
                }),
        ]
        let fixture = try CrystalFixture(([structure] + others).map { try CrystalGraph($0, rule: .standard) })
        let model = try fixture.model()
        let weights = model.initialWeights(seed: 5, member: 1)
        CrystalFixture.moved(weights)
        var learner = try fixture.learner(model, for: .prediction)
        learner.layOut(Array(0...others.count)[...], sliceSize: nil, draws: nil)
        let outputs = learner.outputs(weights: weights)[0]
        for other in 1...others.count { #expect(abs(outputs[other, 0] - outputs[0, 0]) < 2e-6, "\(other)") }
    }

    /// Atoms taken together give what they give one by one, in training too, where statistics count them all.
    @Test func likeAtomsTogetherAreTheSameFunction() throws {
        let merged = CrystalFixture.graph(3)
        // Every node twice, with edges to either copy: what an equitable partition takes together again.
        let nodes = merged.elements.count
        let lists = (0..<(2 * nodes)).map { copy in
            let node = copy / 2
            return (merged.edgeOffsets[node]..<merged.edgeOffsets[node + 1]).map { edge in
                (neighbour: 2 * Int(merged.neighbours[edge]) + (copy + edge) % 2, distance: merged.distances[edge])
            }
        }
        let double = CrystalGraph(elements: (0..<(2 * nodes)).map { merged.elements[$0 / 2] }, edges: lists)
        let (one, other) = (try CrystalFixture([merged, CrystalFixture.graph(1)]), try CrystalFixture([double, CrystalFixture.graph(1)]))
        let model = try one.model()
        let weights = model.initialWeights(seed: 5, member: 1)
        CrystalFixture.moved(weights)
        let outputs = try [one, other].map { fixture in
            var learner = try fixture.learner(model, for: .prediction)
            learner.layOut([0], sliceSize: nil, draws: nil)
            return learner.outputs(weights: weights)[0][0, 0]
        }
        #expect(abs(outputs[0] - outputs[1]) < 2e-6)
    }
}
