import Commands
import Ensembles
import Foundation
import Reports

/// `covey report`: analysis and figures again, from predictions.
enum MakeReport: Command {
    static let name = "report"
    static let abstract = "analysis and figures from runs or prediction files, compared where there are several"
    static let usage = "RUN|PREDICTIONS.csv… --out DIR [options]"
    static let options: [Option] = [
        .text("out", "DIR", "where to write index.html, metrics.json, figures and tables"),
        .text("title", "TEXT", "heading of the page"),
        .text("target", "NAME", "which target of a run that has several (the first); what is predicted, where no bundle says so"),
        .text("unit", "UNIT", "its unit, for example eV/atom"),
        .text("ensemble", "RUN|BUNDLE.h5", "what made the predictions of files: its recalibration, target and provenance are shown with them"),
        .repeated("group", "COLUMN", "a further column of the predictions whose groups are told apart, for example a batch"),
    ] + DiscoveryInput.options + [
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard !arguments.positional.isEmpty else {
            throw CommandError.usage("expected a run or a prediction file; usage: covey report \(usage)")
        }
        let out = try arguments.required("out")
        let discovery = try DiscoveryInput(arguments)
        let source = try arguments.text("ensemble").map { try Bundle.read(try arguments.bundle($0)) }
        let subjects = try arguments.positional.map { path in
            var subject = try subject(at: try arguments.existing(path), target: arguments.text("target"), of: source)
            guard subject.predictions.count > 0 else { throw CommandError.badData("\(path): there is no prediction in it") }
            subject.target = arguments.text("target") ?? subject.target
            subject.unit = arguments.text("unit") ?? subject.unit
            subject.groupColumns = try groups(arguments.all("group"), of: subject.predictions, path)
            subject.discovery = try discovery?.question(subject)
            return subject
        }
        let outcome = try Report(title: arguments.text("title") ?? "Covey report", subjects: subjects).write(to: out)
        for skipped in outcome.skippedFigures { say("figure \(skipped.name) is missing: \(skipped.reason)") }
        let tables = outcome.written.count { $0.hasSuffix(".csv") }
        let figures = outcome.written.count { $0.hasSuffix(".svg") }
        print(
            """
            wrote \(out)/index.html, metrics.json, \(tables) tables and \(figures) figures
            next: open \(out)/index.html
            """)
    }

    /// A run's directory, or a file of predictions, of which an ensemble may tell more.
    private static func subject(at path: String, target name: String?, of source: Ensemble?) throws -> ReportSubject {
        var isDirectory: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        guard isDirectory.boolValue else {
            var subject = ReportSubject(name: path, predictions: try PredictionTable(readingFrom: path))
            try describe(&subject, source, try target(name, of: source, path))
            // What training warned of is about its own rows, which these may not be.
            subject.warnings = subject.warnings.map { "When the ensemble was trained: \($0)" }
            return subject
        }
        let bundle = "\(path)/ensemble.h5"
        let ensemble = FileManager.default.fileExists(atPath: bundle) ? try Bundle.read(bundle) : nil
        let target = try target(name, of: ensemble, path)
        let suffix = (ensemble?.targets.count ?? 0) > 1 ? ".\(target?.name ?? "")" : ""
        let file = "\(path)/predictions\(suffix).csv"
        guard FileManager.default.fileExists(atPath: file) else { throw CommandError.missing(file) }
        var subject = ReportSubject(name: path, predictions: try PredictionTable(readingFrom: file))
        if FileManager.default.fileExists(atPath: "\(path)/log.jsonl") {
            subject.history = try TrainingHistory(readingLogAt: "\(path)/log.jsonl")
        }
        try describe(&subject, ensemble, target)
        return subject
    }

    /// Which of an ensemble's targets is meant; nil without an ensemble.
    private static func target(_ name: String?, of ensemble: Ensemble?, _ path: String) throws(CommandError) -> EnsembleTarget? {
        guard let ensemble else { return nil }
        guard let name else { return ensemble.targets.first }
        guard let target = ensemble.targets.first(where: { $0.name == name }) else {
            throw .usage("--target is \(name); \(path) has \(ensemble.targets.map(\.name).joined(separator: ", "))")
        }
        return target
    }

    /// What the ensemble tells of its predictions. Without a recalibration of its own they are recalibrated by their validation rows, if any.
    private static func describe(_ subject: inout ReportSubject, _ ensemble: Ensemble?, _ target: EnsembleTarget?) throws {
        let fitted = target.flatMap { ensemble?.calibrations[$0.name] }
        subject.recalibration = fitted ?? Recalibration(fittedTo: subject.predictions.rows(ofSplit: "validation"))
        guard let ensemble else { return }
        subject.target = target?.name
        subject.unit = target.flatMap { $0.unit.isEmpty ? nil : $0.unit }
        subject.warnings = ensemble.warnings
        subject.configuration = try Bundle.json(ensemble.configuration)
        subject.provenance = ensemble.provenance.sorted { $0.key < $1.key }.map { ReportSubject.Fact(name: $0.key, value: $0.value) }
    }

    private static func groups(_ names: [String], of table: PredictionTable, _ path: String) throws(CommandError) -> [String] {
        for name in names where table.column(name) == nil {
            let known = table.columns.map(\.name).joined(separator: ", ")
            throw .usage("--group is \(name); \(path) has the further columns \(known.isEmpty ? "(none)" : known)")
        }
        return names
    }
}
