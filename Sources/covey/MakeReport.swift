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
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard !arguments.positional.isEmpty else {
            throw CommandError.usage("expected a run or a prediction file; usage: covey report \(usage)")
        }
        let out = try arguments.required("out")
        let subjects = try arguments.positional.map { path in
            var subject = try subject(at: try arguments.existing(path), target: arguments.text("target"))
            guard subject.predictions.count > 0 else { throw CommandError.badData("\(path): there is no prediction in it") }
            subject.target = arguments.text("target") ?? subject.target
            subject.unit = arguments.text("unit") ?? subject.unit
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

    /// A run's directory, or a file of predictions alone.
    private static func subject(at path: String, target name: String?) throws -> ReportSubject {
        var isDirectory: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        guard isDirectory.boolValue else { return ReportSubject(name: path, predictions: try PredictionTable(readingFrom: path)) }
        let bundle = "\(path)/ensemble.h5"
        let ensemble = FileManager.default.fileExists(atPath: bundle) ? try Bundle.read(bundle) : nil
        let targets = ensemble?.targets ?? []
        let target = name.map { name in targets.first { $0.name == name } } ?? targets.first
        guard target != nil || targets.isEmpty else {
            throw CommandError.usage("--target is \(name ?? ""); \(path) has \(targets.map(\.name).joined(separator: ", "))")
        }
        let suffix = targets.count > 1 ? ".\(target?.name ?? "")" : ""
        let file = "\(path)/predictions\(suffix).csv"
        guard FileManager.default.fileExists(atPath: file) else { throw CommandError.missing(file) }
        var subject = ReportSubject(name: path, predictions: try PredictionTable(readingFrom: file))
        if FileManager.default.fileExists(atPath: "\(path)/log.jsonl") {
            subject.history = try TrainingHistory(readingLogAt: "\(path)/log.jsonl")
        }
        if let ensemble {
            subject.target = target?.name
            subject.unit = target.flatMap { $0.unit.isEmpty ? nil : $0.unit }
            subject.warnings = ensemble.warnings
            subject.configuration = try Bundle.json(ensemble.configuration)
            subject.provenance = ensemble.provenance.sorted { $0.key < $1.key }.map { ReportSubject.Fact(name: $0.key, value: $0.value) }
        }
        return subject
    }
}
