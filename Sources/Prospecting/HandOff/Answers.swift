import Discovery
import Foundation
import Materials

/// What a calculation has answered of the candidates that were proposed to it.
public struct Answers: Sendable {
    public enum Outcome: Hashable, Sendable {
        /// Formation energy, eV/atom.
        case energy(Double)
        case failed(String)
        case missing
    }

    public struct Answer: Hashable, Sendable {
        public let candidate: ProposedCandidate
        public let outcome: Outcome
        /// The label of the structure that came back; nil where none did.
        public let relaxed: Protostructure?

        /// The material that the energy is of: what came back, else what was proposed.
        public var protostructure: Protostructure { relaxed ?? candidate.protostructure }
        public var hasChangedSymmetry: Bool { relaxed.map { $0 != candidate.protostructure } ?? false }
    }

    /// One for each candidate, in their order.
    public let answers: [Answer]
    /// Ids that nobody has proposed.
    public let unknown: [String]
    /// Ids that were answered more than once; the first answer counts.
    public let repeated: [String]

    /// Reads answers: a table or JSON Lines of `candidate_id` and an energy, extended XYZ, or a hand-off folder, whose candidates' folders hold
    /// `answer.json` or `answer.xyz` each, or `failed.txt` (FileFormats.md, "Answers").
    ///
    /// - Parameters:
    ///   - references: where total energies count from; nil: there are none among the answers
    /// - Throws: `AnswerError`, or `ReaderError` for a file that cannot be read as a whole
    public static func read(
        _ path: String, candidates: [ProposedCandidate], references: ReferenceEnergies? = nil, symmetry: SymmetryFinder = SymmetryFinder()
    ) throws -> Answers {
        let raw = try RawAnswer.all(at: path, candidates)
        let byID = Dictionary(candidates.map { ($0.id, $0) }) { first, _ in first }
        var outcomes: [String: (Outcome, Protostructure?)] = [:]
        var (unknown, repeated): ([String], [String]) = ([], [])
        for answer in raw {
            guard let candidate = byID[answer.id] else {
                unknown.append(answer.id)
                continue
            }
            guard outcomes[answer.id] == nil else {
                repeated.append(answer.id)
                continue
            }
            outcomes[answer.id] = try outcome(of: answer, candidate, references, symmetry, path)
        }
        return Answers(
            answers: candidates.map { candidate in
                let (outcome, relaxed) = outcomes[candidate.id] ?? (.missing, nil)
                return Answer(candidate: candidate, outcome: outcome, relaxed: relaxed)
            }, unknown: unknown, repeated: repeated)
    }

    private static func outcome(
        of answer: RawAnswer, _ candidate: ProposedCandidate, _ references: ReferenceEnergies?, _ symmetry: SymmetryFinder, _ path: String
    ) throws -> (Outcome, Protostructure?) {
        if let failure = answer.failure { return (.failed(failure), nil) }
        var relaxed: Protostructure?
        if let structure = answer.structure {
            do { relaxed = try symmetry.protostructure(of: try structure()) } catch { return (.failed("its structure: \(error)"), nil) }
        }
        let proposed = candidate.protostructure.composition.reducedFormula
        if let relaxed, relaxed.composition.reducedFormula != proposed {
            return (.failed("its structure is \(relaxed.composition.reducedFormula), and the candidate is \(proposed)"), nil)
        }
        guard let energy = answer.energy else { return (.failed("there is no energy in the answer"), nil) }
        let total: Double
        switch energy {
        case .formation(let value): return (.energy(value), relaxed)
        case .perAtom(let value): total = value
        case .cell(let value): total = value / Double(answer.atoms ?? candidate.atoms)
        }
        guard let references else { throw AnswerError.noReferences(path: path, id: answer.id) }
        let entry = PhaseDiagram.Entry(id: answer.id, composition: candidate.protostructure.composition, energy: total)
        do { return (.energy(try references.formationEnergy(of: entry)), relaxed) } catch { return (.failed("\(error)"), nil) }
    }
}

/// What is wrong with answers as a whole.
public enum AnswerError: Error, Hashable, Sendable, CustomStringConvertible {
    case index(path: String, row: Int, problem: String)
    case noReferences(path: String, id: String)
    case line(path: String, line: Int, problem: String)
    case noIDs(path: String, available: [String])
    case noEnergies(path: String, available: [String])

    public var description: String {
        switch self {
        case .index(let path, let row, let problem): "\(path), row \(row): \(problem)"
        case .noReferences(let path, let id):
            "\(path): \(id) has a total energy, and formation energies need those of the elements: --references FILE.csv"
        case .line(let path, let line, let problem): "\(path), line \(line): \(problem)"
        case .noIDs(let path, let available):
            "\(path): there is no column 'candidate_id', 'material_id' or 'id'; the columns are \(available.joined(separator: ", "))"
        case .noEnergies(let path, let available):
            "\(path): there is no column of energies, \(RawAnswer.Energy.names.joined(separator: ", ")); "
                + "the columns are \(available.joined(separator: ", "))"
        }
    }
}
