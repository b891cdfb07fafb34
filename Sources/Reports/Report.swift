import Foundation
import Predictions

/// A report on the predictions of one ensemble, or on those of several side by side.
public struct Report: Sendable {
    public var title: String
    public var subjects: [ReportSubject]
    /// Pages of the same run's other targets.
    public var related: [Link]

    public init(title: String, subjects: [ReportSubject], related: [Link] = []) {
        self.title = title
        self.subjects = subjects
        self.related = related
    }

    /// Another page, by its place relative to this one.
    public struct Link: Equatable, Sendable {
        public let text: String
        public let path: String

        public init(text: String, path: String) {
            self.text = text
            self.path = path
        }
    }

    /// What was written, and what was not.
    public struct Outcome: Equatable, Sendable {
        /// Paths of all files, the page first.
        public var written: [String] = []
        /// Figures that were not drawn, with the reason.
        public var skippedFigures: [SkippedFigure] = []
    }

    public struct SkippedFigure: Equatable, Sendable {
        public let name: String
        public let reason: String
    }

    /// Writes `index.html`, `metrics.json`, `tables/*.csv`, `figures/*.svg` and the scripts that draw the figures again.
    ///
    /// Without gnuplot, and where it fails, the page, the metrics and the tables still come; the figures left out are named in the
    /// outcome and on the page. Each file is replaced whole or not at all, the page last.
    /// - Parameter directory: made if it is not there.
    public func write(to directory: String, gnuplot: Gnuplot? = .find()) throws(ReportError) -> Outcome {
        guard !subjects.isEmpty else { throw .nothingToReport }
        var files = ReportFiles(directory: directory)
        for folder in ["", "tables", "figures"] { try files.makeFolder(folder) }
        let metrics = ReportMetrics(subjects: subjects.map(SubjectMetrics.init))
        var sections: [PageSection] = []
        var skipped: [SkippedFigure] = []
        for (index, subject) in subjects.enumerated() {
            let prefix = subjects.count > 1 ? "\(index + 1)-" : ""
            let chapters = Chapter.all(of: subject, metrics: metrics.subjects[index], prefix: prefix)
            var pictures: [String: FigurePicture] = [:]
            for chapter in chapters {
                for table in chapter.tables { try files.write(table.data) }
                for figure in chapter.figures {
                    let picture = try files.draw(figure, with: gnuplot)
                    if case .skipped(let reason) = picture { skipped.append(SkippedFigure(name: figure.name, reason: reason)) }
                    pictures[figure.name] = picture
                }
            }
            sections.append(
                PageSection(
                    subject: subject, metrics: metrics.subjects[index], chapters: chapters, pictures: pictures,
                    warnings: subject.warnings + ReportWarnings.found(in: subject, metrics: metrics.subjects[index])))
        }
        let comparison = subjects.count > 1 ? MetricTable.comparison(metrics) : nil
        let found = MetricTable.discoveryComparison(metrics.subjects)
        for table in [comparison, found].compactMap({ $0 }) { try files.write(table.data) }
        let shared = try Figure.comparison(subjects, metrics: metrics.subjects).map { figure throws(ReportError) in
            let picture = try files.draw(figure, with: gnuplot)
            if case .skipped(let reason) = picture { skipped.append(SkippedFigure(name: figure.name, reason: reason)) }
            return (figure: figure, picture: picture)
        }
        // Of one there is nothing to compare, and its materials may be a million.
        let materials = subjects.count > 1 ? SharedMaterials(subjects) : nil
        let page = Page(
            title: title, related: related, comparison: comparison, discoveryComparison: found, sharedFigures: shared,
            comparisonAnswer: materials.map { Answer.comparison(subjects, of: $0) } ?? "",
            comparisonWarnings: materials.map(ReportWarnings.ofComparison) ?? [], sections: sections)
        do { try files.write(String(decoding: metrics.json(), as: UTF8.self), to: "metrics.json") } catch let error as ReportError {
            throw error
        } catch {
            throw .unwritable(path: files.path("metrics.json"), reason: "\(error)")
        }
        try files.write(page.html, to: "index.html")
        return Outcome(written: files.written.reversed(), skippedFigures: skipped)
    }
}
