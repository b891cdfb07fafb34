import Discovery
import Foundation
import Materials
import Prospecting
import TestSupport
import Testing

@Suite struct AnswerTests {
    private let directory: TemporaryDirectory
    private let candidates: [ProposedCandidate]
    private let references = ReferenceEnergies([Element(symbol: "Na")!: -1, Element(symbol: "Cl")!: -2])

    init() throws {
        directory = try TemporaryDirectory()
        let salt = try Protostructure(label: "AB_cF8_225_a_b:Cl-Na")
        candidates = ["a", "b", "c", "d"].map { ProposedCandidate(id: $0, folder: $0, protostructure: salt, atoms: 2) }
    }

    private func outcomes(_ answers: Answers) -> [Answers.Outcome] { answers.answers.map(\.outcome) }

    @Test func tablesAndLines() throws {
        let table = try directory.write(
            "candidate_id,formation_energy_per_atom,failure\na,-2.5,\nb,,did not converge\nx,-1,\na,-9,\nc,,\n", to: "answers.csv")
        let answers = try Answers.read(table, candidates: candidates)
        #expect(outcomes(answers) == [.energy(-2.5), .failed("did not converge"), .failed("there is no energy in the answer"), .missing])
        #expect(answers.unknown == ["x"] && answers.repeated == ["a"])
        // Of the whole cell, of two atoms each.
        let lines = try directory.write(
            "{\"candidate_id\": \"b\", \"energy\": -8}\n\n{\"id\": \"c\", \"energy_per_atom\": -3.5}\n", to: "answers.jsonl")
        #expect(try outcomes(Answers.read(lines, candidates: candidates, references: references)) == [.missing, .energy(-2.5), .energy(-2), .missing])
        #expect(throws: AnswerError.noReferences(path: lines, id: "b")) { try Answers.read(lines, candidates: candidates) }
        let bad = try directory.write("{\"candidate_id\": \"b\"}\nnothing\n", to: "bad.jsonl")
        #expect(throws: AnswerError.line(path: bad, line: 2, problem: "expected a JSON object, found 'nothing'")) {
            try Answers.read(bad, candidates: candidates)
        }
    }

    @Test func structuresThatComeBackHaveLabelsOfTheirOwn() throws {
        func frame(_ id: String, _ cation: String, _ shift: Double) -> String {
            "2\nLattice=\"0 2.8 2.8 2.8 0 2.8 2.8 2.8 \(shift)\" Properties=species:S:1:pos:R:3 candidate_id=\(id) energy=-8\n\(cation) 0 0 0\nCl 2.8 2.8 \(2.8 + shift / 2)\n"
        }
        let path = try directory.write(frame("a", "Na", 0) + frame("b", "Na", 0.9) + frame("c", "K", 0), to: "answers.xyz")
        let answers = try Answers.read(path, candidates: candidates, references: references)
        #expect(answers.answers.map(\.hasChangedSymmetry) == [false, true, false, false])
        #expect(answers.answers[0].outcome == .energy(-2.5) && answers.answers[1].outcome == .energy(-2.5))
        #expect(answers.answers[1].protostructure.spaceGroup != 225)
        #expect(answers.answers[2].outcome == .failed("its structure is ClK, and the candidate is ClNa"))
    }

    @Test func foldersWithAnswersAndFailures() throws {
        for name in ["a", "b", "c", "d"] { try FileManager.default.createDirectory(atPath: directory.file(name), withIntermediateDirectories: true) }
        _ = try directory.write("{\"formation_energy_per_atom\": -1.5}\n", to: "a/answer.json")
        _ = try directory.write("exit status 3\nstarting\nout of memory\n", to: "b/failed.txt")
        _ = try directory.write("{\"formation", to: "c/answer.json")
        let answers = try Answers.read(directory.path, candidates: candidates)
        #expect(outcomes(answers) == [
            .energy(-1.5), .failed("exit status 3: out of memory"), .failed("answer.json is no JSON object"), .missing,
        ])
    }
}
