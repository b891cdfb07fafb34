import Commands
import Ensembles
import Foundation
import Predictions
import Reports

/// `covey predict A B DATA.h5 --committee`: what several ensembles say of a data set, as one.
struct CommitteePrediction {
    /// A run or bundle, and what it predicts of the data set: a table for each of its targets.
    typealias Part = (path: String, ensemble: Ensemble, tables: [PredictionTable])

    private let parts: [Part]
    private let rule: Committee.Rule
    private let names: [String]

    init(parts: [Part], rule: Committee.Rule) {
        self.parts = parts
        self.rule = rule
        names = ReportSubject.shortNames(parts.map(\.path))
    }

    /// Writes a table for each target that all of them have.
    ///
    /// - Returns: the paths
    /// - Throws: `CommandError` where there is none, or weights are to be chosen and cannot be
    func write(to out: String) throws -> [String] {
        let targets = parts[0].ensemble.targets.filter { target in parts.allSatisfy { $0.ensemble.targets.contains { $0.name == target.name } } }
        guard !targets.isEmpty else {
            let known = parts.map { "\($0.path) has \($0.ensemble.targets.map(\.name).joined(separator: ", "))" }
            throw CommandError.usage("--committee: there is no target that all of them predict; \(known.joined(separator: "; "))")
        }
        return try targets.map { target in
            try checkUnit(of: target.name)
            let fitted = try fitted(to: target.name)
            let committee = try CommitteeArguments.committee(
                zip(names, parts).map { Committee.Part(name: $0, table: $1.tables[place(of: target.name, in: $1)]) },
                rule: fitted.map { .given($0.weights) } ?? rule)
            if let loss = InputLoss(.committee, name: "committee", committee.leftOut) { say("warning: \(loss.sentence)") }
            let table = fitted.map { committee.calibrated(by: $0).table } ?? committee.table
            return try Predict.write(
                table, to: Predict.name(of: target.name, among: targets.count, out), by: "the committee of \(committee.weightText)")
        }
    }

    private func place(of target: String, in part: Part) -> Int { part.ensemble.targets.firstIndex { $0.name == target } ?? 0 }

    private func checkUnit(of target: String) throws(CommandError) {
        let units = parts.map { (path: $0.path, unit: $0.ensemble.targets[place(of: target, in: $0)].unit) }.filter { !$0.unit.isEmpty }
        guard let first = units.first, let other = units.first(where: { $0.unit != first.unit }) else { return }
        throw .badData("--committee: the unit of \(target) is \(first.unit) in \(first.path), \(other.unit) in \(other.path)")
    }

    /// The committee over the materials of the runs themselves, whose validation materials choose weights and calibrate; nil where some part is a
    /// bundle alone, whose validation materials nobody knows.
    private func fitted(to target: String) throws -> Committee? {
        let files = parts.map { part -> String? in
            let file = RunDirectory(path: part.path).predictions(of: target, among: part.ensemble.targets.map(\.name))
            return FileManager.default.fileExists(atPath: file) ? file : nil
        }
        if let bare = zip(parts, files).first(where: { $0.1 == nil }) {
            guard rule != .validation else {
                throw CommandError.usage(
                    "--committee-weights validation needs runs with their predictions.csv, whose validation materials choose the weights; "
                        + "\(bare.0.path) has none")
            }
            return nil
        }
        let own = try zip(names, files).map { name, file in Committee.Part(name: name, table: try PredictionTable(readingFrom: file ?? "")) }
        guard rule != .validation else { return try CommitteeArguments.committee(own, rule: rule) }
        do { return try Committee(own, rule: rule) } catch {
            // New materials are predicted all the same.
            say("the committee is not calibrated: \(error)")
            return nil
        }
    }
}
