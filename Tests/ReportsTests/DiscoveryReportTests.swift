import Discovery
import Foundation
import Predictions
import Reports
import TestSupport
import Testing

/// What a report says of discovery.
@Suite struct DiscoveryReportTests {
    private func subject(_ name: String, deviation: Double = 0.05) -> ReportSubject {
        let table = syntheticPredictions(rows: 800, members: 3)
        let truth = table.targets.map { ($0 ?? .nan) / 10 }
        let prediction = table.combined.prediction.map { $0 / 10 }
        let screening = Screening(
            ids: table.ids, truth: truth, prediction: prediction, deviation: truth.map { _ in deviation }, labels: table.ids,
            groupings: [.init(name: "batch", values: truth.indices.map { "\($0 % 3)" })], hull: "a made-up hull")
        var subject = ReportSubject(name: name, predictions: table, target: "formation_energy", unit: "eV/atom")
        subject.discovery = DiscoveryQuestion(
            screening: screening, formulae: table.ids.map { _ in "NaCl" }, thresholds: [0, 0.05], mostStable: 100)
        return subject
    }

    @Test func numbersTablesAndFiguresAreThere() throws {
        let directory = try TemporaryDirectory()
        let outcome = try Report(title: "t", subjects: [subject("run")]).write(to: directory.path)
        let scores = try String(contentsOfFile: directory.file("tables/discovery-scores.csv"), encoding: .utf8).split(separator: "\n")
        // Two thresholds, two criteria; whole, unique, 100 most stable, three batches.
        #expect(scores.count == 1 + 2 * 2 * 6)
        #expect(scores[1].hasPrefix("all,prediction,0,784,0,"))
        #expect(scores.contains { $0.hasPrefix("100 most stable of unique prototypes,prediction_plus_deviation,0.05,") })
        // The first thing that is said, from the same numbers.
        let fields = scores[1].split(separator: ",", omittingEmptySubsequences: false)
        let chosen = try #require(Int(fields[5])) + #require(Int(fields[6]))
        let text = try String(contentsOfFile: directory.file("index.html"), encoding: .utf8)
        let answer = try #require(text.firstMatch(of: /<p class="answer">([^<]*)<\/p>/)).output.1
        #expect(answer.hasPrefix("Of 784 candidates \(chosen) are predicted to lie on the hull or below it, "), "\(answer)")
        #expect(answer.contains(" With σ added to the prediction, "))
        let names = [
            "funnel", "histogram-true", "histogram-predicted", "rolling-mae", "rolling-mae-batch", "progress", "enrichment", "roc",
            "precision-recall",
        ]
        for name in names {
            let page = try String(contentsOfFile: directory.file("index.html"), encoding: .utf8)
            #expect(page.contains("id=\"figure-discovery-\(name)\""))
            if Gnuplot.find() != nil { #expect(outcome.written.contains(directory.file("figures/discovery-\(name).svg"))) }
        }
        if Gnuplot.find() != nil { #expect(outcome.skippedFigures.isEmpty) }
        for path in outcome.written where path.hasSuffix(".csv") {
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            #expect(lines.count > 1, "\(path)")
        }
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: directory.file("metrics.json"))))
        let subjects = try #require((object as? [String: Any])?["subjects"] as? [[String: Any]])
        let discovery = try #require(subjects[0]["discovery"] as? [String: Any])
        #expect(discovery["candidates"] as? Int == 800 && discovery["without_truth"] as? Int == 16)
        #expect((discovery["groupings_left_out"] as? [String]) == [])
    }

    @Test func severalAreComparedAndWithoutUncertaintyThereIsOneCriterion() throws {
        let directory = try TemporaryDirectory()
        _ = try Report(title: "t", subjects: [subject("one"), subject("two", deviation: 0)]).write(to: directory.path, gnuplot: nil)
        let lines = try String(contentsOfFile: directory.file("tables/discovery-comparison.csv"), encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 1 + 4 + 2)
        #expect(lines.dropFirst().map { $0.prefix(3) } == ["one", "one", "one", "one", "two", "two"])
    }
}
