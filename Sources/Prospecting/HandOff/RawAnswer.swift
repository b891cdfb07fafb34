import Foundation
import Materials

/// An answer as a file has it.
struct RawAnswer {
    enum Energy {
        /// eV/atom, from the elements.
        case formation(Double)
        /// eV/atom, from wherever the calculation counts.
        case perAtom(Double)
        /// eV of the whole cell.
        case cell(Double)

        /// Their columns and keys; the first that is there counts.
        static let names = ["formation_energy_per_atom", "energy_per_atom", "energy"]

        init(name: String, _ value: Double) {
            switch name {
            case "formation_energy_per_atom": self = .formation(value)
            case "energy_per_atom": self = .perAtom(value)
            default: self = .cell(value)
            }
        }
    }

    let id: String
    var energy: Energy?
    /// Why there is no energy; nil where there should be one.
    var failure: String?
    var structure: (() throws -> Structure)?
    /// In the cell that the energy is of; nil: as in the one that was written.
    var atoms: Int?

    /// From names and values; the value of `failure` or `error` says that there is no energy, and why.
    init(id: String, _ value: (String) -> String?) {
        self.id = id
        if let reason = ["failure", "error"].lazy.compactMap(value).first(where: { !TableNumber.saysUnknown($0) }) {
            failure = reason
            return
        }
        for name in Energy.names {
            guard let text = value(name) else { continue }
            switch TableNumber(text) {
            case .known(let number):
                energy = Energy(name: name, number)
                return
            case .unknown: continue
            case .notANumber(let reason), .notAValue(let reason):
                failure = "\(name): \(reason)"
                return
            }
        }
    }

    static let idNames = ["candidate_id", "material_id", "id"]

    static func all(at path: String, _ candidates: [ProposedCandidate]) throws -> [RawAnswer] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { throw ReaderError.missing(path: path) }
        if isDirectory.boolValue { return try folders(path, candidates) }
        let name = path.lowercased()
        if [".xyz", ".extxyz", ".xyz.gz", ".extxyz.gz"].contains(where: name.hasSuffix) { return try frames(path) { $0 } }
        if [".jsonl", ".ndjson", ".json"].contains(where: name.hasSuffix) { return try lines(path) }
        return try table(path)
    }

    private static func table(_ path: String) throws -> [RawAnswer] {
        var table = try TableReader(path: path)
        let header = table.header
        guard let id = idNames.lazy.compactMap({ header.firstIndex(of: $0) }).first else { throw AnswerError.noIDs(path: path, available: header) }
        guard Energy.names.contains(where: header.contains) else { throw AnswerError.noEnergies(path: path, available: header) }
        var answers: [RawAnswer] = []
        var row = TableRow()
        while try table.next(into: &row) {
            answers.append(RawAnswer(id: row.text(id) ?? "") { name in header.firstIndex(of: name).flatMap { row.text($0) } })
        }
        return answers
    }

    private static func lines(_ path: String) throws -> [RawAnswer] {
        let text: String
        do { text = try String(contentsOfFile: path, encoding: .utf8) } catch { throw ReaderError.notUTF8(path: path, place: "the file") }
        var answers: [RawAnswer] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            guard let values = values(of: String(line)) else {
                throw AnswerError.line(path: path, line: number + 1, problem: "expected a JSON object, found '\(line.prefix(40))'")
            }
            guard let id = idNames.lazy.compactMap({ values[$0] }).first else {
                throw AnswerError.line(path: path, line: number + 1, problem: "there is no candidate_id")
            }
            answers.append(RawAnswer(id: id) { values[$0] })
        }
        return answers
    }

    /// The texts, numbers and truth values of a JSON object.
    private static func values(of text: String) -> [String: String]? {
        guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else { return nil }
        return object.compactMapValues { value in
            switch value {
            case let text as String: text
            case let number as NSNumber: "\(number)"
            default: nil
            }
        }
    }

    /// - Parameter id: the id of a frame that says it is of this one, or says nothing
    private static func frames(_ path: String, id: (String) -> String) throws -> [RawAnswer] {
        var file = try XYZFile(path: path)
        var answers: [RawAnswer] = []
        while let frame = try file.next() {
            let own = idNames.lazy.compactMap { frame.properties[$0] }.first ?? ""
            var answer = RawAnswer(id: id(own)) { frame.properties[$0] }
            if answer.failure == nil {
                answer.structure = { try frame.structure() }
                answer.atoms = (try? frame.structure())?.sites.count
            }
            answers.append(answer)
        }
        return answers
    }

    /// What each candidate's folder holds, where it holds anything.
    private static func folders(_ directory: String, _ candidates: [ProposedCandidate]) throws -> [RawAnswer] {
        var answers: [RawAnswer] = []
        for candidate in candidates {
            let folder = "\(directory)/\(candidate.folder)"
            if FileManager.default.fileExists(atPath: "\(folder)/answer.xyz") {
                do {
                    // Of a path of several frames the last one is where the calculation has ended.
                    if let last = try frames("\(folder)/answer.xyz", id: { _ in candidate.id }).last { answers.append(last) }
                } catch let error as ReaderError { answers.append(RawAnswer(id: candidate.id, failure: "\(error)")) }
            } else if let text = try? String(contentsOfFile: "\(folder)/answer.json", encoding: .utf8) {
                let values = values(of: text)
                answers.append(
                    values.map { values in RawAnswer(id: candidate.id) { values[$0] } }
                        ?? RawAnswer(id: candidate.id, failure: "answer.json is no JSON object"))
            } else if let text = try? String(contentsOfFile: "\(folder)/failed.txt", encoding: .utf8) {
                let lines = text.split(separator: "\n").filter { $0.contains { !$0.isWhitespace } }
                let last = lines.count > 1 ? lines.last.map { ": \($0)" } ?? "" : ""
                answers.append(RawAnswer(id: candidate.id, failure: (lines.first.map(String.init) ?? "failed.txt") + last))
            }
        }
        return answers
    }

    private init(id: String, failure: String) {
        self.id = id
        self.failure = failure
    }
}
