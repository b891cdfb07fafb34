import Foundation
import TestSupport
import Testing

/// `covey report` on tables of predictions by other programs.
@Suite struct ForeignPredictionTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func report(_ words: [String]) throws -> (run: ProgramRun, page: String, subjects: [[String: Any]]) {
        let out = directory.file("page")
        let run = try ProgramRun("covey", ["report"] + words + ["--out", out], variables: ["PATH": "/nowhere"])
        guard run.status == 0 else { return (run, "", []) }
        let metrics = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: "\(out)/metrics.json")))
        let page = try String(contentsOfFile: "\(out)/index.html", encoding: .utf8)
        return (run, page, (metrics as? [String: Any])?["subjects"] as? [[String: Any]] ?? [])
    }

    private func truth() throws -> String {
        try directory.write(
            """
            material_id,formula,step,above,formation_energy_per_atom
            a,NaCl,1,-0.1,-2
            b,KCl,1,0.1,-1.5
            c,KCl,2,-0.2,-1.8
            d,SiO2,2,0.3,-3

            """, to: "truth.csv")
    }

    @Test func missingPredictionsCountAsUnstableAndInNoError() throws {
        let model = try directory.write("material_id,mace\na,-2.25\nb,-1.5\nc,\nd,-2.75\nx,1\n", to: "model.csv")
        let (run, page, subjects) = try report([model, "--truth", truth(), "--hull-distance", "above", "--group", "step", "--unit", "eV/atom"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains("1 material of") && run.errors.contains("1 prediction is of a material that"))
        let splits = try #require(subjects.first?["splits"] as? [[String: Any]])
        #expect(splits[0]["rows"] as? Int == 4 && splits[0]["rows_with_target"] as? Int == 3)
        #expect(splits[0]["rows_without_prediction"] as? Int == 1)
        let ensemble = (splits[0]["regression"] as? [String: Any])?["ensemble"] as? [String: Any]
        #expect(ensemble?["mae"] as? Double == 0.5 / 3)
        let scores = ((subjects[0]["discovery"] as? [String: Any])?["scores"] as? [[String: Any]])?.first
        // a is found; c, stable too and without a prediction, is missed.
        #expect(scores?["true_positives"] as? Int == 1 && scores?["false_negatives"] as? Int == 1 && scores?["true_negatives"] as? Int == 2)
        #expect(scores?["missing"] as? Int == 1)
        #expect(page.contains("1 of 4 materials has no prediction") && page.contains("Left out for that: confidence–error curve"))
        #expect(page.contains("does not have, and is left out") && !page.contains("<h2>Uncertainty</h2>"))
        let groups = try String(contentsOfFile: directory.file("page/tables/by-step.csv"), encoding: .utf8).split(separator: "\n")
        #expect(groups.count == 3 && groups[1].hasPrefix("1,2,0.125,") && groups[2].hasPrefix("2,1,0.25,"))
    }

    /// Of half of the candidates nobody knows how far above the hull they lie.
    @Test func unknownDistancesAreNoMissingPredictions() throws {
        let model = try directory.write("material_id,mace\na,-2.25\nb,-1.5\nc,-2\nd,\n", to: "model.csv")
        let truth = try directory.write(
            "material_id,above,formation_energy_per_atom\na,-0.1,-2\nb,0.1,-1.5\nc,,-1.8\nd,0.2,-3\n", to: "truth.csv")
        let (run, page, subjects) = try report([model, "--truth", truth, "--hull-distance", "above"])
        #expect(run.status == 0, "\(run.errors)")
        let discovery = subjects.first?["discovery"] as? [String: Any]
        #expect(discovery?["without_truth"] as? Int == 1 && discovery?["without_prediction"] as? Int == 1)
        #expect(page.contains("1 candidate whose true distance to the hull is not known is left out."))
        let funnel = try #require(discovery?["funnel"] as? [[String: Any]])
        #expect(funnel.prefix(2).map { $0["materials"] as? Int } == [4, 2])
    }

    /// Columns whose names are alike as names of files, errors that are all zero, and labels that are none.
    @Test func everyTableHasAFileOfItsOwn() throws {
        let ids = (0..<40).map { "m\($0)" }
        let model = try directory.write("material_id,mace\n" + ids.enumerated().map { "\($1),\($0 % 5)\n" }.joined(), to: "model.csv")
        let rows = ids.enumerated().map { place, id in "\(id),NaCl,\(place % 2),\(place % 4),\(place % 5),\(Double(place) / 100 - 0.2)\n" }
        let truth = try directory.write("material_id,formula,a_b,a b,e,above\n" + rows.joined(), to: "truth.csv")
        let words = [model, "--truth", truth, "--target", "e", "--hull-distance", "above", "--group", "a_b", "--group", "a b"]
        let (run, _, _) = try report(words)
        #expect(run.status == 0, "\(run.errors)")
        func lines(_ name: String) throws -> Int {
            try String(contentsOfFile: directory.file("page/\(name)"), encoding: .utf8).split(separator: "\n").count
        }
        #expect(try lines("tables/by-a-b.csv") == 3 && lines("tables/by-a-b-2.csv") == 5)
        let script = try String(contentsOfFile: directory.file("page/figures/discovery-rolling-mae.gnuplot"), encoding: .utf8)
        #expect(script.contains("set yrange [0:0.125]"))
        let (relaxed, _, _) = try report(words + ["--relaxed-label", "formula"])
        #expect(relaxed.status == 64 && relaxed.errors.contains("--relaxed-label formula needs the labels"))
    }

    @Test func targetsComeFromAnotherOfTheFilesOrFromTheFileItself() throws {
        let ours = try directory.write(
            """
            material_id,split,target,prediction,epistemic,aleatoric,total,formula
            a,train,1,1,0.1,0,0.1,NaCl
            b,test,2,2.5,0.1,0,0.1,KCl
            c,test,3,3.5,0.1,0,0.1,KCl

            """, to: "ours.csv")
        let model = try directory.write("name,value,other\nb,2.25,0\nc,2.75,0\n", to: "model.csv")
        let (run, page, subjects) = try report([ours, model, "--id", "name", "--prediction", "value"])
        #expect(run.status == 0 && subjects.count == 2, "\(run.errors)")
        #expect(run.errors.contains("Nothing is predicted of the 1 material of the part \"train\""))
        #expect(page.contains("Of 2 sets of predictions, \(model) has the smallest mean absolute error: 0.250"))
        // Of the pair of KCl both say the right order.
        let polymorphs = try #require(subjects[1]["polymorphs"] as? [[String: Any]])
        #expect(polymorphs.count == 3 && polymorphs[0]["pairs"] as? Int == 1 && polymorphs[0]["ranked_rightly"] as? Double == 1)

        let own = try directory.write("id,target,prediction\na,1,2\nb,2,4\n", to: "own.csv")
        let alone = try report([own])
        #expect(alone.page.contains("mean absolute error of 1.50"))
    }

    @Test func mistakes() throws {
        let truth = try truth()
        let model = try directory.write("material_id,one,two\na,1,2\n", to: "model.csv")
        let strangers = try directory.write("material_id,one\nz,1\n", to: "strangers.csv")
        let ours = try directory.write("material_id,split,target,prediction,epistemic,aleatoric,total\na,test,1,1,0,0,0\n", to: "ours.csv")
        for (words, status, reason) in [
            ([model, "--truth", truth], Int32(65), "name the column with --prediction; the columns are material_id, one, two"),
            ([model, "--prediction", "three", "--truth", truth], 65, "no column 'three'"),
            ([strangers, "--truth", truth], 65, "none of its materials is in \(truth)"),
            ([strangers, "--truth", model], 65, "name the column with --target"),
            ([ours, "--truth", truth], 64, "--truth is for tables of other programs"),
            ([strangers, "--truth", "/nowhere.csv"], 66, "/nowhere.csv"),
        ] {
            let run = try report(words).run
            #expect(run.status == status && run.errors.contains(reason), "\(run.status) \(run.errors)")
        }
    }
}
