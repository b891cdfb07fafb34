import Commands
import Ensembles
import Foundation
import Predictions
import Reports

/// `--committee`: all that is reported, taken together as one ensemble of predictions.
struct CommitteeInput {
    static let options: [Option] = [
        .flag("committee", "take all of them together as one ensemble, with a row and figures of its own, and OUT/predictions.csv"),
        CommitteeArguments.weights,
        .repeated("beside", "RUN|PREDICTIONS.csv", "to be compared with the committee, and no part of it"),
    ]

    private let rule: Committee.Rule
    private let out: String
    private let parts: Int

    /// nil where nobody asks for a committee.
    init?(_ arguments: Arguments, out: String) throws(CommandError) {
        guard let committee = try CommitteeArguments(arguments, parts: arguments.positional.count) else { return nil }
        guard arguments.positional.count > 1 else {
            throw .usage("--committee takes several runs or prediction files together; there is one, \(arguments.positional.first ?? "none")")
        }
        let all = arguments.positional + arguments.all("beside")
        try CommitteeArguments.check(all)
        parts = arguments.positional.count
        rule = committee.rule
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
        let parts = zip(names, subjects).map { Committee.Part(name: $0, table: $1.predictions) }
        let committee = try CommitteeArguments.committee(parts, rule: rule)
        let (table, recalibration, temperature) = committee.calibrated(by: committee)
        var subject = ReportSubject(
            name: "committee", predictions: table, target: subjects.lazy.compactMap(\.target).first,
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
}
