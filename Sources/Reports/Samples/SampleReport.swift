import Foundation
import Materials
import Predictions
import Prospecting

/// The page of samples of generators: their scores beside held-out materials and beside what a perfect sampler would get.
public struct SampleReport: Sendable {
    let evaluation: SampleEvaluation
    let title: String
    /// "random:0.8,0.1,0.1"
    let split: String
    /// The data set with the known materials.
    let data: String
    let provenance: [ReportSubject.Fact]

    public init(_ evaluation: SampleEvaluation, title: String, data: String, split: String, provenance: [ReportSubject.Fact]) {
        self.evaluation = evaluation
        self.title = title
        self.data = data
        self.split = split
        self.provenance = provenance
    }

    /// Scores at the largest number, of which figures and sentences speak.
    var headline: SampleEvaluation.Scores? { evaluation.scores.max { $0.number < $1.number } }

    /// Names as parts of files' names.
    var stems: [String] { FileStem.distinct(evaluation.subjects.map(\.name)) }

    /// Writes `index.html`, `scores.json`, `scores.csv`, `tables/*.csv`, `figures/*.svg` and the scripts that draw them again; each file whole or not
    /// at all, the page last.
    ///
    /// - Parameter directory: made if it is not there
    public func write(to directory: String, gnuplot: Gnuplot? = .find()) throws(ReportError) -> Report.Outcome {
        var files = ReportFiles(directory: directory)
        for folder in ["", "tables", "figures"] { try files.makeFolder(folder) }
        var outcome = Report.Outcome()
        var pictures: [(Figure, FigurePicture)] = []
        for figure in Figure.samples(self) {
            let picture = try files.draw(figure, with: gnuplot)
            if case .skipped(let reason) = picture { outcome.skippedFigures.append(Report.SkippedFigure(name: figure.name, reason: reason)) }
            pictures.append((figure, picture))
        }
        let scores = evaluation.scores.sorted { $0.number > $1.number }
        let (main, examples) = (scores.flatMap { MetricTable.sampleScores(self, $0) }, MetricTable.sampleExamples(self))
        for table in main + examples { try files.write(table.data) }
        try files.write(scoresTable.csv.joined(), to: "scores.csv")
        do { try files.write(String(decoding: try SampleScoresFile(self).json(), as: UTF8.self), to: "scores.json") } catch let error as ReportError {
            throw error
        } catch {
            throw .unwritable(path: files.path("scores.json"), reason: "\(error)")
        }
        try files.write(page(pictures, main, examples), to: "index.html")
        outcome.written = files.written.reversed()
        return outcome
    }

    private func page(_ pictures: [(Figure, FigurePicture)], _ scores: [MetricTable], _ examples: [MetricTable]) -> String {
        let sentences = answer.map { "<p class=\"answer\">\(HTML.escaped($0))</p>\n" }.joined()
        let body =
            sentences + scores.prefix(1).map(PageParts.table).joined() + PageParts.warnings(warnings)
            + PageParts.figures(pictures.map { HTML.figure($0, picture: $1) }) + scores.dropFirst().map(PageParts.table).joined()
            + examples.map(PageParts.table).joined() + PageParts.provenance(provenance, configuration: nil)
        return PageParts.document(
            title: title, body: body,
            footer: "All scores: <a href=\"scores.json\">scores.json</a> and <a href=\"scores.csv\">scores.csv</a>.")
    }

    /// What it comes to, a sentence or two for each file.
    var answer: [String] {
        guard let headline else { return [] }
        func percent(_ values: [String: Double], _ key: String) -> String { values[key].map { NumberText.percent($0) } ?? "–" }
        return zip(evaluation.subjects, headline.ofSubjects).map { subject, values in
            var text = "Of \(NumberText.counted(headline.number, "sample")) of \(subject.name) \(percent(values, "novel")) are new, "
                + "\(percent(values, "novel_prototype")) of a prototype that is; \(percent(values, "charge_neutral")) can be neutral "
                + "(held-out materials: \(percent(headline.heldOut, "charge_neutral")))."
            if let distance = values["space_groups_chi2"] {
                text += " χ² of their space groups is \(NumberText.short(distance))"
                let best = headline.perfect["space_groups_chi2"]
                text += best.map { ", where a perfect sampler has \(NumberText.spread(mean: $0.mean, deviation: $0.deviation))." } ?? "."
            }
            return text
        }
    }

    private var warnings: [String] {
        var warnings = evaluation.subjects.compactMap { subject in
            subject.loss.map {
                "\(subject.name): \(NumberText.count($0.lost)) of \(NumberText.counted($0.rows, "row")) can be no material and take no part. "
                    + $0.text
            }
        }
        let few = evaluation.scores.filter(\.perfect.isEmpty).map { NumberText.count($0.number) }
        if !few.isEmpty {
            warnings.append("There are fewer training materials than \(few.joined(separator: ", ")): what a perfect sampler would get is not known.")
        }
        return warnings
    }
}
