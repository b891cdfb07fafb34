import Foundation
import FoundationXML
import Predictions
import Reports
import TestSupport
import Testing

private let hasGnuplot = Gnuplot.find() != nil

@Suite struct ReportTests {
    private func withReport(
        _ subjects: [ReportSubject], gnuplot: Gnuplot?, _ body: (_ directory: String, _ outcome: Report.Outcome) throws -> Void
    ) throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("covey-report-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try body(directory, try Report(title: "A <report> & more", subjects: subjects).write(to: directory, gnuplot: gnuplot))
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func metrics(_ directory: String) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: directory + "/metrics.json")))
        return try #require(object as? [String: Any])
    }

    private let subject = ReportSubject(
        name: "run", predictions: syntheticPredictions(rows: 2000, members: 5), target: "formation_energy", unit: "eV/atom",
        history: syntheticHistory, configuration: #"{"model":"wren"}"#, provenance: [.init(name: "program", value: "1 < 2")],
        warnings: ["member 3 diverged"])

    @Test(.enabled(if: hasGnuplot, "gnuplot is not installed"))
    func figuresAreWholeAndThePageHoldsThem() throws {
        try withReport([subject], gnuplot: .find()) { (directory: String, outcome: Report.Outcome) throws in
            #expect(outcome.skippedFigures.isEmpty)
            let figures = ["parity", "errors", "confidence-error", "quantiles", "coverage", "uncertainty-ratio", "training-loss", "training-mae"]
            let page = try text(directory + "/index.html")
            for figure in figures {
                let svg = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/figures/\(figure).svg"))
                let drawing = DrawingCounter()
                let parser = XMLParser(data: svg)
                parser.delegate = drawing
                #expect(parser.parse(), "\(figure).svg is well-formed")
                // Axes alone are some twenty paths; the curves and points come on top.
                #expect(drawing.shapes > 20 && drawing.texts > 5, "\(figure).svg shows something")
                #expect(page.contains("id=\"figure-\(figure)\""))
                #expect(FileManager.default.fileExists(atPath: "\(directory)/tables/\(figure).csv"))
            }
            #expect(page.components(separatedBy: "<svg").count == figures.count + 1)
            let left = try FileManager.default.contentsOfDirectory(atPath: directory + "/figures")
            #expect(left.allSatisfy { $0.hasSuffix(".svg") || $0.hasSuffix(".gnuplot") })
        }
    }

    @Test func withoutGnuplotThePageAndTheTablesStillCome() throws {
        try withReport([subject], gnuplot: nil) { (directory: String, outcome: Report.Outcome) throws in
            #expect(outcome.skippedFigures.count == 8)
            #expect(outcome.skippedFigures.allSatisfy { $0.reason.contains("gnuplot is not installed") })
            #expect(outcome.written.first == directory + "/index.html")
            #expect(outcome.written.allSatisfy(FileManager.default.fileExists(atPath:)))
            #expect(outcome.written.contains(directory + "/tables/parity.csv"))
            #expect(try text(directory + "/index.html").contains("Not drawn: gnuplot is not installed"))
        }
    }

    /// Runs `body` with a program that stands in for gnuplot.
    private func withGnuplot(_ script: String, _ body: (Gnuplot) throws -> Void) throws {
        let program = FileManager.default.temporaryDirectory.appendingPathComponent("gnuplot-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: program) }
        try "#!/bin/sh\n\(script)\n".write(toFile: program, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        try body(Gnuplot(executable: program))
    }

    @Test(arguments: [
        ("exit 3", "status 3"), ("echo 'line 4: undefined variable: x' >&2; exit 1", "undefined variable: x"),
        ("echo '<svg>'", "no complete SVG"),
    ])
    func aGnuplotThatFailsIsNamedOnThePage(script: String, reason: String) throws {
        try withGnuplot(script) { gnuplot in
            try withReport([subject], gnuplot: gnuplot) { (directory: String, outcome: Report.Outcome) throws in
                #expect(outcome.skippedFigures.count == 8 && outcome.skippedFigures.allSatisfy { $0.reason.contains(reason) })
                #expect(try text(directory + "/index.html").contains(reason))
            }
        }
    }

    @Test func aFigureOfAnEarlierReportDoesNotStay() throws {
        let directory = try TemporaryDirectory()
        func write(_ gnuplot: Gnuplot?) throws -> [String] {
            _ = try Report(title: "x", subjects: [subject]).write(to: directory.path, gnuplot: gnuplot)
            return try FileManager.default.contentsOfDirectory(atPath: directory.file("figures")).filter { $0.hasSuffix(".svg") }
        }
        try withGnuplot("echo '<svg></svg>'") { gnuplot in
            let drawn = try write(gnuplot)
            #expect(drawn.contains("parity.svg") && drawn.contains("errors.svg"))
        }
        try withGnuplot("case $1 in */parity.*) exit 1;; *) echo '<svg></svg>';; esac") { gnuplot in
            let left = try write(gnuplot)
            #expect(left.contains("errors.svg") && !left.contains("parity.svg"))
        }
        let without = try write(nil)
        #expect(without.isEmpty)
    }

    /// More than a pipe holds, on both of them, one after the other and back.
    @Test func aGnuplotThatSaysMuchIsHeardToTheEnd() throws {
        let much = "head -c 200000 /dev/zero | tr '\\0' x"
        try withGnuplot("echo '<svg>'; \(much) >&2; \(much); \(much) >&2; \(much); echo '</svg>'") { gnuplot in
            try withReport([subject], gnuplot: gnuplot) { (directory: String, outcome: Report.Outcome) throws in
                #expect(outcome.skippedFigures.isEmpty)
                #expect(try text(directory + "/figures/parity.svg").count == 400_000 + "<svg>\n</svg>\n".count)
            }
        }
    }

    /// Not a figure left out: what could not be written is an error, and no page says that all went well.
    @Test func aFigureThatCannotBeWrittenEndsTheReport() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("figures/errors.svg")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try withGnuplot("echo '<svg></svg>'") { gnuplot in
            #expect {
                _ = try Report(title: "x", subjects: [subject]).write(to: directory.path, gnuplot: gnuplot)
            } throws: { error in
                guard case ReportError.unwritable(path, let reason) = error else { return false }
                return !reason.contains(path)
            }
        }
        #expect(try !directory.names.contains("index.html"))
    }

    @Test func textFromOutsideIsEscapedAndNothingIsFetched() throws {
        try withReport([subject], gnuplot: nil) { (directory: String, _: Report.Outcome) throws in
            let page = try text(directory + "/index.html")
            #expect(page.contains("<h1>A &lt;report&gt; &amp; more</h1>") && page.contains("1 &lt; 2"))
            #expect(page.contains("{&quot;model&quot;:&quot;wren&quot;}") && page.contains("member 3 diverged"))
            #expect(!page.contains("src=") && !page.contains("http:") && !page.contains("https:") && !page.contains("<script"))
        }
    }

    @Test func metricsAreThoseOfTheStatistics() throws {
        try withReport([subject], gnuplot: nil) { (directory: String, _: Report.Outcome) throws in
            let entry = try #require((try metrics(directory)["subjects"] as? [[String: Any]])?.first)
            #expect(entry["headline_split"] as? String == "test" && entry["unit"] as? String == "eV/atom")
            let splits = try #require(entry["splits"] as? [[String: Any]])
            #expect(splits.map { $0["split"] as? String } == ["train", "validation", "test"])
            let regression = try #require(splits[2]["regression"] as? [String: Any])
            let ensemble = try #require(regression["ensemble"] as? [String: Any])
            let table = subject.predictions.rows(ofSplit: "test").rowsWithTarget
            let expected = try #require(PointErrors(targets: table.knownTargets, predictions: table.combined.prediction))
            #expect(splits[2]["rows"] as? Int == 1000 && splits[2]["rows_with_target"] as? Int == table.count)
            #expect(ensemble["mae"] as? Double == expected.mae && ensemble["r2"] as? Double == expected.r2)
            #expect((regression["members"] as? [Any])?.count == 5)
            // The same numbers in full in the table beside the page.
            let csv = try text(directory + "/tables/errors-by-split.csv")
            #expect(csv.contains("test,ensemble,\(table.count),\(expected.mae),\(expected.rmse),"))
        }
    }

    @Test func nothingKnownNothingClaimed() throws {
        let known = syntheticPredictions(rows: 40, members: 1)
        let screening = PredictionTable(
            ids: known.ids, splits: known.splits.map { _ in "new" }, targets: known.targets.map { _ in nil }, combined: known.combined,
            members: known.members)
        try withReport([ReportSubject(name: "screening", predictions: screening)], gnuplot: nil) {
            (directory: String, outcome: Report.Outcome) throws in
            // Nothing of errors; how the predictions are spread would be drawn.
            #expect(outcome.skippedFigures.map(\.name) == ["predictions", "uncertainties"])
            #expect(try text(directory + "/index.html").contains("no true values are known"))
            let entry = try #require((try metrics(directory)["subjects"] as? [[String: Any]])?.first)
            #expect(entry["headline_split"] is NSNull)
        }
    }

    @Test func predictionsWithoutUncertaintySaySo() throws {
        let certain = ReportSubject(name: "one", predictions: syntheticPredictions(rows: 200, members: 1, isCertain: true))
        try withReport([certain], gnuplot: nil) { (directory: String, outcome: Report.Outcome) throws in
            #expect(outcome.skippedFigures.map(\.name) == ["parity", "errors"])
            let page = try text(directory + "/index.html")
            #expect(page.contains("have no uncertainty") && page.contains("The single model predicts") && !page.contains("intervals hold"))
        }
    }

    @Test func classesHaveTheirOwnScores() throws {
        try withReport([ReportSubject(name: "metals", predictions: syntheticClasses(rows: 300), target: "is_metal")], gnuplot: .find()) {
            (directory: String, _: Report.Outcome) throws in
            #expect(try text(directory + "/index.html").contains("into the right class of is metal"))
            let csv = try text(directory + "/tables/scores-by-split.csv").split(separator: "\n")
            #expect(csv.count == 2 && csv[1].hasPrefix("test,300,0."))
        }
    }

    @Test func severalAreComparedAndADifferenceOfMaterialsIsSaid() throws {
        let other = ReportSubject(name: "other", predictions: syntheticPredictions(rows: 400, members: 2, seed: 9))
        try withReport([subject, other], gnuplot: nil) { (directory: String, outcome: Report.Outcome) throws in
            let csv = try text(directory + "/tables/comparison.csv").split(separator: "\n")
            #expect(csv.count == 3 && csv[1].hasPrefix("run,test,5,") && csv[2].hasPrefix("other,test,2,"))
            #expect(try text(directory + "/index.html").contains("not of the same materials"))
            #expect(outcome.skippedFigures.contains { $0.name == "1-parity" } && outcome.skippedFigures.contains { $0.name == "2-parity" })
        }
    }

    @Test(.enabled(if: hasGnuplot, "gnuplot is not installed"))
    func severalShareFigures() throws {
        let others = [("b/other.csv", false), ("b/certain.csv", true)].map { name, isCertain in
            var other = ReportSubject(
                name: name, predictions: syntheticPredictions(rows: 400, members: isCertain ? 1 : 2, isCertain: isCertain, seed: 9))
            other.history = syntheticHistory
            return other
        }
        try withReport([subject] + others, gnuplot: .find()) { (directory: String, outcome: Report.Outcome) throws in
            #expect(outcome.skippedFigures.isEmpty)
            let page = try text(directory + "/index.html")
            let answer = try #require(page.firstRange(of: "<section>"))
            for (name, lines) in [("errors", 3), ("confidence-error", 2), ("coverage", 2), ("training", 3)] {
                let figure = try #require(page.firstRange(of: "id=\"figure-compared-\(name)\""))
                #expect(figure.lowerBound < answer.lowerBound)
                let script = try text(directory + "/figures/compared-\(name).gnuplot")
                let titles = ["run", "other", "certain"].filter { script.contains("title '\($0)'") }
                #expect(titles.count == lines, "\(name)")
            }
            #expect(page.contains("Not here, as they have no uncertainty: certain."))
            // The same numbers as the figures of each alone.
            let alone = try text(directory + "/tables/2-coverage.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",").prefix(2) }
            let shared = try text(directory + "/tables/compared-coverage-2.csv").split(separator: "\n").dropFirst().map { $0.split(separator: ",")[...] }
            #expect(alone == shared && shared.count > 90)
        }
    }

    @Test func manyGroupsAreCutWithAWord() throws {
        var many = described
        let table = many.predictions
        many.predictions = table.adding([.init(name: "id", values: table.ids.indices.map { $0 < 100 ? "first" : "\($0)" })])
        many.groupColumns = ["id"]
        try withReport([many], gnuplot: nil) { (directory: String, _: Report.Outcome) throws in
            let known = many.predictions.rows(ofSplit: "test").rowsWithTarget
            let groups = Set(try #require(known.column("id"))).count
            let first = try #require(known.column("id")).count { $0 == "first" }
            #expect(try text(directory + "/tables/by-id.csv").split(separator: "\n").count == 51)
            let rest = NumberText.count(known.count - first - 49)
            #expect(try text(directory + "/index.html").contains(
                "The 50 largest groups; \(NumberText.count(groups - 50)) smaller ones, of \(rest) materials, are left out."))
        }
    }

    @Test func labelsThatRelaxingChangesAreToldApart() throws {
        var relaxed = described
        let labels = try #require(relaxed.predictions.column("label"))
        // The same crystal with the positions named the other way round, and what is no label at all.
        let names = ["AB_cF8_225_a_b:Cl-Na": "AB_cF8_225_b_a:Cl-Na"]
        let after = labels.enumerated().map { place, label in
            place % 3 == 0 ? "A_cF8_227_a:Si" : place % 5 == 0 ? "nan" : names[label] ?? label
        }
        relaxed.predictions = relaxed.predictions.adding([.init(name: "after", values: after)])
        relaxed.relaxedLabelColumn = "after"
        try withReport([relaxed], gnuplot: nil) { (directory: String, _: Report.Outcome) throws in
            let known = relaxed.predictions.rows(ofSplit: "test").rowsWithTarget
            let pairs = zip(try #require(known.column("label")), try #require(known.column("after")))
            let readable = pairs.filter { !$0.isEmpty && $1 != "" && $1 != "nan" }.map { (names[$0] ?? $0, names[$1] ?? $1) }
            let counts = [readable.count { $0 != $1 }, readable.count { $0 == $1 }]
            let lines = try text(directory + "/tables/by-symmetry-on-relaxing.csv").split(separator: "\n")
            #expect(lines.count == 3 && lines[1].hasPrefix("changed,\(counts[0]),") && lines[2].hasPrefix("unchanged,\(counts[1]),"))
        }
    }

    @Test func polymorphsHaveTheirTable() throws {
        try withReport([described], gnuplot: nil) { (directory: String, _: Report.Outcome) throws in
            let lines = try text(directory + "/tables/polymorphs.csv").split(separator: "\n").map { $0.split(separator: ",") }
            #expect(lines.count == 4 && lines[1][0] == "0.001" && lines[3][0] == "0.1" && lines[1][2] == "4")
            let share = try #require(Double(lines[1][4]))
            #expect(share > 0.9)
            #expect(try text(directory + "/index.html").contains("Polymorphs in the right order"))
        }
    }

    private let described = ReportSubject(
        name: "run", predictions: describedPredictions(rows: 800, members: 3), unit: "eV/atom",
        recalibration: Recalibration(fittedTo: describedPredictions(rows: 800, members: 3).rows(ofSplit: "validation")), groupColumns: ["batch"])

    @Test func seenAndNewMaterialsAreToldApartInTheAnswerAndTheTable() throws {
        try withReport([described], gnuplot: nil) { (directory: String, _: Report.Outcome) throws in
            let table = described.predictions.rows(ofSplit: "test").rowsWithTarget
            let marks = try #require(table.column("seen_composition"))
            func errors(_ mark: String) throws -> PointErrors {
                let part = table.selecting(marks.indices.filter { marks[$0] == mark })
                return try #require(PointErrors(targets: part.knownTargets, predictions: part.combined.prediction))
            }
            let (seen, new) = (try errors("1"), try errors("0"))
            let page = try text(directory + "/index.html")
            let (share, first) = (NumberText.percent(Double(seen.count) / Double(table.count)), NumberText.short(seen.mae))
            #expect(page.contains(
                "<p class=\"caution\">\(share) of the test materials share their composition with training: on these the error is \(first), "
                    + "on new compositions \(NumberText.short(new.mae)) eV/atom.</p>"))
            let lines = try text(directory + "/tables/seen-by-training.csv").split(separator: "\n")
            #expect(lines.count == 7 && lines[1].hasPrefix("composition,seen,\(seen.count),") && lines[1].contains(",\(seen.mae),\(seen.rmse),"))
            // Those without a label are counted neither way; no whole label is known.
            let labelled = try #require(table.column("label")).count { !$0.isEmpty }
            #expect(lines[5].hasPrefix("label,seen,0,0,,") && lines[6].hasPrefix("label,new,\(labelled),1,"))
            let (caution, figure) = (try #require(page.firstRange(of: "\"caution\">")), try #require(page.firstRange(of: "<figure")))
            #expect(caution.lowerBound < figure.lowerBound)
        }
    }

    @Test func groupsAndRecalibrationHaveTheirTables() throws {
        try withReport([described], gnuplot: nil) { (directory: String, outcome: Report.Outcome) throws in
            let elements = try text(directory + "/tables/by-number-of-elements.csv").split(separator: "\n")
            #expect(elements.dropFirst().map { $0.prefix(2) } == ["1,", "2,", "3,"])
            let systems = try text(directory + "/tables/by-crystal-system.csv").split(separator: "\n")
            #expect(systems.dropFirst().map { $0.split(separator: ",")[0] } == ["trigonal", "cubic"])
            let batches = try text(directory + "/tables/by-batch.csv").split(separator: "\n").dropFirst()
            let rows = batches.compactMap { Int($0.split(separator: ",")[1]) }.reduce(0, +)
            #expect(batches.count == 3 && rows == described.predictions.rows(ofSplit: "test").rowsWithTarget.count)
            let lines = try text(directory + "/tables/recalibration.csv").split(separator: "\n")
            #expect(lines[0] == "measure,as_predicted,scaled,isotonic,conformal")
            // The synthetic ensemble is far too cautious: recalibration brings the share in the 90 % interval down to 90 %.
            let held = try #require(lines.first { $0.hasPrefix("coverage_90,") }).split(separator: ",").compactMap { Double($0) }
            #expect(held[0] > 0.98 && held[1...].allSatisfy { abs($0 - 0.9) < 0.05 }, "\(held)")
            #expect(outcome.skippedFigures.map(\.name).contains("ensemble-size-likelihood"))
            let growth = try text(directory + "/tables/ensemble-size.csv").split(separator: "\n")
            #expect(growth.count == 4 && growth[1].hasPrefix("1,3,") && growth[3].hasPrefix("3,1,"))
        }
    }

    @Test func rowsUnlikeTheValidationSetAreSaidToBe() throws {
        var foreign = described
        let table = described.predictions
        foreign.predictions = PredictionTable(
            ids: table.ids, splits: table.splits.map { _ in "new" }, targets: zip(table.targets, table.combined.total).map { target, deviation in
                target.map { $0 + 2 * deviation }
            }, combined: table.combined, members: table.members)
        for (subject, isForeign) in [(foreign, true), (described, false)] {
            try withReport([subject], gnuplot: nil) { (directory: String, _: Report.Outcome) throws in
                #expect(try text(directory + "/index.html").contains("they are unlike those of training") == isForeign)
            }
        }
    }

    /// What was fitted to the very rows that are shown would prove nothing.
    @Test func recalibrationIsNotJudgedOnTheRowsItWasFittedTo() throws {
        let rows = described.predictions.rows(ofSplit: "validation")
        var subject = ReportSubject(name: "validation", predictions: rows, recalibration: Recalibration(fittedTo: rows))
        try withReport([subject], gnuplot: nil) { (directory: String, _: Report.Outcome) throws in
            #expect(!FileManager.default.fileExists(atPath: directory + "/tables/recalibration.csv"))
        }
        subject.predictions = syntheticPredictions(rows: 40, members: 1)
        try withReport([subject], gnuplot: nil) { (directory: String, _: Report.Outcome) throws in
            #expect(try !text(directory + "/index.html").contains("class=\"caution\""))
        }
    }

    @Test func aPlaceThatCannotBeWrittenIsNamed() {
        #expect {
            _ = try Report(title: "x", subjects: [subject]).write(to: "/proc/no-place", gnuplot: nil)
        } throws: { "\($0)".hasPrefix("/proc/no-place: cannot be written") }
        #expect(throws: ReportError.nothingToReport) { _ = try Report(title: "x", subjects: []).write(to: "/tmp/never", gnuplot: nil) }
    }
}

/// Counts what an SVG draws.
private final class DrawingCounter: NSObject, XMLParserDelegate {
    var shapes = 0
    var texts = 0

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) {
        if ["path", "polygon", "circle", "use", "rect"].contains(name) { shapes += 1 }
        if name == "text" { texts += 1 }
    }
}
