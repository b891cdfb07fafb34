import Foundation
import HDF5

/// The directory of a loop or of a study of several (FileFormats.md, "Loop").
public struct LoopDirectory: Sendable {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    /// The file that the loop was begun with, as it was.
    public var configuration: String { "\(path)/loop.json5" }
    /// What the loop was begun on.
    public var data: String { "\(path)/data.json" }
    /// Says that every path has come to its end.
    public var finished: String { "\(path)/loop.done" }
    public var report: String { "\(path)/report" }

    public var holdsLoop: Bool { FileManager.default.fileExists(atPath: configuration) }

    /// Where the rounds of one path are.
    public func folder(of path: LoopPath) -> String { path.name.map { "\(self.path)/\($0)/seed-\(path.seed)" } ?? self.path }

    public func round(_ number: Int, of path: LoopPath) -> RoundDirectory {
        let digits = String(number)
        return RoundDirectory(
            path: "\(folder(of: path))/round-\(String(repeating: "0", count: max(3 - digits.count, 0)))\(digits)", number: number)
    }
}

/// The parts of a round, in their order. Each writes its files, each file whole or not at all, and its marker last: what has a marker is never
/// done again, what has none is done anew, to the same bytes.
public enum LoopStage: String, Sendable, CaseIterable {
    case train
    /// Predict the pool, and choose what is to be computed.
    case choose
    /// Write the folder that the oracle reads.
    case ask
    case answer
    /// Add what was answered to the known set.
    case add
}

/// The directory of one round.
public struct RoundDirectory: Sendable {
    public let path: String
    public let number: Int

    public init(path: String, number: Int) {
        self.path = path
        self.number = number
    }

    /// A run's directory.
    public var train: String { "\(path)/train" }
    public var candidates: String { "\(path)/candidates.csv" }
    /// The folder that the oracle reads, and puts its answers in.
    public var oracle: String { "\(path)/oracle" }
    /// The hand-off folder in it, where structures are asked for.
    public var structures: String { "\(oracle)/structures" }
    public var answers: String { "\(path)/answers.csv" }
    /// The known set of the next round.
    public var data: String { "\(path)/data.h5" }
    public var summary: String { "\(path)/summary.csv" }

    public func marker(_ stage: LoopStage) -> String { "\(path)/\(stage.rawValue).done" }

    /// What the oracle may have written: a table, or JSON Lines.
    public var oracleAnswers: [String] { ["csv", "jsonl"].map { "\(oracle)/answers.\($0)" } }

    public func isDone(_ stage: LoopStage) -> Bool { FileManager.default.fileExists(atPath: marker(stage)) }

    /// Says that a stage is done, with what there is to say of it.
    public func mark(_ stage: LoopStage, _ record: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try AtomicFile.write(Array(try encoder.encode(record)) + [UInt8(ascii: "\n")], to: marker(stage))
    }

    /// What a stage has said; nil where it is not done.
    ///
    /// - Throws: `LoopError.damaged`
    public func record<Record: Decodable>(_ stage: LoopStage, _ type: Record.Type) throws(LoopError) -> Record? {
        guard isDone(stage) else { return nil }
        do { return try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: marker(stage)))) } catch {
            throw .damaged(path: marker(stage), problem: "it is no marker of a stage; without it the stage is done again")
        }
    }

    /// Removes what a job that was killed has left half-written.
    public func removeRemains() {
        for folder in [path, oracle, train] {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where AtomicFile.isRemainder(name) {
                try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
            }
        }
    }
}
