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

    /// Columns and keys, those of what `covey collect` reads and writes.
    private static let (energyName, failureName) = ("formation_energy_per_atom", "failure")

    public init(_ answers: [String: OracleAnswer]) {
        self.answers = answers
    }

    /// Reads a table of `candidate_id` (or `material_id`, as `covey collect` writes) and `formation_energy_per_atom`, or JSON Lines with these
    /// keys. A candidate without an energy has failed; a column or key `failure` may say why.
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
            let id = try table.column(table.header.contains("candidate_id") ? "candidate_id" : "material_id")
            let energy = try table.column(Self.energyName)
            let failure = table.header.contains(Self.failureName) ? try table.column(Self.failureName) : nil
            var fields = TableRow()
            while try table.next(into: &fields) {
                try add(fields.text(id) ?? "", fields.text(energy) ?? "", failure.flatMap { fields.text($0) } ?? "", path, table.row)
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
        let formation_energy_per_atom: Double?
        let failure: String?
    }

    private mutating func readLines(_ path: String) throws(LoopError) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .damaged(path: path, problem: "it cannot be read as text")
        }
        for (number, line) in text.split(separator: "\n").enumerated() {
            guard let found = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) else {
                throw .answer(
                    path: path, row: number + 1,
                    problem: "expected an object such as {\"candidate_id\": \"a1\", \"\(Self.energyName)\": -1.5}, found \(TableText.shortened(line))")
            }
            try add(found.candidate_id, found.formation_energy_per_atom.map { "\($0)" } ?? "", found.failure ?? "", path, number + 1)
        }
    }

    private mutating func add(_ id: String, _ energy: String, _ failure: String, _ path: String, _ row: Int) throws(LoopError) {
        guard answers[id] == nil else { throw .answer(path: path, row: row, problem: "\(id) is answered twice") }
        switch TableNumber(energy) {
        case .known(let value): answers[id] = .energy(value)
        case .unknown: answers[id] = .failed(failure.isEmpty ? "no energy" : failure)
        case .notANumber(let reason), .notAValue(let reason):
            throw .answer(path: path, row: row, problem: "energy of \(id): \(reason); an empty field says that it has failed")
        }
    }

    /// Writes a row for each candidate, in their order.
    public func write(of ids: [String], to path: String) throws {
        var text = TableText.line(["candidate_id", Self.energyName, Self.failureName])
        for id in ids {
            switch of(id) {
            case .energy(let energy): text += TableText.line([id, TableText.field(energy), ""])
            case .failed(let reason): text += TableText.line([id, "", reason])
            }
        }
        try AtomicFile.write(text, to: path)
    }
}
