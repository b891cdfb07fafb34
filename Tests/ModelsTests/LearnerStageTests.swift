import Datasets
import Foundation
import Kernels
import Models
import Testing

/// What holds for every learner on features that is built in stages.
@Suite struct LearnerStageTests {
    private let whole: LearnerFixture
    private let gaps: LearnerFixture

    init() throws {
        whole = try LearnerFixture()
        gaps = try LearnerFixture(hasGaps: true)
    }

    /// With missing features for those that know what to do with them; a distance of such features does not exist.
    private func fixture(_ settings: any ModelSettings) -> LearnerFixture {
        let isOfDistance = settings is NeighbourSettings || (settings as? KernelSettings)?.distance != nil
        return isOfDistance ? whole : gaps
    }

    /// With classes where the kind learns them.
    private func tasks(_ settings: any ModelSettings) -> (tasks: [Task], targets: [[Float]]) {
        let fixture = fixture(settings)
        var numbers = fixture.targets[0]
        for row in stride(from: 2, to: 60, by: 9) { numbers[row] = .nan }
        let isOfClasses = ["boosted", "neighbours"].contains(settings.kindName)
        let second: Task = isOfClasses ? .classification(classes: 3) : .regression(.robustL2)
        return ([.regression(.robustL1), second], [numbers, fixture.targets[isOfClasses ? 1 : 0]])
    }

    @Test(arguments: LearnerFixture.all.indices)
    func stagesAreTheSameHoweverTheyAreInterrupted(place: Int) throws {
        let settings = LearnerFixture.all[place]
        let fixture = fixture(settings)
        let (tasks, targets) = tasks(settings)
        let model = try fixture.model(settings, tasks)
        for member in [0, 2] {
            let lesson = fixture.lesson(targets, member: member)
            var whole = try model.fit(fixture.inputs, lesson, continuing: [])
            while whole.stages < model.stages { try whole.advance() }
            for stop in [1, model.stages / 2] {
                var fit = try model.fit(fixture.inputs, lesson, continuing: [])
                for _ in 0..<stop { try fit.advance() }
                var rest = try model.fit(fixture.inputs, lesson, continuing: fit.arrays)
                #expect(rest.stages == stop && zip(rest.outputs(), fit.outputs()).allSatisfy { $0.elements == $1.elements })
                while rest.stages < model.stages { try rest.advance() }
                #expect(rest.arrays == whole.arrays)
                #expect(zip(rest.outputs(), whole.outputs()).allSatisfy { $0.elements == $1.elements })
            }
        }
    }

    /// A member that keeps a stage predicts what was measured after it, in blocks of any size, and again from a file.
    @Test(arguments: LearnerFixture.all.indices)
    func whatIsKeptPredictsWhatWasMeasured(place: Int) throws {
        let settings = LearnerFixture.all[place]
        let fixture = fixture(settings)
        let (tasks, targets) = tasks(settings)
        let model = try fixture.model(settings, tasks)
        let lesson = fixture.lesson(targets, member: 1)
        var fit = try model.fit(fixture.inputs, lesson, continuing: [])
        for _ in 0..<2 { try fit.advance() }
        let measured = fit.outputs().map(\.elements)
        #expect(measured.allSatisfy { $0.allSatisfy(\.isFinite) })
        while fit.stages < model.stages { try fit.advance() }
        let kept = fit.weights(keeping: 2)
        #expect(kept.map(\.name) == model.weightNames)
        let again = try settings.model(model.tasks, basis: model.basis)
        #expect(again.basis == model.basis && settings.basisNames.map(\.array) == model.basis.map(\.name))
        try again.check(fixture.dataset)
        try again.check(0..<60, of: fixture.dataset)
        let weights = try again.weights(of: kept)
        #expect(weights.arrays == kept)
        for model in [model, again] as [any Model] {
            var predictor = try model.predictor(fixture.inputs)
            var predicted: [[Float]] = [[], []]
            for block in [40..<41, 41..<58, 58..<60] {
                predictor.layOut(Array(block)[...])
                for (target, outputs) in predictor.outputs(weights).enumerated() { predicted[target] += outputs }
            }
            #expect(predicted == measured)
        }
    }

    /// Member 0 learns from every row, and the others from draws of their own.
    @Test(arguments: LearnerFixture.all.indices)
    func membersAreDraws(place: Int) throws {
        let settings = LearnerFixture.all[place]
        let fixture = fixture(settings)
        let outputs = try (0..<3).map { try fixture.outputs(settings, member: $0)[0] }
        #expect(Set(outputs).count == 3)
        #expect(try fixture.outputs(settings, member: 2)[0] == outputs[2])
    }

    /// Every array left out, cut short, of another kind, or with numbers that cannot be: refused, or predicted with.
    @Test(arguments: LearnerFixture.all.indices)
    func damagedArraysAreRefusedOrHarmless(place: Int) throws {
        let settings = LearnerFixture.all[place]
        let fixture = fixture(settings)
        let (tasks, targets) = tasks(settings)
        let model = try fixture.model(settings, tasks)
        var fit = try model.fit(fixture.inputs, fixture.lesson(targets, member: 1), continuing: [])
        for _ in 0..<2 { try fit.advance() }
        let arrays = fit.weights(keeping: 2)
        var refused = 0
        for (which, array) in arrays.enumerated() {
            if isRefused(arrays.filter { $0.name != array.name }, model, fixture) { refused += 1 }
            for damaged in Self.damages(array) {
                var changed = arrays
                changed[which] = damaged
                if isRefused(changed, model, fixture) { refused += 1 }
            }
        }
        #expect(refused > 2 * arrays.count)
        refused = 0
        for (which, array) in model.basis.enumerated() {
            for damaged in [nil] + Self.damages(array) {
                var basis = model.basis
                if let damaged { basis[which] = damaged } else { basis.remove(at: which) }
                if (try? settings.model(tasks, basis: basis)) == nil { refused += 1 }
            }
        }
        #expect(refused > 2 * model.basis.count)
    }

    /// Whether arrays are no weights; where they are, they are predicted with.
    private func isRefused(_ arrays: [NamedArray], _ model: any StagedModel, _ fixture: LearnerFixture) -> Bool {
        guard let weights = try? model.weights(of: arrays), var predictor = try? model.predictor(fixture.inputs) else { return true }
        predictor.layOut(Array(50..<60)[...])
        return predictor.outputs(weights).count != model.tasks.count
    }

    private static func damages(_ array: NamedArray) -> [NamedArray] {
        func with(_ elements: NamedArray.Elements, _ shape: [Int]? = nil) -> NamedArray {
            NamedArray(name: array.name, shape: shape ?? array.shape, elements: elements)
        }
        var damages = [with(array.elements, array.shape.map { $0 + 1 }), with(array.elements, [Int.max, 2]), with(array.elements, [])]
        switch array.elements {
        case .bytes(let values):
            damages += [with(.bytes([]), [0]), with(.bytes(values.reversed())), with(.bytes(values.dropLast(3)), [values.count - 3])]
        case .integers(let values):
            damages += [with(.floats(values.map { Float($0) }))]
            for place in values.indices {
                for value in [-1, 0, 1, 5, values[place] + 1, Int32.max, Int32.min] {
                    var changed = values
                    changed[place] = value
                    damages.append(with(.integers(changed)))
                }
            }
        case .floats(let values):
            damages += [with(.doubles(values.map { Double($0) }))]
            for value in [Float.nan, .infinity, -1] { damages.append(with(.floats([value] + values.dropFirst()))) }
        case .doubles(let values):
            damages += [with(.floats(values.map { Float($0) }))]
            for value in [Double.nan, .infinity, -1] { damages.append(with(.doubles([value] + values.dropFirst()))) }
        }
        return damages
    }

    @Test func whatMakesNoSenseIsRefusedWithItsRange() throws {
        func refusal(_ settings: any ModelSettings, _ tasks: [Task] = [.regression(.l1)]) -> String {
            do { _ = try whole.model(settings, tasks) } catch { return "\(error)" }
            return ""
        }
        #expect(refusal(LearnerFixture.boosted { $0.eta = 0 }) == "model.eta is 0.0; it must be above 0.0 and at most 1.0")
        #expect(refusal(LearnerFixture.boosted { $0.depth = 40 }) == "model.depth is 40; it must be between 1 and 20")
        #expect(refusal(LearnerFixture.linear(.ridge, 0)).contains("it must be above 0"))
        #expect(refusal(LearnerFixture.kernel(.linear) { $0.distance = "elemd" }).contains("no distance can be in"))
        #expect(refusal(LearnerFixture.neighbours { $0.distance = "far" }).contains("there is no distance 'far'"))
        #expect(refusal(LearnerFixture.neighbours { $0.distance = "euclidean:features=magpie145" }).contains("--features magpie145"))
        #expect(refusal(LearnerFixture.neighbours { $0.neighbours = 0 }).contains("model.neighbours is 0"))
        // The formulae are none, so that no material has a composition to be compared.
        #expect(refusal(LearnerFixture.neighbours { $0.distance = "elemd" }).contains("40 of 40 to learn from that it is not, the first m-0"))
        for settings in [LearnerFixture.linear(.lasso), LearnerFixture.kernel(.linear)] as [any ModelSettings] {
            let able = "classes are learnt by roost, wren, wren-letters, cgcnn, network, elemnet, forest, extra-trees, boosted, neighbours"
            #expect(refusal(settings, [.classification(classes: 2)]).contains(able))
        }
    }

    /// σ grows with the distance from what is known, and is as large as the errors on the validation set.
    @Test func deviationsAreThoseOfTheValidationSet() throws {
        let fixture = whole
        let lesson = fixture.lesson([fixture.targets[0]])
        for settings in [LearnerFixture.boosted(), LearnerFixture.linear(.ridge, 1), LearnerFixture.neighbours { $0.neighbours = 3 }] as [any ModelSettings] {
            let model = try fixture.model(settings, [.regression(.robustL2)])
            var fit = try model.fit(fixture.inputs, lesson, continuing: [])
            while fit.stages < model.stages { try fit.advance() }
            let outputs = fit.outputs()[0].elements
            let squares = (0..<10).reduce(into: (error: 0.0, variance: 0.0)) { sum, row in
                let difference = Double(outputs[2 * row] - fixture.targets[0][40 + row])
                sum.error += difference * difference
                sum.variance += exp(2 * Double(outputs[2 * row + 1]))
            }
            #expect(abs(squares.error / squares.variance - 1) < 0.3, "\(settings.kindName): \(squares)")
        }
    }
}
