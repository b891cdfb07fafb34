import Foundation
import HDF5
import Materials

/// What became of a candidate that was asked about.
public enum OracleAnswer: Sendable, Hashable {
    /// In the target's unit, eV/atom.
    case energy(Double)
    case failed(String)

    public var energy: Double? {
        if case .energy(let energy) = self { energy } else { nil }
    }
}

/// Answers by candidate: what an oracle has written, and `answers.csv` as the loop keeps it.
public struct OracleAnswers: Sendable {
    public private(set) var answers: [String: OracleAnswer] = [:]

    public init(_ answers: [String: OracleAnswer]) {
        self.answers = answers
    }

    /// Reads a table with the columns `candidate_id` and `energy`, or JSON Lines with these keys. A candidate without an energy has failed; a
    /// column or key `outcome` may say why.
    ///
    /// - Throws: `LoopError` for a file that is none of these, an energy that is no number, and a candidate that is answered twice
    public init(readingFrom path: String) throws(LoopError) {
        try path.hasSuffix(".jsonl") ? readLines(path) : readTable(path)
    }

    /// The answer of each candidate; of one that was passed over, that there was none.
    public func of(_ id: String) -> OracleAnswer { answers[id] ?? .failed("not answered") }

    /// Ids of answers that nobody has asked for.
    public func strangers(among ids: some Sequence<String>) -> [String] { Set(answers.keys).subtracting(ids).sorted() }

    private mutating func readTable(_ path: String) throws(LoopError) {
        do {
            var table = try TableReader(path: path)
            let (id, energy) = (try table.column("candidate_id"), try table.column("energy"))
            let outcome = table.header.contains("outcome") ? try table.column("outcome") : nil
            var fields = TableRow()
            while try table.next(into: &fields) {
                try add(fields.text(id) ?? "", fields.text(energy) ?? "", outcome.flatMap { fields.text($0) } ?? "", path, table.row)
            }
        } catch let error as ReaderError {
            throw .table(error)
        } catch let error as LoopError {
            throw error
        } catch {
            throw .damaged(path: path, problem: "\(error)")
        }
    }

    private struct Line: Decodable {
        let candidate_id: String
        let energy: Double?
        let outcome: String?
    }

    private mutating func readLines(_ path: String) throws(LoopError) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .damaged(path: path, problem: "it cannot be read as text")
        }
        for (number, line) in text.split(separator: "\n").enumerated() {
            guard let found = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) else {
                throw .answer(
                    path: path, row: number + 1,
                    problem: "expected an object such as {\"candidate_id\": \"a1\", \"energy\": -1.5}, found \(TableText.shortened(line))")
            }
            try add(found.candidate_id, found.energy.map { "\($0)" } ?? "", found.outcome ?? "", path, number + 1)
        }
    }

    private mutating func add(_ id: String, _ energy: String, _ outcome: String, _ path: String, _ row: Int) throws(LoopError) {
        guard answers[id] == nil else { throw .answer(path: path, row: row, problem: "\(id) is answered twice") }
        switch TableNumber(energy) {
        case .known(let value): answers[id] = .energy(value)
        case .unknown: answers[id] = .failed(outcome.isEmpty ? "no energy" : outcome)
        case .notANumber(let reason), .notAValue(let reason):
            throw .answer(path: path, row: row, problem: "energy of \(id): \(reason); an empty field says that it has failed")
        }
    }

    /// Writes a row for each candidate, in their order.
    public func write(of ids: [String], to path: String) throws {
        var text = TableText.line(["candidate_id", "energy", "outcome"])
        for id in ids {
            switch of(id) {
            case .energy(let energy): text += TableText.line([id, TableText.field(energy), "answered"])
            case .failed(let reason): text += TableText.line([id, "", reason])
            }
        }
        try AtomicFile.write(text, to: path)
    }
}
