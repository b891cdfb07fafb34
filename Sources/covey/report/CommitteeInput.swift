import Commands
import Ensembles
import Foundation
import Predictions
import Reports

/// `--committee`: all that is reported, taken together as one ensemble of predictions.
struct CommitteeInput {
    static let options: [Option] = [
        .flag("committee", "take all of them together as one ensemble, with a row and figures of its own, and OUT/predictions.csv"),
        .text(
            "committee-weights", "equal|validation|W,W…",
            "how much each counts: all the same, as is best on their validation materials alone, or so much, in their order (equal)"),
        .repeated("beside", "RUN|PREDICTIONS.csv", "to be compared with the committee, and no part of it"),
    ]

    private let rule: Committee.Rule
    private let out: String
    private let parts: Int

    /// nil where nobody asks for a committee.
    init?(_ arguments: Arguments, out: String) throws(CommandError) {
        guard arguments.has("committee") else {
            for name in ["committee-weights", "beside"] where arguments.has(name) { throw .usage("--\(name) belongs to --committee") }
            return nil
        }
        guard arguments.positional.count > 1 else {
            throw .usage("--committee takes several runs or prediction files together; there is one, \(arguments.positional.first ?? "none")")
        }
        let all = arguments.positional + arguments.all("beside")
        guard Set(all).count == all.count else {
            throw .usage("--committee: each of its parts, and what is beside it, is named once; found \(all.joined(separator: ", "))")
        }
        parts = arguments.positional.count
        rule = try Self.rule(arguments.text("committee-weights") ?? "equal", parts: arguments.positional.count)
        self.out = out
        guard !RunDirectory(path: out).holdsRun else {
            throw .usage("--out \(out) is a run, whose predictions.csv the committee's would replace; choose another --out")
        }
        try arguments.checkOutput(directory: out)
        let place = URL(fileURLWithPath: predictions).resolvingSymlinksInPath().path
        if let read = all.first(where: { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path == place }) {
            throw .usage("\(predictions) would be written over \(read), which is read; choose another --out")
        }
    }

    /// Where the committee's predictions are written.
    var predictions: String { "\(out)/predictions.csv" }

    private static func rule(_ text: String, parts: Int) throws(CommandError) -> Committee.Rule {
        switch text {
        case "equal": return .equal
        case "validation": return .validation
        default:
            let words = text.split(separator: ",", omittingEmptySubsequences: false)
            let numbers = words.compactMap { Double($0) }.filter { $0.isFinite && $0 >= 0 }
            guard numbers.count == words.count, numbers.count == parts, numbers.contains(where: { $0 > 0 }) else {
                throw .usage(
                    "--committee-weights is \(text); it must be equal, validation, or a number for each of the \(parts) parts, none negative and some positive, "
                        + "as in 0.6,0.4")
            }
            return .given(numbers)
        }
    }

    /// The committee's parts, the committee, and what is beside it.
    ///
    /// - Parameter given: what is reported
    /// - Throws: `CommandError` where the parts do not predict one and the same thing
    func adding(to given: [ReportSubject]) throws -> [ReportSubject] {
        let members = Array(given.prefix(parts))
        return members + [try subject(of: members)] + given.dropFirst(parts)
    }

    private func subject(of subjects: [ReportSubject]) throws -> ReportSubject {
        guard subjects.count > 1 else {
            throw CommandError.usage(
                "--committee takes several ensembles over the same materials together; these are folds of one data set, which predict different ones")
        }
        try Self.checkQuantity(subjects)
        let names = ReportSubject.shortNames(subjects.map(\.name))
        let committee: Committee
        do {
            committee = try Committee(zip(names, subjects).map { Committee.Part(name: $0, table: $1.predictions) }, rule: rule)
        } catch {
            throw CommandError.badData("--committee: \(error)")
        }
        let validation = committee.table.rows(ofSplit: "validation")
        let (recalibration, temperature) = (Recalibration(fittedTo: validation), TemperatureScaling(fittedTo: validation))
        let mended = (recalibration?.columns(committee.table) ?? []) + (temperature?.columns(committee.table) ?? [])
        var subject = ReportSubject(
            name: "committee", predictions: committee.table.adding(mended), target: subjects.lazy.compactMap(\.target).first,
            unit: subjects.lazy.compactMap(\.unit).first, provenance: zip(subjects, committee.weights).enumerated().map { place, part in
                ReportSubject.Fact(name: "part \(place + 1)", value: "\(part.0.name), weight \(part.1)")
            }, recalibration: recalibration, temperature: temperature)
        subject.committee = committee
        subject.folds = Self.folds(subjects, committee)
        subject.losses = [InputLoss(.committee, name: "committee", committee.leftOut)].compactMap { $0 }
        return subject
    }

    /// One quantity, in one unit, as far as that is known of the parts.
    private static func checkQuantity(_ subjects: [ReportSubject]) throws(CommandError) {
        for (words, value) in [("target", \ReportSubject.target), ("unit", \ReportSubject.unit)] {
            let known = subjects.compactMap { subject in subject[keyPath: value].map { (name: subject.name, value: $0) } }
            guard let first = known.first, let other = known.first(where: { $0.value != first.value }) else { continue }
            throw .badData("--committee: the \(words) of \(first.name) is \(first.value), that of \(other.name) is \(other.value)")
        }
    }

    /// The folds of a cross-validation, where all parts were tested on the same.
    private static func folds(_ subjects: [ReportSubject], _ committee: Committee) -> [ReportSubject.Fold] {
        let columns = committee.parts.map { $0.table.column(PredictionTable.foldColumn) }
        guard columns[0] != nil, columns.allSatisfy({ $0 == columns[0] }) else { return [] }
        return subjects[0].folds.map { ReportSubject.Fold(name: $0.name, recalibration: nil) }
    }

    /// What the weights are: "wren 0.612, forest 0.388".
    static func weights(of committee: Committee) -> String {
        zip(committee.parts, committee.weights).map { "\($0.name) \(NumberText.fixed($1, decimals: 3))" }.joined(separator: ", ")
    }
}
