import Foundation
import Materials
import Predictions
import Reports
import TestSupport
import Testing

/// Pages of predictions whose true values nobody knows.
@Suite struct PredictionPageTests {
    private func subject(rows: Int) -> ReportSubject {
        let table = describedPredictions(rows: rows, members: 3)
        let unseen = PredictionTable.Column(name: "unseen_elements", values: (0..<rows).map { $0 % 10 == 0 ? "Yb" : $0 % 25 == 1 ? "Pa Yb" : "" })
        let blind = PredictionTable(
            ids: table.ids, splits: table.ids.map { _ in "unused" }, targets: table.ids.map { _ in nil }, combined: table.combined,
            members: table.members, memberDeviations: table.memberDeviations, columns: table.columns + [unseen])
        return ReportSubject(name: "p.csv", predictions: blind, target: "formation_energy", unit: "eV/atom")
    }

    private func lines(_ path: String) throws -> [Substring] { try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") }

    @Test func theDistributionTheStrangeAndTheUncertain() throws {
        let directory = try TemporaryDirectory()
        let subject = subject(rows: 500)
        let outcome = try Report(title: "t", subjects: [subject]).write(to: directory.path)
        let page = try String(contentsOfFile: directory.file("index.html"), encoding: .utf8)
        #expect(page.contains("500 materials predicted by the ensemble of 3; no true values are known"))
        #expect(page.contains("Nine in ten predictions of the formation energy lie between"))
        #expect(page.contains("70 of them hold elements that training has not met (Pa, Yb)"))
        #expect(page.contains("id=\"figure-predictions\"") && page.contains("id=\"figure-uncertainties\""))
        if Gnuplot.find() != nil { #expect(outcome.skippedFigures.isEmpty) }
        // Each value is in a bar, or counted beside the figure.
        let bars = try lines(directory.file("tables/predictions.csv")).dropFirst().compactMap { Int($0.split(separator: ",")[2]) }
        let outside = page.firstMatch(of: /predicted formation energy\. (\d+) lie outside/).flatMap { Int($0.output.1) } ?? 0
        #expect(bars.count == 40 && bars.reduce(0, +) + outside == 500)
        let unlike = try lines(directory.file("tables/unlike-training.csv"))
        #expect(unlike[1].hasPrefix("Elements,70,430,0,") && unlike[1].hasSuffix(",Pa Yb"))
        #expect(unlike.map { $0.prefix { $0 != "," } } == ["in_training", "Elements", "Composition", "Prototype", "Prototype and elements"])
        // All of them, in their order, and two hundred on the page.
        let order = try lines(directory.file("tables/predictions-in-order.csv")).dropFirst().compactMap { Double($0.split(separator: ",")[1]) }
        #expect(order.count == 500 && order == order.sorted())
        #expect(page.ranges(of: "<td>m-").count == 200 + 20 && page.contains("The 100 lowest and the 100 highest of 500"))
        let widths = try lines(directory.file("tables/widest-intervals.csv")).dropFirst().compactMap { Double($0.split(separator: ",")[4]) }
        #expect(widths == subject.predictions.combined.total.sorted(by: >))
    }

    @Test func aFewAreAllShownAndOneIsNoTrouble() throws {
        for rows in [1, 30] {
            let directory = try TemporaryDirectory()
            let outcome = try Report(title: "t", subjects: [subject(rows: rows)]).write(to: directory.path)
            if Gnuplot.find() != nil { #expect(outcome.skippedFigures.isEmpty) }
            let page = try String(contentsOfFile: directory.file("index.html"), encoding: .utf8)
            #expect(page.ranges(of: "<td>m-").count == rows + min(rows, 20) && !page.contains("the file has all"))
        }
    }

    @Test func classesHaveAPageToo() throws {
        let table = syntheticClasses(rows: 60)
        let blind = PredictionTable(
            ids: table.ids, splits: table.splits, targets: table.ids.map { _ in nil }, combined: table.combined, members: table.members,
            probabilities: table.probabilities)
        let directory = try TemporaryDirectory()
        _ = try Report(title: "t", subjects: [ReportSubject(name: "p.csv", predictions: blind)]).write(to: directory.path)
        let page = try String(contentsOfFile: directory.file("index.html"), encoding: .utf8)
        #expect(page.contains("id=\"figure-uncertainties\"") && page.contains("<th class=\"number\">Entropy</th>"))
    }

    @Test func pagesWithTrueValuesAreAsTheyWere() throws {
        let directory = try TemporaryDirectory()
        let subject = ReportSubject(name: "run", predictions: describedPredictions(rows: 400, members: 3))
        _ = try Report(title: "t", subjects: [subject]).write(to: directory.path, gnuplot: nil)
        let page = try String(contentsOfFile: directory.file("index.html"), encoding: .utf8)
        #expect(!page.contains("The predictions one by one") && !page.contains("<script"))
    }

    /// Twice as large values have twice as large steps; where all pairs are ties there is no table.
    @Test(arguments: [(1.0, ["0.001", "0.01", "0.1"]), (100.0, ["0.1", "1", "10"]), (1000.0, ["1", "10", "100"])])
    func polymorphsAreTakenApartInTheScaleOfTheTarget(factor: Double, expected: [String]) throws {
        let plain = describedPredictions(rows: 400, members: 2)
        func scaled(_ values: [Double]) -> [Double] { values.map { $0 * factor } }
        func page(isBlind: Bool) throws -> (html: String, steps: [Substring]) {
            let means = isBlind ? plain.members.map { $0.map { _ in factor } } : plain.members.map(scaled)
            let table = PredictionTable(
                ids: plain.ids, splits: plain.splits, targets: plain.targets.map { $0.map { $0 * factor } },
                combined: .regression(means: means, deviations: []), members: means, columns: plain.columns)
            let directory = try TemporaryDirectory()
            _ = try Report(title: "t", subjects: [ReportSubject(name: "run", predictions: table)]).write(to: directory.path, gnuplot: nil)
            let html = try String(contentsOfFile: directory.file("index.html"), encoding: .utf8)
            let path = directory.file("tables/polymorphs.csv")
            guard FileManager.default.fileExists(atPath: path) else { return (html, []) }
            return (html, try lines(path).dropFirst().map { $0.prefix { $0 != "," } })
        }
        let told = try page(isBlind: false)
        #expect(told.html.contains("Polymorphs in the right order") && told.steps.map(String.init) == expected)
        let blind = try page(isBlind: true)
        #expect(!blind.html.contains("Polymorphs in the right order") && blind.steps.isEmpty)
    }
}
