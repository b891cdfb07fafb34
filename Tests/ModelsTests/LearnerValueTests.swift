import Foundation
import Kernels
import Models
import Testing

/// Learners on features against scikit-learn 1.9 and XGBoost 3.2, which have learnt from the same forty materials.
@Suite struct LearnerValueTests {
    private let fixture: LearnerFixture

    init() throws { fixture = try LearnerFixture() }

    @Test func ridgeIsTheOther() throws {
        let expected = [-0.312159, -0.190449, 1.055535, 0.352665, 0.793591, 1.321913, 0.659575, 1.362693, 1.126610, -0.253389]
        #expect(isNear(try fixture.outputs(LearnerFixture.linear(.ridge, 0.7))[0], expected))
    }

    @Test func lassoIsTheOther() throws {
        let expected = [-0.239417, -0.082327, 1.038234, 0.361183, 0.779301, 1.284428, 0.658268, 1.337414, 1.083284, -0.158310]
        #expect(isNear(try fixture.outputs(LearnerFixture.linear(.lasso, 0.03))[0], expected))
    }

    /// A ridge of more features than rows goes by another way to the same.
    @Test func bothWaysToARidgeAreOne() throws {
        func outputs(_ rows: [Int]) throws -> [Float] {
            let model = try fixture.model(LearnerFixture.linear(.ridge, 0.5), [.regression(.l2)])
            let lesson = StagedLesson(targets: [fixture.targets[0]], training: rows, measured: LearnerFixture.test, seed: 1, member: 0)
            var fit = try model.fit(fixture.inputs, lesson, continuing: [])
            try fit.advance()
            return fit.outputs()[0].elements
        }
        // Five rows by columns, four by rows; a fifth row that nothing is known of changes nothing.
        let few = try outputs([3, 5, 8, 13])
        var targets = fixture.targets[0]
        targets[21] = .nan
        let model = try fixture.model(LearnerFixture.linear(.ridge, 0.5), [.regression(.l2)])
        var fit = try model.fit(
            fixture.inputs, StagedLesson(targets: [targets], training: [3, 5, 8, 13, 21], measured: LearnerFixture.test, seed: 1, member: 0), continuing: [])
        try fit.advance()
        #expect(fit.outputs()[0].elements == few)
        // The same four, twice: with twice the penalty the same solution, by columns now.
        let twice = try fixture.model(LearnerFixture.linear(.ridge, 1), [.regression(.l2)])
        var other = try twice.fit(
            fixture.inputs, StagedLesson(targets: [targets], training: [3, 5, 8, 13] + [3, 5, 8, 13], measured: LearnerFixture.test, seed: 1, member: 0),
            continuing: [])
        try other.advance()
        #expect(zip(other.outputs()[0].elements, few).allSatisfy { abs($0 - $1) < 1e-5 })
    }

    @Test func kernelRidgeIsTheOther() throws {
        let expected: [(KernelSettings.Kernel, [Double])] = [
            (.linear, [-1.014895, -0.892700, 0.359717, -0.346397, 0.096424, 0.627201, -0.037953, 0.668739, 0.431150, -0.955643]),
            (.squaredExponential, [-0.384383, -0.037324, 0.920440, 0.067507, 1.012532, 0.861148, 0.619095, 1.335450, 1.362162, -0.111168]),
            (.laplacian, [-0.259639, 0.106165, 0.895963, 0.253888, 0.751032, 1.017505, 0.783340, 1.250514, 1.108510, -0.099331]),
        ]
        for (kernel, values) in expected {
            let settings = LearnerFixture.kernel(kernel) { ($0.gamma, $0.penalty) = (0.1, 0.05) }
            #expect(isNear(try fixture.outputs(settings)[0], values), "\(kernel)")
        }
    }

    /// The variance of a Gaussian process, in closed form; and the same process over the distance of the features.
    @Test func theVarianceIsThatOfAGaussianProcess() throws {
        let variances = [0.026900, 0.050018, 0.022288, 0.039496, 0.025652, 0.026706, 0.029499, 0.040519, 0.023854, 0.027532]
        let settings = LearnerFixture.kernel(.squaredExponential) { ($0.gamma, $0.penalty) = (0.1, 0.05) }
        let outputs = try fixture.outputs(settings, [.regression(.robustL2)])[0]
        #expect(isNear((0..<10).map { exp(2 * outputs[2 * $0 + 1]) }, variances))
        var others = settings
        others.distance = "euclidean:features=made-up:standardised"
        let compared = try fixture.outputs(others, [.regression(.robustL2)])[0]
        #expect(zip(outputs, compared).allSatisfy { abs($0 - $1) < 1e-4 })
    }

    @Test func neighboursAreTheOthers() throws {
        let weighted = [-0.087045, 0.236228, 0.925344, 0.010929, 0.902439, 0.879058, 0.929969, 1.127570, 1.348660, 0.181148]
        let uniform = [-0.055240, 0.113126, 0.881188, -0.131727, 1.118763, 0.992378, 0.929615, 1.010367, 1.202848, 0.171282]
        #expect(isNear(try fixture.outputs(LearnerFixture.neighbours { ($0.neighbours, $0.weights) = (3, .distance) })[0], weighted))
        #expect(isNear(try fixture.outputs(LearnerFixture.neighbours { $0.neighbours = 4 })[0], uniform))
        // What was learnt from is its own nearest, and is met exactly.
        let model = try fixture.model(LearnerFixture.neighbours { $0.neighbours = 1 }, [.regression(.l2)])
        var fit = try model.fit(
            fixture.inputs, StagedLesson(targets: [fixture.targets[0]], training: LearnerFixture.training, measured: [7, 8], seed: 1, member: 0),
            continuing: [])
        try fit.advance()
        #expect(fit.outputs()[0].elements == [fixture.targets[0][7], fixture.targets[0][8]])
    }

    /// Missing features go the way that XGBoost has chosen for them.
    @Test func boostedTreesAreTheOthers() throws {
        let fixture = try LearnerFixture(hasGaps: true)
        let expected = [-0.131402, 0.463484, 0.920861, 0.183081, 0.883761, 1.143700, 0.220710, 1.241976, 1.183966, -0.041936]
        #expect(isNear(try fixture.outputs(LearnerFixture.boosted())[0], expected, within: 2e-6))
        let margins = [0.198455, 0.144354, -0.756222, -0.252988, -0.921034, 0.917994, -0.913933, -0.921034, 1.344445]
        let classes = try fixture.outputs(
            LearnerFixture.boosted { ($0.rounds, $0.depth) = (6, 2) }, [.classification(classes: 3, weights: [0.5, 1, 2])], [fixture.targets[1]])[0]
        #expect(isNear(Array(classes.prefix(9)), margins, within: 2e-6))
    }
}
