import Foundation
import TestSupport
import Testing

/// Rows that cannot be used are counted, with the first reasons: on standard error, on the page, in metrics.json and where a hull ends.
@Suite struct LostRowsTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private let good = "material_id,formula,formation_energy_per_atom\nk1,Li2O,-2.0\nk2,Fe2O3,-1.6\nk3,LiFeO2,-1.9\n"
    /// One of four is left.
    private let bad = "material_id,formula,formation_energy_per_atom\nk1,Li2O,-2.0\nk2,Fe2O3,\nk3,LiFeO2-x,-1.9\nk4,Qq2O,-1\n"

    private func candidates() throws -> [String] {
        let truth = try directory.write(
            "material_id,formula,e_form\n" + (0..<40).map { "w\($0),LiFeO2,\(Double($0) * 0.1 - 3)\n" }.joined(), to: "truth.csv")
        let predictions = try directory.write(
            "material_id,e_pred\n" + (0..<40).map { "w\($0),\(Double($0) * 0.1 - 2.97)\n" }.joined(), to: "pred.csv")
        return [predictions, "--truth", truth, "--target", "e_form"]
    }

    private func report(_ words: [String]) throws -> (run: ProgramRun, page: String, metrics: [String: Any]) {
        let out = directory.file("page")
        let run = try ProgramRun("covey", ["report"] + words + ["--out", out], variables: ["PATH": "/nowhere"])
        guard run.status == 0 else { return (run, "", [:]) }
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: "\(out)/metrics.json"))) as? [String: Any]
        return (run, try String(contentsOfFile: "\(out)/index.html", encoding: .utf8), (json?["subjects"] as? [[String: Any]])?.first ?? [:])
    }

    @Test func aReportRefusesAHullOfTheRestUnlessItIsAsked() throws {
        let words = try candidates()
        let known = try directory.write(bad, to: "known.csv")
        let refused = try report(words + ["--known", known]).run
        #expect(refused.status == 65 && refused.errors.contains("3 of 4 known phases of \(known) take no part in the hull"), "\(refused.errors)")
        #expect(refused.errors.contains("k2: formation_energy_per_atom") && refused.errors.contains("k3: ") && refused.errors.contains("--allow-loss"))
        #expect(!FileManager.default.fileExists(atPath: directory.file("page")))

        let (run, page, metrics) = try report(words + ["--known", known, "--allow-loss"])
        #expect(run.status == 0 && run.errors.contains("warning: 3 of 4 known phases of \(known) take no part"), "\(run.errors)")
        #expect(page.contains("3 of 4 known phases of \(known) take no part in the hull") && page.contains("hull of 1 known phase of"))
        let losses = try #require(metrics["losses"] as? [[String: Any]])
        #expect(losses.count == 1 && losses[0]["input"] as? String == "known" && losses[0]["rows"] as? Int == 4 && losses[0]["lost"] as? Int == 3)
        #expect((losses[0]["reasons"] as? [[String: Any]])?.map { $0["first"] as? String } == ["k2", "k3", "k4"])
        let discovery = try #require(metrics["discovery"] as? [String: Any])
        #expect(discovery["known_rows"] as? Int == 4 && discovery["known_lost"] as? Int == 3)

        let whole = try report(words + ["--known", try directory.write(good, to: "good.csv")])
        #expect(whole.run.status == 0 && !whole.run.errors.contains("take no part") && (whole.metrics["losses"] as? [Any])?.isEmpty == true)
    }

    /// A data set's unknown energies are losses too; but candidates among the known phases would take no part in any case.
    @Test func aDataSetOfKnownPhases() throws {
        let words = try candidates()
        let table = try directory.write("material_id,formula,e\nk1,Li2O,-2.0\nk2,Fe2O3,\nk3,LiFeO2,\n", to: "known4.csv")
        let data = directory.file("known4.h5")
        #expect(try ProgramRun("covey", ["featurise", table, "--target", "e:eV/atom", "--out", data]).status == 0)
        let refused = try report(words + ["--known", data, "--known-energy", "e"]).run
        #expect(refused.status == 65 && refused.errors.contains("2 of 3 known phases") && refused.errors.contains("k2: e is not known (2 rows)"), "\(refused.errors)")

        let own = try directory.write("material_id,formula,e\nk1,Li2O,-2.0\nk2,Fe2O3,-1.6\nw1,LiFeO2,\nw2,LiFeO2,\n", to: "own.csv")
        #expect(try ProgramRun("covey", ["featurise", own, "--target", "e:eV/atom", "--out", data]).status == 0)
        let run = try report(words + ["--known", data, "--known-energy", "e"])
        #expect(run.run.status == 0 && !run.run.errors.contains("take no part"), "\(run.run.errors)")
    }

    @Test func aHullSaysWhatItDoesWithout() throws {
        let entries = try directory.write("material_id,formula,formation_energy_per_atom\na,Li2O,-2\nb,LiFeO2,-1.7\n", to: "a.csv")
        let known = try directory.write("material_id,formula,formation_energy_per_atom\nk1,Li2O,\nk2,Fe2O3,-1.6\n", to: "known.csv")
        let out = directory.file("hull.csv")
        for ranks in [nil, 2] {
            let refused = try ProgramRun("covey", ["hull", entries, "--known", known, "--out", out], ranks: ranks)
            #expect(refused.status == 65 && refused.errors.contains("1 of 2 known phases of \(known) takes no part in the hull: k1: "), "\(refused.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: out))
        let run = try ProgramRun("covey", ["hull", entries, "--known", known, "--allow-loss", "--out", out])
        #expect(run.status == 0 && run.errors.contains("warning: 1 of 2 known phases"), "\(run.errors)")
        #expect(run.output.contains("1 of 2 known phases of \(known) takes no part in the hull: k1: "), "\(run.output)")
        #expect(run.output.contains("hull of 1 known phase of"))
        let own = try ProgramRun("covey", ["hull", known, "--out", out])
        #expect(own.status == 65 && own.errors.contains("takes no part in the hull"), "\(own.errors)")
    }

    /// One in a hundred may be missing, but no element from which energies count.
    @Test func howMuchMayBeMissing() throws {
        let salts = (0..<198).map { "s\($0),Li\($0 % 9 + 1)Cl\($0 / 9 + 1),-3.1\n" }.joined()
        let out = directory.file("hull.csv")
        func hull(_ rows: String, _ more: [String] = []) throws -> ProgramRun {
            let table = try directory.write("material_id,formula,e\nli,Li,-1.9\nlib,Li,-1.8\ncl,Cl,-1.7\n" + salts + rows, to: "total.csv")
            return try ProgramRun("covey", ["hull", table, "--energy", "e", "--out", out] + more)
        }
        let two = try hull("x1,LiCl,\nx2,LiCl,\n")
        #expect(two.status == 0 && two.errors.contains("warning: 2 of 203 known phases"), "\(two.errors)")
        #expect(try hull("x1,LiCl,\nx2,LiCl,\nx3,LiCl,\n").status == 65)
        let element = try hull("lic,Li,\n")
        #expect(element.status == 65 && element.errors.contains("Energies of Li were to count from them"), "\(element.errors)")
        let references = try directory.write("element,energy\nLi,-1.9\n", to: "references.csv")
        #expect(try hull("lic,Li,\n", ["--references", references]).status == 0)
        // Without a reference of its own nothing of an element takes part.
        #expect(try hull("x1,KCl,-3\nx2,KCl2,-3\nx3,K2Cl,-3\n").errors.contains("there is no reference energy of K"))
    }

    @Test func unknownDistancesTruthsAndPredictions() throws {
        let truth = try directory.write(
            "material_id,e,above\n" + (0..<30).map { "w\($0),\($0 == 3 ? "" : "-\($0)"),\($0 < 2 ? "" : "0.\($0)")\n" }.joined(), to: "truth.csv")
        let predictions = try directory.write("material_id,e_pred\n" + (0..<30).map { "w\($0),\($0 == 7 ? "nan" : "-\($0)")\n" }.joined(), to: "pred.csv")
        let (run, page, metrics) = try report([predictions, "--truth", truth, "--target", "e", "--hull-distance", "above"])
        #expect(run.status == 0, "\(run.errors)")
        for words in [
            "1 of 30 predictions of \(predictions) is no value: w7: e_pred is not known.", "1 of 30 true values of \(truth) is not known: w3: e is not known.",
            "2 of 30 candidates have no true distance to the hull in the column above", "w0: above is not known (2 rows).",
        ] {
            #expect(run.errors.contains(words) && page.contains(words), "\(words): \(run.errors)")
        }
        let losses = try #require(metrics["losses"] as? [[String: Any]])
        #expect(losses.map { $0["input"] as? String } == ["predictions", "truth", "hull_distance"] && losses.map { $0["lost"] as? Int } == [1, 1, 2])
    }

    @Test func nothingPredictedIsNothingToReport() throws {
        let words = try candidates()
        let empty = try directory.write("material_id,e_pred\n" + (0..<40).map { "w\($0),nan\n" }.joined(), to: "allnan.csv")
        let run = try report([empty] + words.dropFirst()).run
        #expect(run.status == 65 && run.errors.contains("nothing is predicted of its 40 materials"), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: directory.file("page")))
    }

    @Test func noCandidateIsStable() throws {
        let truth = try directory.write(
            "material_id,formula,e_form,above\n" + (0..<40).map { "w\($0),LiFeO2,\(Double($0) * 0.1 - 3),0.5\($0)\n" }.joined(), to: "none.csv")
        let words = try candidates()
        func answer(_ predictions: String) throws -> String {
            let page = try report([predictions, "--truth", truth, "--target", "e_form", "--hull-distance", "above"]).page
            return String(try #require(page.firstMatch(of: /<p class="answer">([^<]*)<\/p>/)).output.1)
        }
        #expect(try answer(words[0]).hasPrefix("None of the 40 candidates is stable, and none is predicted to be: precision, recall and DAF are not defined."))
        let bold = try directory.write("material_id,e_pred\n" + (0..<40).map { "w\($0),\($0 < 25 ? -9 : 9)\n" }.joined(), to: "bold.csv")
        let said = try answer(bold)
        #expect(said.hasPrefix("None of the 40 candidates is stable: recall and DAF are not defined, and precision can only be 0. 25 are predicted to lie on"), "\(said)")
        // One alone, by prediction.
        let one = try directory.write("material_id,e_pred\n" + (0..<40).map { "w\($0),\($0 == 0 ? -9 : 9)\n" }.joined(), to: "one.csv")
        let page = try report([one, "--truth", truth, "--target", "e_form", "--hull-distance", "above"]).page
        #expect(page.contains("1 is predicted to lie on") && page.contains("1 is left, and is not stable.") && !page.contains("0.0\u{202F}% truly"))
    }
}
