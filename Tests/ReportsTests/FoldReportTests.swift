import Foundation
import Predictions
import Reports
import TestSupport
import Testing

/// One page of all folds of a cross-validation: each fold's numbers, their mean and spread, and every fold recalibrated by itself.
@Suite struct FoldReportTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func rows(_ path: String) throws -> [[Substring]] {
        try String(contentsOfFile: directory.file(path), encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    private func numbers(_ path: String, _ row: String) throws -> [Double?] {
        try #require(try rows(path).first { $0[0] == row }).dropFirst().map { Double($0) }
    }

    /// Two folds of different sizes, whose σ are wrong by different factors.
    private func folds() -> [(name: String, table: PredictionTable)] {
        [("a", 400, 0.5, UInt64(1)), ("b", 800, 3, UInt64(2))].map { name, count, factor, seed in
            let table = syntheticPredictions(rows: count, members: 2, seed: seed)
            let wrong = EnsemblePrediction(
                prediction: table.combined.prediction, epistemic: table.combined.epistemic.map { factor * $0 },
                aleatoric: table.combined.aleatoric.map { factor * $0 }, total: table.combined.total.map { factor * $0 })
            return (
                name,
                PredictionTable(
                    ids: table.ids.map { "\(name)-\($0)" }, splits: table.splits, targets: table.targets, combined: wrong, members: table.members)
            )
        }
    }

    private func pooled(_ folds: [(name: String, table: PredictionTable)]) -> ReportSubject {
        var subject = ReportSubject(
            name: "validated", predictions: .pooling(folds.map { ($0.name, $0.table.rows(ofSplit: "test")) }), target: "gap", unit: "eV")
        subject.folds = folds.map {
            ReportSubject.Fold(name: $0.name, recalibration: Recalibration(fittedTo: $0.table.rows(ofSplit: "validation")))
        }
        return subject
    }

    @Test func eachFoldIsRecalibratedByItself() throws {
        let folds = folds()
        _ = try Report(title: "folds", subjects: [pooled(folds)]).write(to: directory.file("all"), gnuplot: nil)
        let widths = try numbers("all/tables/recalibration.csv", "coverage_90")
        let names = try rows("all/tables/recalibration.csv")[0].dropFirst().map(String.init)
        #expect(names == ["as_predicted", "scaled", "isotonic", "conformal"])
        let held = Dictionary(uniqueKeysWithValues: zip(names, widths))
        // Far off as predicted, right once each fold has its own factor; one factor for both would mend neither.
        #expect(try #require(held["scaled"] ?? nil) > 0.87 && (try #require(held["scaled"] ?? nil)) < 0.93)
        #expect(try #require(held["conformal"] ?? nil) > 0.87)
        // What holds of the whole is the mean over rows of what holds of each fold.
        var expected = [Double](repeating: 0, count: 4)
        var total = 0.0
        for fold in folds {
            var subject = ReportSubject(name: fold.name, predictions: fold.table.rows(ofSplit: "test"))
            subject.recalibration = Recalibration(fittedTo: fold.table.rows(ofSplit: "validation"))
            _ = try Report(title: "one", subjects: [subject]).write(to: directory.file(fold.name), gnuplot: nil)
            let known = Double(fold.table.rows(ofSplit: "test").rowsWithTarget.count)
            for (place, value) in try numbers("\(fold.name)/tables/recalibration.csv", "coverage_90").enumerated() {
                expected[place] += known * (try #require(value))
            }
            total += known
        }
        for (found, expected) in zip(widths, expected) { #expect(abs((found ?? 0) - expected / total) < 1e-12) }
        // The curve as predicted is that of all rows, however they are cut.
        var whole = ReportSubject(name: "whole", predictions: pooled(folds).predictions)
        whole.recalibration = pooled(folds).folds[0].recalibration
        _ = try Report(title: "whole", subjects: [whole]).write(to: directory.file("whole"), gnuplot: nil)
        for measure in ["miscalibration_area", "negative_log_likelihood", "crps", "interval_score"] {
            let (own, other) = (
                try numbers("all/tables/recalibration.csv", measure)[0], try numbers("whole/tables/recalibration.csv", measure)[0]
            )
            #expect(abs((own ?? 0) / (other ?? 1) - 1) < 1e-9, "\(measure)")
        }
    }

    @Test func theMeanIsOverFoldsAndAllIsOverMaterials() throws {
        let folds = folds()
        _ = try Report(title: "folds", subjects: [pooled(folds)]).write(to: directory.file("all"), gnuplot: nil)
        let table = try rows("all/tables/by-fold.csv")
        let place = try #require(table[0].firstIndex(of: "mae"))
        func value(_ name: String) throws -> Double { try #require(try table.first { $0[0] == name }.flatMap { Double($0[place]) }) }
        let (a, b) = (try value("a"), try value("b"))
        #expect(abs(try value("mean") - (a + b) / 2) < 1e-12)
        #expect(abs(try value("standard_deviation") - abs(a - b) / 2.0.squareRoot()) < 1e-12)
        let counts = folds.map { Double($0.table.rows(ofSplit: "test").rowsWithTarget.count) }
        #expect(abs(try value("all") - (counts[0] * a + counts[1] * b) / (counts[0] + counts[1])) < 1e-12)
        let page = try String(contentsOfFile: directory.file("all/index.html"), encoding: .utf8)
        #expect(page.contains("Over 2 folds the MAE is") && page.contains("With each material predicted by the fold that tests it"))
    }

    @Test func membersThatSomeFoldLacksAreLeftOut() {
        let table = syntheticPredictions(rows: 40, members: 3)
        func without(_ member: Int) -> PredictionTable {
            let kept = [0, 1, 2].filter { $0 != member }
            return PredictionTable(
                ids: table.ids, splits: table.splits, targets: table.targets, combined: table.combined, members: kept.map { table.members[$0] },
                memberNumbers: kept)
        }
        let pooled = PredictionTable.pooling([("0", table), ("1", without(1))])
        #expect(pooled.memberNumbers == [0, 2] && pooled.members.allSatisfy { $0.count == 80 } && pooled.count == 80)
        #expect(pooled.column(PredictionTable.foldColumn)?.prefix(1) == ["0"] && pooled.column(PredictionTable.foldColumn)?.last == "1")
    }

    /// Of classes every fold has a temperature of its own.
    @Test func probabilitiesAreCalibratedFoldByFold() throws {
        let table = syntheticClasses(rows: 300)
        let folds = [("0", table), ("1", table)]
        var subject = ReportSubject(name: "classes", predictions: .pooling(folds.map { ($0.0, $0.1) }))
        subject.folds = zip(folds, [0.5, 2.0]).map { fold, temperature in
            ReportSubject.Fold(name: fold.0, recalibration: nil, temperature: TemperatureScaling(rows: 50, temperature: temperature))
        }
        _ = try Report(title: "folds", subjects: [subject]).write(to: directory.file("all"), gnuplot: nil)
        let metrics = try String(contentsOfFile: directory.file("all/metrics.json"), encoding: .utf8)
        #expect(metrics.contains("\"fitted_rows\" : 100") && metrics.contains("\"temperature\" : null"))
        let page = try String(contentsOfFile: directory.file("all/index.html"), encoding: .utf8)
        #expect(page.contains("One temperature in each fold") && page.contains("a temperature of each fold"))
        #expect(page.contains("Over 2 folds the accuracy is "))
    }
}
