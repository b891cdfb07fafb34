import Foundation
import Predictions
import Reports
import TestSupport
import Testing

/// Every metric of the table, in metrics.json and in the tables of the page.
@Suite struct MetricTests {
    /// Four materials whose numbers can be checked by hand: errors 1, −1, 2 and 0 of targets 0, 2, 4, 6.
    private let regression = PredictionTable(
        ids: ["a", "b", "c", "d"], splits: Array(repeating: "test", count: 4), targets: [0, 2, 4, 6],
        combined: EnsemblePrediction(
            prediction: [-1, 3, 2, 6], epistemic: [0, 0, 0, 0], aleatoric: [1, 1, 2, 1], total: [1, 1, 2, 1]),
        members: [[0, 2, 4, 6], [-2, 4, 0, 6]])

    private let classes = PredictionTable(
        ids: ["a", "b", "c", "d"], splits: Array(repeating: "test", count: 4), targets: [0, 0, 1, 1],
        combined: EnsemblePrediction(
            prediction: [0, 1, 1, 1], epistemic: [0, 0, 0, 0], aleatoric: [0, 0, 0, 0], total: [0, 0, 0, 0]),
        members: [[0, 0, 1, 1], [1, 1, 1, 1]], probabilities: [[0.5, 0.25, 0.25, 0.5], [0.5, 0.75, 0.75, 0.5]])

    private func report(_ table: PredictionTable) throws -> (split: [String: Any], tables: [String: [[String]]]) {
        let directory = try TemporaryDirectory()
        _ = try Report(title: "t", subjects: [ReportSubject(name: "run", predictions: table, unit: "eV")]).write(
            to: directory.path, gnuplot: nil)
        let text = try Data(contentsOf: URL(fileURLWithPath: directory.file("metrics.json")))
        let object = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
        let subject = try #require((object["subjects"] as? [[String: Any]])?.first)
        let split = try #require((subject["splits"] as? [[String: Any]])?.first)
        var tables: [String: [[String]]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: directory.file("tables")) {
            let lines = try String(contentsOfFile: directory.file("tables/\(name)"), encoding: .utf8).split(separator: "\n")
            tables[name] = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        }
        return (split, tables)
    }

    private let expected: [String: Double] = [
        "mae": 1, "rmse": 1.5.squareRoot(), "r2": 0.7, "negative_log_likelihood": 1.467225, "crps": 0.660865, "sharpness": 1.75.squareRoot(),
        "root_mean_square_total": 1.75.squareRoot(), "root_mean_square_aleatoric": 1.75.squareRoot(), "coverage_50": 0.25,
        "coverage_68": 0.25, "coverage_90": 1, "coverage_95": 1, "accuracy": 0.75, "log_loss": 0.765068, "roc_auc": 0.5, "largest_class_share": 0.5,
        "balanced_accuracy": 0.75, "f1": 0.8, "average_precision": 0.5, "brier": 0.28125,
    ]

    /// Where metrics.json has a metric, as FileFormats.md says.
    private func value(_ key: String, in split: [String: Any]) throws -> Any? {
        if let classification = split["classification"] as? [String: Any] { return classification[key] }
        let regression = try #require(split["regression"] as? [String: Any])
        let uncertainty = try #require(regression["uncertainty"] as? [String: Any])
        if let number = (regression["ensemble"] as? [String: Any])?[key] ?? uncertainty[key] { return number }
        if key.hasPrefix("coverage_"), let percent = Double(key.dropFirst(9)) {
            let levels = try #require(uncertainty["coverage"] as? [[String: Double]])
            return levels.first { abs(($0["level"] ?? 0) * 100 - percent) < 1e-9 }?["observed"]
        }
        let parts = try #require(uncertainty["parts"] as? [[String: Any]])
        let name = key.split(separator: "_").last.map(String.init) ?? ""
        return parts.first { $0["name"] as? String == name }?[String(key.dropLast(name.count + 1))]
    }

    @Test func keysAreDistinct() {
        #expect(Set(Metric.all.map(\.key)).count == Metric.all.count)
    }

    @Test func everyMetricIsWritten() throws {
        let splits = [try report(regression).split, try report(classes).split]
        for metric in Metric.all where !metric.key.hasSuffix("_epistemic") {
            let found = try splits.compactMap { try value(metric.key, in: $0) }
            // What has no meaning is null, and is written all the same.
            #expect(found.count == 1, "\(metric.key)")
            guard let known = expected[metric.key] else { continue }
            let number = try #require(found.first as? Double, "\(metric.key)")
            #expect(abs(number - known) < 1e-5 * max(abs(known), 1), "\(metric.key): \(number)")
        }
        // No member is uncertain of the mean: there is no such part.
        #expect(try value("root_mean_square_epistemic", in: splits[0]) == nil)
    }

    @Test func membersAreMeasuredApart() throws {
        let regression = try #require(try report(regression).split["regression"] as? [String: Any])
        let spread = try #require(regression["member_mae"] as? [String: Double])
        #expect(spread["mean"] == 1 && abs((spread["deviation"] ?? 0) - 2.0.squareRoot()) < 1e-12)
        #expect(Set(regression.keys).isSuperset(of: ["ensemble", "members", "uncertainty", "member_mae", "member_rmse", "member_r2"]))
        let classes = try #require(try report(classes).split["classification"] as? [String: Any])
        #expect((classes["member_accuracy"] as? [String: Double])?["mean"] == 0.75)
        #expect(Set(classes.keys).isSuperset(of: ["accuracy", "log_loss", "roc_auc", "member_accuracy", "member_f1", "classes", "confusion_matrix"]))
    }

    @Test func tablesShowWhatTheTableSays() throws {
        let ours = try report(regression).tables
        func keys(_ place: Metric.Place) -> Set<String> { Set(Metric.all.filter { $0.shown[place] != nil }.map(\.key)) }
        let errors = try #require(ours["errors-by-split.csv"])
        #expect(Set(errors[0].dropFirst(3)) == keys(.errors))
        let uncertainty = try #require(ours["uncertainty-by-split.csv"])
        #expect(Set(uncertainty.dropFirst().map { $0[0] }) == keys(.uncertainty))
        let scores = try #require(try report(classes).tables["scores-by-split.csv"])
        #expect(Set(scores[0].dropFirst(2)) == keys(.scores).union(["member_accuracy", "member_balanced_accuracy", "member_f1"]))
        // The page of a metric that is shown nowhere would hide it.
        #expect(Metric.all.filter(\.shown.isEmpty).map(\.key) == ["root_mean_square_total"])
    }
}
