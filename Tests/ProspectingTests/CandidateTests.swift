import Materials
import Prospecting
import Testing

@Suite struct CandidateTests {
    @Test func theCompositionOfAnArrangementIsThatOfItsConventionalCell() throws {
        let candidate = Candidate(id: "a", subject: .arrangement(try Protostructure(label: "AB_cF8_225_a_b:Cl-Na")))
        #expect(candidate.composition == (try Composition("Na4Cl4")))
    }
}
