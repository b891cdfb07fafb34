import Models
import Testing

/// What is read back, and what is refused.
@Suite struct ForestArraysTests {
    private func forest(classes: Int = 0) throws -> Forest {
        let values = ForestFixture.values(rows: 60, columns: 3, levels: 40)
        let targets = ForestFixture.targets(60, levels: classes == 0 ? 3 : classes)
        return try ForestFixture.forest(
            values, classes == 0 ? .values(targets) : .classes(targets.map { Int32($0) }, count: classes), ForestFixture.settings())
    }

    @Test(arguments: [0, 2, 5])
    func arraysComeBackAsTheyWere(classes: Int) throws {
        let forest = try forest(classes: classes)
        #expect(try Forest(arrays: forest.arrays.reversed()) == forest)
        let empty = Forest(featureCount: 3)
        #expect(try Forest(arrays: empty.arrays) == empty)
        #expect(throws: ForestError.noTrees) { try empty.means(of: ForestFixture.matrix([[1, 2, 3]])) }
        #expect(throws: ForestError.featureCount(found: 2, expected: 3)) {
            let narrow = ForestFixture.matrix([[1, 2]])
            _ = classes == 0 ? try forest.means(of: narrow).mean : try forest.probabilities(of: narrow)
        }
    }

    /// Every integer changed by itself is either refused or leaves a forest that predicts.
    @Test func damagedIntegersAreRefusedOrHarmless() throws {
        let forest = try forest()
        let rows = ForestFixture.matrix(ForestFixture.values(rows: 9, columns: 3, levels: 40, seed: 6))
        var refused = 0
        for (which, array) in forest.arrays.enumerated() {
            guard case .integers(let values) = array.elements else { continue }
            for place in values.indices {
                for change in [-1, 1, 5, -1000, Int(Int32.max) - Int(values[place]), Int(Int32.min) - Int(values[place])] {
                    var damaged = values
                    damaged[place] = Int32(clamping: Int(values[place]) + change)
                    var arrays = forest.arrays
                    arrays[which].elements = .integers(damaged)
                    do {
                        let read = try Forest(arrays: arrays)
                        if read.featureCount == 3 { _ = try read.means(of: rows) }
                    } catch { refused += 1 }
                }
            }
        }
        #expect(refused > 1000)
    }

    @Test func damagedShapesAndValuesAreRefused() throws {
        let whole = try forest().arrays
        for which in whole.indices {
            var arrays = whole
            arrays.remove(at: which)
            #expect(throws: ForestError.missingArray(name: whole[which].name)) { try Forest(arrays: arrays) }
            arrays = whole
            arrays[which].shape[0] += 1
            #expect(throws: ForestError.self) { try Forest(arrays: arrays) }
            arrays = whole
            arrays[which].shape = [Int.max, 2]
            #expect(throws: ForestError.self) { try Forest(arrays: arrays) }
            arrays = whole
            switch whole[which].elements {
            case .integers(let values):
                arrays[which].elements = .integers(values.dropLast())
                #expect(throws: ForestError.self) { try Forest(arrays: arrays) }
                arrays[which].elements = .floats(values.map { Float($0) })
                #expect(throws: ForestError.self) { try Forest(arrays: arrays) }
            case .floats(var values):
                values[0] = .nan
                arrays[which].elements = .floats(values)
                #expect(throws: ForestError.self) { try Forest(arrays: arrays) }
                arrays[which].elements = .integers(values.map { _ in 0 })
                #expect(throws: ForestError.self) { try Forest(arrays: arrays) }
            case .bytes, .doubles: Issue.record("a forest has neither bytes nor numbers in double precision")
            }
        }
    }

    @Test func settingsSayTheirRanges() {
        func refusal(_ change: (inout ForestSettings) -> Void) -> String? {
            do { try ForestFixture.settings(share: 0.25, change).validate() } catch { return error.description }
            return nil
        }
        #expect(refusal { _ in } == nil)
        #expect(refusal { $0.trees = 0 } == "model.trees is 0; it must be between 1 and 40000")
        #expect(refusal { $0.featureShare = 0 } == "model.feature-share is 0.0; it must be above 0 and at most 1")
        #expect(refusal { $0.featureShare = .nan } != nil)
        #expect(refusal { $0.leastLeafRows = 0 } != nil)
        #expect(refusal { $0.depthLimit = 0 } != nil)
        #expect(refusal { $0.bins = 257 } == "model.bins is 257; it must be between 2 and 256")
    }
}
