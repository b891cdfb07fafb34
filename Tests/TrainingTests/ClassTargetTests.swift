import Datasets
import Materials
import Models
import TestSupport
import Training
import Testing

/// What a target is taken for, and how much its classes weigh.
@Suite struct ClassTargetTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func dataset(_ values: [Float], _ classes: ClassNames? = nil) throws -> Dataset {
        var content = DatasetContent(representation: .composition, elementVectors: .builtIn)
        for row in values.indices { content.append(id: "m\(row)", formula: "NaCl", label: "", nodes: [(11, 0, 1, 0.5), (17, 0, 1, 0.5)]) }
        content.targets = [.init(name: "y", unit: "", values: values, classes: classes)]
        try content.write(to: directory.file("y.h5"))
        return try Dataset(path: directory.file("y.h5"))
    }

    @Test func valuesSayWhatTheyAre() throws {
        func nature(_ values: [Float]) throws -> TargetNature { try TargetNature("y", in: dataset(values)) }
        #expect(try nature([0, 1, 1, .nan, 0]) == .binary)
        #expect(try nature([1, 1, 1]) == .binary)
        #expect(try nature([0, 1, 2, 2, 1, 0]) == .inDoubt([0, 1, 2]))
        #expect(try nature([-1, 1, 1, -1]) == .inDoubt([-1, 1]))
        #expect(try nature([1, 2, 2, 1]) == .inDoubt([1, 2]))
        #expect(try nature([0, 1, 2.5, 1]) == .numbers)
        #expect(try nature([0, 50, 0, 50]) == .numbers)
        #expect(try nature([3, 5, 8]) == .numbers)
        #expect(try nature((0..<40).map { Float($0 % 11) }) == .numbers)
        let named = ClassNames(["no", "yes"])
        #expect(try TargetNature("y", in: dataset([0, 1, 1], named)) == .named(named))
    }

    private func weights(_ text: String, _ values: [Float], _ names: ClassNames? = nil, training: [Int]? = nil) throws -> [Double]? {
        let target = try LearningTarget(
            "y", in: dataset(values, names), loss: nil, weights: ClassWeights.read(text), training: training ?? Array(values.indices))
        return target.task.classWeights
    }

    /// scikit-learn 1.9.1: compute_class_weight("balanced").
    @Test func balancedWeights() throws {
        let values: [Float] = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2]
        for (weight, expected) in zip(try #require(try weights("balanced", values)), [0.55555556, 1.11111111, 3.33333333]) {
            #expect(abs(weight - expected) < 1e-8)
        }
        // Rows outside of the training set say nothing, and those of no known class neither.
        #expect(try weights("balanced", [0, 1, 1, 1, .nan], training: [0, 1, 4]) == [1, 1])
        #expect(try weights("none", values) == nil)
    }

    /// Their mean over the training set is one, whatever numbers are given.
    @Test func listedWeights() throws {
        let names = ClassNames(["False", "True"])
        #expect(try weights("True=3", [0, 0, 1, 1], names) == [0.5, 1.5])
        #expect(try weights("1=6,False=2", [0, 0, 1, 1], names) == [0.5, 1.5])
        #expect { _ = try weights("Perhaps=2", [0, 0, 1, 1], names) } throws: {
            "\($0)".contains("--class-weights names the class Perhaps; there are False, True")
        }
        for wrong in ["True", "True=", "True=0", "True=-1", "True=1,True=2", "", "True=inf"] {
            #expect(throws: TrainingError.self) { _ = try ClassWeights.read(wrong) }
        }
    }

    /// A class that words name is there, though no row has it.
    @Test func namedClassesAreAllThere() throws {
        let target = try LearningTarget("y", in: dataset([0, 1, 0, 1], ClassNames(["a", "b", "c"])), loss: nil, training: [0, 1, 2, 3])
        #expect(target.task == .classification(classes: 3) && target.classes?.names == ["a", "b", "c"])
        #expect {
            _ = try LearningTarget("y", in: dataset([1, 1, 0], ClassNames(["a", "b"])), loss: nil, training: [0, 1])
        } throws: { "\($0)".contains("all known training values are class b") }
    }
}
