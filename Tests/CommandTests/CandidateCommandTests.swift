import Foundation
import TestSupport
import Testing

/// `covey report --known` where the known phases are too few, and where names are shared.
@Suite struct CandidateCommandTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func report(known: String, _ more: [String] = []) throws -> (run: ProgramRun, page: String, first: String) {
        let predictions = try directory.write(
            """
            material_id,split,target,prediction,epistemic,aleatoric,total,formula
            1,unused,,-3,0.01,0,0.01,Cl3Yb
            2,unused,,-1.5,0.01,0,0.01,CuNaO2
            3,unused,,-1,0.01,0,0.01,ClNa

            """, to: "predictions.csv")
        let table = try directory.write("material_id,formula,formation_energy_per_atom\n" + known, to: "known.csv")
        let page = directory.file("page")
        let run = try ProgramRun("covey", ["report", predictions, "--known", table, "--out", page] + more)
        guard run.status == 0 else { return (run, "", "") }
        let rows = try String(contentsOfFile: "\(page)/tables/candidates.csv", encoding: .utf8).split(separator: "\n")
        return (run, try String(contentsOfFile: "\(page)/index.html", encoding: .utf8), String(rows[1].prefix { $0 != "," }))
    }

    private let phases = "x,NaCl,-2\ny,CuO,-0.8\nz,Na2O,-1.4\n"

    @Test func anElementWithoutKnownPhasesIsNotAtTheTop() throws {
        let apart = try report(known: phases)
        #expect(apart.first == "2" && apart.page.contains("no compound is known (Yb)"), "\(apart.run.errors)")
        let kept = try report(known: phases, ["--flagged", "keep"])
        #expect(kept.first == "1" && kept.page.contains("1 candidate is flagged: "), "\(kept.run.errors)")
    }

    /// Rows' numbers as ids make no one material of two.
    @Test func knownPhasesAreNotDroppedForTheirIdAlone() throws {
        let shared = try report(known: "1,NaCl,-2\n2,CuO,-0.8\n3,Na2O,-1.4\n")
        #expect(shared.page.contains("3 known phases have the id of a candidate and another composition"), "\(shared.run.errors)")
        let same = try report(known: "3,Na4Cl4,-2\n2,CuO,-0.8\nz,Na2O,-1.4\n")
        #expect(same.page.contains("1 known phase is a candidate itself") && same.page.contains("1 known phase has the id of a candidate"))
    }

    @Test func mistakes() throws {
        let wrong = try report(known: phases, ["--flagged", "away"])
        #expect(wrong.run.status == 64 && wrong.run.errors.contains("it must be one of apart, keep"))
        let predictions = directory.file("predictions.csv")
        let noHull = try ProgramRun("covey", ["report", predictions, "--flagged", "keep", "--out", directory.file("page")])
        #expect(noHull.status == 64 && noHull.errors.contains("--flagged needs a hull"))
    }
}
