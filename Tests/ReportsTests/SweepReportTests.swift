import Foundation
import Predictions
import Reports
import TestSupport
import Testing

@Suite struct SweepReportTests {
    /// Errors of an exact power law, members a little above and below their mean; nothing where the error is not known.
    private func result(_ model: String, _ size: Int, value: String? = nil, error: Double?) -> SweepResult {
        let errors = error.map { PointErrors(targets: [0, 0], predictions: [$0, -$0]) } ?? nil
        return SweepResult(
            point: SweepPoint(model: model, value: value, materials: size, name: "\(model)-\(value ?? "")\(size)"),
            members: error.map { [.init(number: 0, mae: 1.1 * $0), .init(number: 1, mae: 1.3 * $0)] } ?? [], test: errors,
            negativeLogLikelihood: error.map { log($0) }, validation: errors, epochs: 40, coreSeconds: 12.5)
    }

    private func report(
        _ results: [SweepResult], variation: SweepVariation? = nil, areSizesVaried: Bool = true, reference: Double? = nil, goal: Double? = nil
    ) -> SweepReport {
        SweepReport(
            title: "A sweep", target: "formation_energy", unit: "eV/atom", results: results, members: 2, variation: variation,
            areSizesVaried: areSizesVaried, reference: reference, goal: goal, warnings: ["a <warning>"],
            provenance: [.init(name: "data", value: "mp.h5")])
    }

    /// The page, and every table beside it by its name.
    private func written(_ report: SweepReport) throws -> (page: String, tables: [String: String]) {
        let directory = try TemporaryDirectory()
        let outcome = try report.write(to: directory.path)
        #expect(outcome.skippedFigures.isEmpty || Gnuplot.find() == nil, "\(outcome.skippedFigures)")
        func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
        let tables = outcome.written.filter { $0.hasSuffix(".csv") }.map { (URL(fileURLWithPath: $0).lastPathComponent, $0) }
        return (try text(directory.file("index.html")), try Dictionary(uniqueKeysWithValues: tables.map { ($0.0, try text($0.1)) }))
    }

    private let sizes = [1000, 2000, 4000, 8000, 16000]

    @Test func learningCurvesAndWhatTheyForecast() throws {
        let wren = sizes.map { result("wren", $0, error: 2 * pow(Double($0), -0.4)) }
        let roost = sizes.map { result("roost", $0, error: 0.5 * pow(Double($0), -0.2)) }
        // 2 N^-0.4 = 0.02 at N = 100,000.
        let (page, tables) = try written(report(roost + wren, reference: 0.043, goal: 0.02))
        #expect(page.contains("0.02 eV/atom takes about 100,000 materials (95 % interval 100,000 to 100,000)."))
        #expect(page.contains("far beyond the sizes that were trained"))
        #expect(page.contains("a &lt;warning&gt;") && page.contains("mp.h5") && page.contains("../sweep.csv"))
        #expect(!page.contains("<script") && !page.contains("http://") || page.contains("http://www.w3.org"))
        let laws = try #require(tables["power-laws.csv"]).split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        #expect(laws.map { $0[0] } == ["curve", "roost", "roost", "wren", "wren"] && laws.map { $0[1] }.last == "ensemble")
        #expect(abs((Double(laws[4][3]) ?? 0) - 0.4) < 1e-12 && abs((Double(laws[2][3]) ?? 0) - 0.2) < 1e-12)
        #expect(abs((Double(laws[4][9]) ?? 0) / 100_000 - 1) < 1e-6)
        #expect(tables["learning-curve-1.csv"]?.split(separator: "\n").count == 6 && tables["learning-curve-2.csv"] != nil)
        // 0.5 N^-0.2 = 2 N^-0.4 at N = 4⁵.
        #expect(page.contains("wren overtakes roost at about 1,020 materials.") && page.contains("Crossings"))
        let crossing = try #require(tables["crossings.csv"]).split(separator: "\n")
        #expect(crossing.count == 2 && crossing[1].hasPrefix("roost,wren,10") && crossing[1].hasSuffix(",0"))
        #expect(tables["learning-curve-crossings.csv"]?.split(separator: "\n").count == 2)
    }

    @Test func baselinesShareTheFigureAndHaveTheirLaws() throws {
        let wren = sizes.map { result("wren", $0, error: 2 * pow(Double($0), -0.4)) }
        var report = report(wren, goal: 0.02)
        let table = report.resultsText
        // 0.5 N^-0.2 = 0.02 at N = 9,765,625.
        report.baselines = [BaselineCurve(name: "forest", points: sizes.map { .init(materials: $0, mae: 0.5 * pow(Double($0), -0.2)) })]
        let (page, tables) = try written(report)
        #expect(page.contains("forest: trained on 16,000 materials, the baseline has a test MAE of 0.0721 eV/atom."))
        let laws = try #require(tables["power-laws.csv"]).split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        #expect(laws.map { $0[0] + " " + $0[1] } == ["curve of", "wren single", "wren ensemble", "forest baseline"])
        #expect(abs((Double(laws[3][3]) ?? 0) - 0.2) < 1e-12 && abs((Double(laws[3][6]) ?? 0) / 9_765_625 - 1) < 1e-6)
        #expect(tables["learning-curve-2.csv"]?.hasPrefix("materials,single_mae,single_mae_deviation,baseline_mae\n1000,,,0.12") == true)
        #expect(report.resultsText == table, "the sweep's own table is of the sweep alone")
    }

    @Test func twoSizesAreNoLaw() throws {
        let results = [result("wren", 100, error: 0.2), result("wren", 200, error: 0.1), result("wren", 400, error: nil)]
        let (page, tables) = try written(report(results, goal: 0.01))
        #expect(page.contains("No power law is fitted to 2 sizes: three are the least.") && tables["power-laws.csv"] == nil)
        // An ensemble that diverged has a row all the same.
        #expect(tables["sweep.csv"]?.split(separator: "\n").last == "wren-400,wren,400,0,,,,,,,,,40")
        #expect(throws: ReportError.nothingToReport) { try written(report([result("wren", 400, error: nil)])) }
    }

    @Test func theTableHoldsNoTimes() {
        let some = report([result("wren", 100, error: 0.5)])
        #expect(!some.resultsText.contains("12.5") && some.timesText == "run,core_seconds\nwren-100,12.5\n")
        #expect(
            some.resultsText.split(separator: "\n").first
                == "run,model,materials,members,single_mae,single_mae_deviation,mae_0,mae_1,ensemble_mae,ensemble_rmse,ensemble_nll,validation_mae,epochs")
    }

    @Test func valuesKeepTheOrderThatTheyWereGivenIn() throws {
        let variation = try SweepVariation("recipe=thesis,fast", known: ["recipe"])
        let results = [("thesis", 0.3), ("fast", 0.2)].map { result("wren", 100, value: $0.0, error: $0.1) }
        let (page, tables) = try written(report(results, variation: variation, areSizesVaried: false))
        #expect(page.contains("recipe = fast has the smallest validation MAE, 0.200 eV/atom") && page.contains("figure-variation"))
        let rows = try #require(tables["variation.csv"]).split(separator: "\n").dropFirst().map { $0.split(separator: ",")[0] }
        #expect(rows == ["1", "2"])
        // Sizes with values: a curve for each value.
        let curves = ["thesis", "fast"].flatMap { value in
            sizes.map { result("wren", $0, value: value, error: 1 / Double($0).squareRoot()) }
        }
        let both = try written(report(curves, variation: variation))
        #expect(both.page.contains("wren, recipe = thesis: trained on 16,000 materials") && both.tables["learning-curve-fit-2.csv"] != nil)
    }
}
