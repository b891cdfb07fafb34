import Foundation
import TestSupport
import Testing

/// Words and zeros and ones from a table to a page.
@Suite(.serialized) struct ClassificationRunTests {
    private let directory: TemporaryDirectory
    private let table: String

    /// 88 compositions whose `metallic` is a truth value, with `kind` of three words and `scale` of three numbers.
    init() throws {
        directory = try TemporaryDirectory()
        let metals = ["Li", "Na", "K", "Mg", "Ca", "Al", "Fe", "Cu", "Zn", "Ag", "Sr"]
        let rows = metals.flatMap { metal in ["O", "S", "Cl", "N", "Ni", "Ti", "V", "Co"].map { (metal, $0) } }
        let lines = rows.enumerated().map { place, pair in
            let isMetallic = ["Ni", "Ti", "V", "Co"].contains(pair.1) || place % 9 == 0
            let kind = ["O", "S"].contains(pair.1) ? "chalcogenide" : ["Cl", "N"].contains(pair.1) ? "other" : "alloy"
            return "m-\(place),\(pair.0)2\(pair.1)3,\(isMetallic ? "True" : "False"),\(isMetallic ? 1 : 0),\(kind),\(place % 3)\n"
        }
        table = try directory.write("id,formula,metallic,number,kind,scale\n" + lines.joined(), to: "classes.csv")
    }

    private func featurise(_ more: [String] = []) throws -> ProgramRun {
        let targets = ["metallic", "number", "kind", "scale"].flatMap { ["--target", $0] }
        return try ProgramRun("covey", ["featurise", table, "--features", "magpie145", "--out", directory.file("data.h5")] + targets + more)
    }

    private func train(_ out: String, _ words: [String], ranks: Int? = nil) throws -> ProgramRun {
        let sizes = ["--split", "random:0.5,0.3,0.2", "--members", "2", "--epochs", "3", "--set", "model.layers=1"]
        let isForest = words.contains("forest")
        return try ProgramRun(
            "covey",
            ["train", directory.file("data.h5"), "--out", directory.file(out)] + words
                + (isForest ? sizes.prefix(4) + ["--set", "model.trees=20"] : sizes[...]), ranks: ranks)
    }

    private func text(_ file: String) throws -> String { try String(contentsOfFile: directory.file(file), encoding: .utf8) }

    private func header(_ file: String) throws -> [String] {
        try text(file).prefix { $0 != "\n" }.split(separator: ",").map(String.init)
    }

    @Test func truthValuesFromATableToAPage() throws {
        let made = try featurise()
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.contains("target metallic: its words are 2 classes, 0 False ") && made.output.contains("3 classes, 0 alloy 44 (50.0 %), 1 chalcogenide"))
        let inspected = try ProgramRun("covey", ["inspect", directory.file("data.h5")])
        #expect(inspected.output.contains("classes of metallic: 0 False (") && !inspected.output.contains("classes of number"))

        let run = try train("run", ["--target", "metallic", "--model", "forest"])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors.contains(/target metallic: 2 classes, False [0-9.]+ %, True [0-9.]+ %; learnt as classification/))
        #expect(run.errors.contains("error rate ") && !run.errors.contains("MAE"))
        let log = try text("run/log.jsonl")
        #expect(log.contains("\"val_error_rate\":") && !log.contains("mae"))
        let columns = try header("run/predictions.csv")
        #expect(
            columns.prefix(13) == [
                "material_id", "split", "target", "prediction", "entropy_epistemic", "entropy_aleatoric", "entropy_total", "target_class",
                "predicted_class", "member_0", "member_1", "probability_False", "probability_True",
            ])
        let page = try text("run/report/index.html")
        for words in ["Balanced accuracy", ", the largest class, would be right for", "What is taken for what", "Average precision", "Brier score", "Class by class"] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(!page.contains("MAE") && !page.contains("mean absolute error"))
        for table in ["reliability", "precision-recall", "roc", "confusion-matrix", "classes", "training-error-rate", "scores-by-split"] {
            #expect(FileManager.default.fileExists(atPath: directory.file("run/report/tables/\(table).csv")), "\(table)")
        }
        #expect(try text("run/report/tables/confusion-matrix.csv").hasPrefix("true_class,predicted_False,predicted_True\nFalse,"))
        let described = try ProgramRun("covey", ["inspect", directory.file("run")])
        #expect(described.output.contains("2 classes: False, True") && described.output.contains("validation error rate"))

        // A bundle predicts as its run did, names and temperature with it.
        let again = try ProgramRun("covey", ["predict", directory.file("run"), directory.file("data.h5"), "--out", directory.file("again.csv")])
        #expect(again.status == 0, "\(again.errors)")
        #expect(try text("again.csv") == text("run/predictions.csv"))
        let reported = try ProgramRun("covey", ["report", directory.file("again.csv"), "--ensemble", directory.file("run"), "--out", directory.file("page")])
        #expect(reported.status == 0, "\(reported.errors)")
        #expect(try text("page/tables/classes.csv") == text("run/report/tables/classes.csv"))
    }

    @Test func whatTargetsAreTakenFor() throws {
        #expect(try featurise().status == 0)
        func errors(_ words: [String], status: Int32) throws -> String {
            let run = try train("taken-\(words.joined().hashValue.magnitude)", words)
            #expect(run.status == status, "\(run.errors)")
            return run.errors
        }
        #expect(try errors(["--target", "number"], status: 0).contains("target number: 2 classes, 0 "))
        #expect(try errors(["--target", "number", "--loss", "l1"], status: 0).contains("target number: mean"))
        #expect(try errors(["--target", "metallic", "--loss", "robust-l1"], status: 64).contains("target metallic has the classes False, True"))
        let doubt = try errors(["--target", "scale"], status: 64)
        #expect(doubt.contains("target scale is 0, 1, 2 and nothing else") && doubt.contains("--loss classification"))
        #expect(try errors(["--target", "scale", "--loss", "classification"], status: 0).contains("3 classes, 0 "))
        #expect(try errors(["--target", "scale", "--loss", "l2", "--class-weights", "balanced"], status: 64).contains("--class-weights is for targets of classes"))
        let both = try errors(["--target", "kind", "--target", "scale", "--loss", "l2"], status: 0)
        #expect(both.contains("target kind: 3 classes") && both.contains("target scale: mean"))
        let sweep = try ProgramRun(
            "covey", ["sweep", directory.file("data.h5"), "--target", "kind", "--sizes", "20,40", "--out", directory.file("sweep")])
        #expect(sweep.status == 64 && sweep.errors.contains("target kind is learnt as classes; a sweep compares errors of numbers"))
    }

    /// Weights are part of what is computed: the same bits on any layout, and other ones than without.
    @Test func weightedClasses() throws {
        #expect(try featurise().status == 0)
        let words = ["--target", "kind", "--class-weights", "balanced"]
        let whole = try train("whole", words)
        #expect(whole.status == 0 && whole.errors.contains("weights of its classes in the loss: alloy 0."), "\(whole.errors)")
        #expect(whole.errors.contains("weighted error rate"))
        let shared = try train("shared", words + ["--shards", "2"], ranks: 2)
        #expect(shared.status == 0, "\(shared.errors)")
        #expect(try text("whole/predictions.csv") == text("shared/predictions.csv"))
        let plain = try train("plain", ["--target", "kind"])
        #expect(try plain.status == 0 && text("plain/predictions.csv") != text("whole/predictions.csv"))
        let other = try train("whole", ["--target", "kind", "--resume"])
        #expect(other.status == 64 && other.errors.contains("classWeights: the run has balanced, asked for is none"), "\(other.errors)")
        let unknown = try train("unknown", ["--target", "kind", "--class-weights", "metal=2"])
        #expect(unknown.status == 65 && unknown.errors.contains("names the class metal; there are alloy, chalcogenide, other"), "\(unknown.errors)")
    }

    /// Another table of the same classes, of which it has two, and which it so numbers otherwise.
    @Test func classesGoByTheirNames() throws {
        #expect(try featurise().status == 0)
        #expect(try train("run", ["--target", "kind", "--model", "forest"]).status == 0)
        let lines = ["other", "chalcogenide", "other", "chalcogenide"].enumerated().map { "n\($0),Li2\($0 % 2 == 0 ? "Cl" : "S")\(3 + $0),\($1)\n" }
        let few = try directory.write("id,formula,kind\n" + lines.joined(), to: "few.csv")
        func predicted(_ table: String) throws -> ProgramRun {
            let made = try ProgramRun(
                "covey", ["featurise", table, "--target", "kind", "--features", "magpie145", "--out", directory.file("few.h5")])
            #expect(made.status == 0, "\(made.errors)")
            return try ProgramRun("covey", ["predict", directory.file("run"), directory.file("few.h5"), "--out", directory.file("few-out.csv")])
        }
        let run = try predicted(few)
        #expect(run.status == 0, "\(run.errors)")
        let rows = try text("few-out.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        #expect(rows.map { "\($0[2]) \($0[7])" } == ["2 other", "1 chalcogenide", "2 other", "1 chalcogenide"])
        let strange = try directory.write("id,formula,kind\na,LiCl,other\nb,LiF,halide\nc,LiBr,other\nd,LiI,halide\n", to: "strange.csv")
        let refused = try predicted(strange)
        #expect(refused.status == 65 && refused.errors.contains("expected one of the classes alloy, chalcogenide, other, found halide (b)"), "\(refused.errors)")
    }

    @Test func filesOfOtherProgramsAreComparedAsClasses() throws {
        #expect(try featurise().status == 0)
        #expect(try train("run", ["--target", "metallic", "--model", "forest"]).status == 0)
        let rows = try text("run/predictions.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        func model(_ name: String, _ header: String, _ value: (_ row: Int, _ truth: String) -> String) throws -> String {
            try directory.write(
                "material_id,\(header)\n" + rows.enumerated().map { "\($1[0]),\(value($0, String($1[7])))\n" }.joined(), to: "\(name).csv")
        }
        let words = try model("words", "mine") { row, truth in row % 4 == 0 ? (truth == "True" ? "false" : "true") : truth.lowercased() }
        let likely = try model("likely", "prediction") { _, truth in truth == "True" ? "0.9" : "0.25" }
        let each = try model("each", "probability_False,probability_True") { _, truth in truth == "True" ? "0.1,0.9" : "0.75,0.25" }
        let run = try ProgramRun("covey", ["report", directory.file("run"), words, likely, each, "--out", directory.file("page")])
        #expect(run.status == 0, "\(run.errors)")
        let metrics = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: directory.file("page/metrics.json"))))
        let subjects = try #require((metrics as? [String: Any])?["subjects"] as? [[String: Any]])
        func scores(_ place: Int) throws -> [String: Any] {
            let splits = try #require(subjects[place]["splits"] as? [[String: Any]])
            return try #require(splits.first { $0["split"] as? String == "test" }?["classification"] as? [String: Any])
        }
        #expect(try scores(1)["log_loss"] is NSNull && (scores(1)["accuracy"] as? Double ?? 1) < 1)
        #expect(try scores(2)["accuracy"] as? Double == 1 && scores(2)["roc_auc"] as? Double == 1)
        #expect(try scores(3)["log_loss"] as? Double == scores(2)["log_loss"] as? Double)
        let page = try text("page/index.html")
        #expect(page.contains("puts most materials into the right class: 100.0") && page.contains("classes without probabilities"))
        #expect(page.contains("column mine, read as classes") && page.contains("column prediction, read as probabilities of classes"))

        let wrong = try model("wrong", "mine") { row, _ in row == 3 ? "maybe" : "True" }
        let refused = try ProgramRun("covey", ["report", directory.file("run"), wrong, "--out", directory.file("page")])
        #expect(refused.status == 65 && refused.errors.contains("found 'maybe', where one of the classes False, True"), "\(refused.errors)")
        // True values of words, without any prediction of ours.
        let truth = try ProgramRun("covey", ["report", words, "--truth", table, "--target", "metallic", "--out", directory.file("alone")])
        #expect(truth.status == 0, "\(truth.errors)")
        #expect(try text("alone/index.html").contains("into the right class of metallic"))
    }

    @Test func jsonTruthValuesAreClasses() throws {
        let crystals = (0..<8).map { place in
            let length = 4.0 + 0.2 * Double(place)
            let lattice = "{\"matrix\":[[\(length),0,0],[0,\(length),0],[0,0,\(length)]]}"
            func site(_ symbol: String, _ x: Double) -> String {
                "{\"species\":[{\"element\":\"\(symbol)\",\"occu\":1}],\"abc\":[\(x),\(x),\(x)],\"label\":\"\(symbol)\"}"
            }
            let sites = site(["Cs", "Rb", "K", "Na"][place % 4], 0) + "," + site(["Cl", "Br"][place / 4], 0.5)
            return "{\"material_id\":\"c\(place)\",\"stable\":\(place % 2 == 0),\"structure\":{\"lattice\":\(lattice),\"sites\":[\(sites)]}}\n"
        }
        let file = try directory.write(crystals.joined(), to: "crystals.jsonl")
        let made = try ProgramRun("covey", ["featurise", file, "--target", "stable", "--out", directory.file("crystals.h5")])
        #expect(made.status == 0 && made.output.contains("its words are 2 classes, 0 False 4 (50.0 %), 1 True 4 (50.0 %)"), "\(made.output) \(made.errors)")
    }
}
