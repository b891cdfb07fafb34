import Foundation
import Models
import Testing
import Training

@Suite struct SigmaFloorTests {
    private func automatic(_ values: [Float]) -> Double { SigmaFloor.automatic.value(of: values) }

    @Test func valuesThatAreMetAgainAndAgainRaiseIt() {
        let distinct = (0..<1000).map { Float($0) / 300 }
        #expect(automatic(distinct) == 0.02)
        // Half of them 0, as gaps of metals are; one pair more is chance.
        let halved = distinct.enumerated().map { $0 < 500 ? 0 : $1 }
        #expect(abs(automatic(halved) - 0.2) < 1e-12)
        #expect(abs(automatic(halved + [3, 3, .nan, .nan]) - 0.2) < 1e-3)
        #expect(abs(automatic((0..<1000).map { Float($0 % 5) }) - 0.3) < 1e-12)
        #expect(automatic([]) == 0.02 && automatic([.nan]) == 0.02)
        // Two of ten are no habit.
        #expect(automatic([1, 1, 2, 3, 4, 5, 6, 7, 8, 9]) == 0.02)
        // A few are enough.
        #expect(abs(automatic(distinct + [Float](repeating: 0, count: 20)) - 0.05) < 2e-3)
        #expect(SigmaFloor.fixed(0.03).value(of: halved) == 0.03)
    }

    @Test func itIsAWordOrANumber() throws {
        for (floor, text) in [(SigmaFloor.automatic, "\"auto\""), (.fixed(0.25), "0.25")] {
            #expect(String(decoding: try JSONEncoder().encode([floor]), as: UTF8.self) == "[\(text)]")
            #expect(try JSONDecoder().decode([SigmaFloor].self, from: Data("[\(text)]".utf8)) == [floor])
        }
        #expect(throws: DecodingError.self) { _ = try JSONDecoder().decode([SigmaFloor].self, from: Data("[\"low\"]".utf8)) }
    }

    /// Content hashes of earlier bundles are over these texts.
    @Test func aTaskWithoutOneIsWrittenAsEver() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        func text(_ task: Task) throws -> String { String(decoding: try encoder.encode(task), as: UTF8.self) }
        #expect(try text(.regression(.robustL1)) == #"{"regression":{"_0":"robust-l1"}}"#)
        #expect(try text(.regression(.robustL2, floor: 0.5)) == #"{"regression":{"_0":"robust-l2","floor":0.5}}"#)
        let read = try JSONDecoder().decode(Task.self, from: Data(#"{"regression":{"_0":"l1"}}"#.utf8))
        #expect(read == .regression(.l1, floor: nil))
    }

    @Test func sigmaNeverFallsBelowIt() {
        let task = Task.regression(.robustL1, floor: 0.25)
        #expect(task.deviation(-200) == 0.25 && abs(task.deviation(0) - 1.25) < 1e-12)
        #expect(Task.regression(.robustL1).deviation(0) == 1)
        #expect(abs(task.scaled(by: 2).deviation(0) - 2.5) < 1e-12 && task.scaled(by: nil) == task)
        #expect(Task.regression(.l1).scaled(by: 2) == .regression(.l1) && Task.classification(classes: 2).scaled(by: 2).isClassification)
    }

    @Test func outputsMeanTheSameWhateverIsMadeOfThem() {
        #expect(Task.regression(.robustL1, floor: 0.1).hasOutputs(of: .regression(.robustL1, scale: 2)))
        #expect(!Task.regression(.robustL1).hasOutputs(of: .regression(.robustL2)))
        #expect(Task.classification(classes: 2).hasOutputs(of: .classification(classes: 2)) && !Task.classification(classes: 2).hasOutputs(of: .regression(.l1)))
    }
}
