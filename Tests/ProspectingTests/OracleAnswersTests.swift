import Prospecting
import TestSupport
import Testing

/// What oracles write, and how the loop keeps it.
@Suite struct OracleAnswersTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func tablesAndLinesSayTheSame() throws {
        let table = try OracleAnswers(
            readingFrom: try directory.write("formation_energy_per_atom,candidate_id,failure\n-1.5,a,\n,b,not converged\n ,c,\n", to: "answers.csv"))
        let lines = try OracleAnswers(
            readingFrom: try directory.write(
                """
                {"candidate_id": "a", "formation_energy_per_atom": -1.5}
                {"candidate_id": "b", "formation_energy_per_atom": null, "failure": "not converged"}

                {"candidate_id": "c"}
                """, to: "answers.jsonl"))
        for answers in [table, lines] {
            #expect(
                answers.of("a") == .energy(-1.5) && answers.of("b") == .failed("not converged") && answers.of("c") == .failed("no energy"))
            #expect(answers.of("d") == .failed("not answered"))
            #expect(answers.strangers(among: ["a"]) == ["b", "c"])
        }
        let kept = directory.file("kept.csv")
        try table.write(of: ["d", "a", "b"], to: kept)
        #expect(
            try String(decoding: bytes(of: kept), as: UTF8.self)
                == "candidate_id,formation_energy_per_atom,failure\nd,,not answered\na,-1.5,\nb,,not converged\n")
        #expect(try OracleAnswers(readingFrom: kept).of("d") == .failed("not answered"))
    }

    @Test(arguments: [
        ("candidate_id,formation_energy_per_atom\na,-1\na,-2\n", "row 2: a is answered twice"),
        ("candidate_id,formation_energy_per_atom\na,-1\nb,low\n", "row 2: energy of b: 'low' is not a number"),
        ("id,formation_energy_per_atom\na,-1\n", "no column 'material_id'"), ("candidate_id,formation_energy_per_atom\na\n", "1 fields, where the header has 2"),
    ])
    func faultsAreNamed(text: String, words: String) throws {
        let path = try directory.write(text, to: "answers.csv")
        do {
            _ = try OracleAnswers(readingFrom: path)
            Issue.record("\(text) was taken")
        } catch {
            #expect("\(error)".contains(words), "\(error)")
        }
    }

    @Test func aLineThatIsNoAnswerIsNamed() throws {
        let path = try directory.write("{\"candidate_id\": \"a\", \"formation_energy_per_atom\": 1}\n{\"id\": 3}\n", to: "answers.jsonl")
        do {
            _ = try OracleAnswers(readingFrom: path)
            Issue.record("it was taken")
        } catch {
            #expect("\(error)".contains("row 2: expected an object such as"))
        }
    }

    @Test func chosenCandidatesComeBack() throws {
        let chosen = [
            ChosenCandidate(
                id: "a,1", label: "AB_cF8_225_a_b:Cl-Na", formula: "ClNa", prediction: -0.1, total: 0.3, hullEnergy: -0.05, value: 0.25),
            ChosenCandidate(id: "b", label: "", formula: "NaCl3", prediction: -0.125, total: 0, hullEnergy: 0, value: -0.125),
        ]
        let path = directory.file("candidates.csv")
        try ChosenTable.write(chosen, to: path)
        #expect(try ChosenTable.read(path) == chosen)
        #expect(try String(decoding: bytes(of: path), as: UTF8.self).contains("b,,NaCl3,-0.125,0,0,-0.125,-0.125,-0.125,2\n"))
    }
}
