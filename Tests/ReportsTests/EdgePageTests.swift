import Datasets
import Discovery
import Foundation
import Predictions
import Reports
import TestSupport
import Testing

/// Pages of next to nothing: none, one, all, few. No sentence claims what so few materials cannot carry, and each is one that people would write.
@Suite struct EdgePageTests {
    private func page(_ subjects: [ReportSubject]) throws -> (text: String, answers: String, metrics: String) {
        let directory = try TemporaryDirectory()
        _ = try Report(title: "t", subjects: subjects).write(to: directory.path, gnuplot: nil)
        let html = try String(contentsOfFile: directory.file("index.html"), encoding: .utf8)
        let body = html[(html.range(of: "<main>")?.upperBound ?? html.startIndex)...]
        let answers = body.matches(of: /<p class="(?:answer|caution)">([^<]*)<\/p>/).map { String($0.output.1) }.joined(separator: "\n")
        let text = body.replacing(/<[^>]*>/, with: " ")
        return (String(text), answers, try String(contentsOfFile: directory.file("metrics.json"), encoding: .utf8))
    }

    private func check(_ page: (text: String, answers: String, metrics: String), _ what: String) {
        let plural = #/[^0-9,.]1 (?:[a-z]+ )?(?:materials|candidates|predictions|phases|values|true values|ones|classes|pairs) /#
        #expect(page.text.firstMatch(of: plural) == nil, "\(what): \(page.text.firstMatch(of: plural).map { String($0.output) } ?? "")")
        for word in ["not a number", "∞", "−0 ", "−0.", " nan ", " inf ", " -0"] where word != "−0." || page.text.contains(/−0\.0*[^0-9.]/) {
            #expect(!page.text.contains(word), "\(what): \(word)")
        }
        #expect(!page.metrics.contains("\"nan\"") && !page.metrics.contains("\"inf\""), "\(what)")
    }

    /// Made-up predictions of a few materials, the same in every run.
    private func subject(_ trial: Int) -> (subject: ReportSubject, known: Int) {
        let random = CounterRandom(seed: 11, member: 0, purpose: .test, stream: trial)
        func uniform(_ place: Int) -> Double { Double(random.uniform(at: place)) }
        let count = 1 + Int(uniform(0) * 7)
        let members = Int(uniform(1) * 3)
        let coarse = uniform(2) < 0.5
        func value(_ place: Int) -> Double { coarse ? (uniform(place) * 3).rounded(.down) - 1 : uniform(place) - 0.5 }
        let targets = (0..<count).map { uniform(100 + $0) < 0.25 * uniform(3) * 4 ? nil : value(200 + $0) }
        var means = (0..<max(members, 1)).map { member in (0..<count).map { value(300 + 50 * member + $0) } }
        if members == 0 { for row in 1..<max(count, 1) where uniform(600 + row) < 0.3 { means[0][row] = .nan } }
        let deviations = uniform(4) < 0.5 ? [] : means.map { $0.map { _ in uniform(5) < 0.3 ? 0 : 0.1 } }
        let splits = (0..<count).map { row in uniform(6) < 0.5 ? "test" : ["train", "validation", "test"][Int(uniform(700 + row) * 2.99)] }
        func column(_ name: String, _ value: (Int) -> String) -> PredictionTable.Column { .init(name: name, values: (0..<count).map(value)) }
        let table = PredictionTable(
            ids: (0..<count).map { "m\($0)" }, splits: splits, targets: targets, combined: .regression(means: means, deviations: deviations),
            members: members == 0 ? [] : means,
            columns: [
                column("formula") { ["NaCl", "KCl", "Li2O"][$0 % 3] }, column("seen_composition") { uniform(800 + $0) < 0.5 ? "1" : "0" },
                column("unseen_elements") { uniform(900 + $0) < 0.2 ? "Og" : "" },
            ])
        var subject = ReportSubject(name: "s\(trial)", predictions: table, target: "energy", unit: "eV/atom")
        if uniform(7) < 0.6 {
            let truth = targets.enumerated().map { uniform(8) < 0.2 ? .nan : $1 == nil ? .nan : value(400 + $0) }
            let screening = Screening(
                ids: table.ids, truth: truth, prediction: table.combined.prediction, deviation: table.combined.total, hull: "a made-up hull")
            subject.discovery = DiscoveryQuestion(
                screening: screening, formulae: table.column("formula") ?? [], thresholds: [uniform(9) < 0.5 ? 0 : 0.2], mostStable: 2)
        }
        return (subject, table.rowsWithTarget.count)
    }

    @Test func fuzz() throws {
        for trial in 0..<120 {
            let (subject, known) = subject(trial)
            guard subject.predictions.combined.prediction.contains(where: \.isFinite) else { continue }
            let page = try page([subject])
            check(page, "trial \(trial)")
            #expect(!page.answers.contains("over-cautious") && !page.answers.contains("about as large as they should be"))
            if known < 2 { #expect(!page.answers.contains("over-confident")) }
            let hasTruth = subject.discovery?.screening.hasTruth == true
            #expect(!hasTruth || !page.answers.contains("stable is not known"), "trial \(trial): \(page.answers)")
            if hasTruth, page.answers.contains("as one drawn by chance") {
                #expect(page.answers.contains("cannot tell from chance"), "trial \(trial): \(page.answers)")
            }
            if known > 0 { #expect(page.text.contains("All numbers are of "), "trial \(trial)") }
        }
    }

    @Test func comparisonsOfFew() throws {
        for trial in stride(from: 0, to: 120, by: 2) {
            let (one, first) = subject(trial)
            let (other, second) = subject(trial + 1)
            guard first > 0, second > 0 else { continue }
            let page = try page([one, other])
            check(page, "trials \(trial)")
            if min(first, second) < 6, page.answers.contains("has the smallest") { #expect(page.answers.contains("cannot tell from it"), "trials \(trial): \(page.answers)") }
        }
    }

    private func held(_ held: Int, of rows: Int) throws -> String {
        let means = (0..<rows).map { $0 < held ? 0.0 : 10.0 }
        let table = PredictionTable(
            ids: (0..<rows).map { "m\($0)" }, splits: (0..<rows).map { _ in "test" }, targets: (0..<rows).map { Double($0) * 1e-3 },
            combined: .regression(means: [zip(means, 0..<rows).map { $0 + Double($1) * 1e-3 }], deviations: [means.map { _ in 1 }]), members: [means])
        return try page([ReportSubject(name: "s", predictions: table)]).answers
    }

    @Test(arguments: [
        (0, 1, "hold 0 of the 1 true value: too few"), (1, 1, "too few to tell"), (6, 6, "hold 6 of the 6 true values: too few to tell"), (35, 35, "too few to tell"),
        (0, 2, "over-confident"), (5, 10, "over-confident"), (36, 36, "over-cautious"), (90, 100, "as large as they should be, as far as so few"), (500, 500, "over-cautious"),
        (450, 500, "about as large as they should be."),
    ]) func calibrationOfFew(held: Int, rows: Int, words: String) throws {
        let answer = try self.held(held, of: rows).replacing("interval holds", with: "intervals hold")
        #expect(answer.contains(words), "\(answer)")
    }

    private func plain(_ name: String, target: String, unit: String, errors: [Double]) -> ReportSubject {
        let targets = errors.indices.map { Double($0 % 7) }
        let table = PredictionTable(
            ids: errors.indices.map { "m\($0)" }, splits: errors.map { _ in "test" }, targets: targets,
            combined: .regression(means: [zip(targets, errors).map { $0 + $1 }], deviations: []), members: [])
        return ReportSubject(name: name, predictions: table, target: target, unit: unit)
    }

    @Test func whatIsComparedIsOneQuantityAndTold() throws {
        let (small, large) = ((0..<60).map { 0.1 + 0.01 * Double($0 % 3) }, (0..<60).map { 0.2 + 0.02 * Double($0 % 5) })
        let told = try page([plain("a", target: "e", unit: "eV", errors: large), plain("b", target: "e", unit: "eV", errors: small)])
        #expect(told.answers.contains("b has the smallest mean absolute error: 0.110 eV. a comes next with 0.240 eV."), "\(told.answers)")
        let others = try page([plain("a", target: "e", unit: "eV", errors: large), plain("b", target: "gap", unit: "eV", errors: small)])
        #expect(others.answers.hasPrefix("2 sets of predictions of different quantities, side by side."), "\(others.answers)")
        #expect(others.text.contains("The predictions are of different quantities (e in eV, gap in eV): their errors cannot be compared."))
        let units = try page([plain("a", target: "e", unit: "eV", errors: large), plain("b", target: "e", unit: "meV", errors: small)])
        #expect(units.answers.hasPrefix("2 sets of predictions of different quantities"), "\(units.answers)")
    }
}
