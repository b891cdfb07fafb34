import Commands
import Ensembles
import Foundation
import Materials
import Predictions
import Reports

/// `covey report`: analysis and figures again, from predictions.
enum MakeReport: Command {
    static let name = "report"
    static let abstract = "analysis and figures from runs or prediction files, ours or others', compared where there are several"
    static let usage = "RUN|PREDICTIONS.csv… --out DIR [options]"
    static let options: [Option] = [
        .text("out", "DIR", "where to write index.html, metrics.json, figures and tables"),
        .text("title", "TEXT", "heading of the page"),
        .text("target", "NAME", "which target of a run that has several (the first); what is predicted, where no bundle says so"),
        .text("unit", "UNIT", "its unit, for example eV/atom"),
        .repeated("group", "COLUMN", "a further column of the predictions whose groups are told apart, for example a batch"),
        .text("relaxed-label", "COLUMN", "a further column of labels after relaxation: errors apart for those that it changes and that it does not"),
    ] + ReportInput.options + CommitteeInput.options + DiscoveryInput.options + ImportanceInput.options + [
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard !arguments.positional.isEmpty else {
            throw CommandError.usage("expected a run or a prediction file; usage: covey report \(usage)")
        }
        let out = try arguments.required("out")
        try arguments.checkOutput(directory: out)
        let discovery = try DiscoveryInput(arguments)
        let importance = try ImportanceInput(arguments)
        if importance != nil, arguments.positional.count > 1 || RunDirectory(path: arguments.positional[0]).isFinished == false {
            throw CommandError.usage("--importance asks the ensemble of one finished run; name its directory")
        }
        let committee = try CommitteeInput(arguments, out: out)
        var given = try ReportInput(arguments).subjects()
        if let committee { given = try committee.adding(to: given) }
        let subjects = try given.map { given in
            var subject = given
            let path = subject.name
            guard subject.predictions.count > 0 else { throw CommandError.badData("\(path): there is no prediction in it") }
            subject.target = arguments.text("target") ?? subject.target
            subject.unit = arguments.text("unit") ?? subject.unit
            subject.groupColumns = try columns(arguments.all("group"), "group", subject.predictions, path)
            subject.relaxedLabelColumn = try arguments.text("relaxed-label").map { try relaxedLabels($0, subject.predictions, path) }
            guard subject.predictions.combined.prediction.contains(where: \.isFinite) else {
                let materials = counted(subject.predictions.count, "material")
                throw CommandError.badData("\(path): nothing is predicted of its \(materials): no prediction is a number, and there is nothing to report")
            }
            try discovery?.ask(&subject)
            try importance?.ask(&subject, bundle: arguments.bundle(path))
            return subject
        }
        var said: Set<String> = []
        for loss in subjects.flatMap(\.losses) where said.insert(loss.sentence).inserted { say("warning: \(loss.sentence)") }
        let isReplaced = FileManager.default.fileExists(atPath: "\(out)/index.html")
        let outcome = try Report(title: arguments.text("title") ?? title(subjects), subjects: subjects).write(to: out)
        for skipped in outcome.skippedFigures { say("figure \(skipped.name) is missing: \(skipped.reason)") }
        if let committee, let subject = subjects.first(where: { $0.committee != nil }), let members = subject.committee {
            try subject.predictions.write(to: committee.predictions)
            print("wrote \(committee.predictions): \(counted(subject.predictions.count, "material")) by the committee of \(members.weightText)")
        }
        let tables = outcome.written.count { $0.hasSuffix(".csv") }
        let figures = outcome.written.count { $0.hasSuffix(".svg") }
        print(
            """
            wrote \(out)/index.html, metrics.json, \(tables) tables and \(figures) figures\(isReplaced ? ", in place of the page that was there" : "")
            next: open \(out)/index.html
            """)
    }

    /// What all of it is about, where that is one thing.
    private static func title(_ subjects: [ReportSubject]) -> String {
        let targets = Set(subjects.map(\.target))
        return targets.count == 1 ? subjects[0].target.map { "Covey: \($0)" } ?? "Covey report" : "Covey report"
    }

    /// - Throws: `CommandError` where that column has no labels, or there are none to compare them with
    private static func relaxedLabels(_ name: String, _ table: PredictionTable, _ path: String) throws(CommandError) -> String {
        let name = try columns([name], "relaxed-label", table, path)[0]
        guard table.column("label") != nil else {
            throw .usage("--relaxed-label \(name) needs the labels that were predicted from; \(path) has no column label")
        }
        guard let labels = table.column(name), labels.contains(where: { (try? Protostructure(label: $0)) != nil }) else {
            throw .usage("--relaxed-label is \(name), a column of \(path) without a protostructure label, such as \(exampleLabel)")
        }
        return name
    }

    private static let exampleLabel = "AB_cF8_225_a_b:Cl-Na"

    /// Names of further columns that an option asks for.
    private static func columns(
        _ names: [String], _ option: String, _ table: PredictionTable, _ path: String
    ) throws(CommandError) -> [String] {
        for name in names where table.column(name) == nil {
            let known = table.columns.map(\.name).joined(separator: ", ")
            throw .usage("--\(option) is \(name); \(path) has the further columns \(known.isEmpty ? "(none)" : known)")
        }
        return names
    }
}
