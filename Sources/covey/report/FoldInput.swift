import Commands
import Ensembles
import Foundation
import Predictions
import Reports

extension ReportInput {
    /// All folds of a cross-validation as one subject.
    ///
    /// - Throws: `CommandError` where a fold is not finished, `BundleError`, `PredictionTableError`
    func subject(ofFoldsIn directory: FoldsDirectory) throws -> ReportSubject {
        let names = directory.names
        let folds = try names.map { name in
            let run = directory.run(name)
            guard run.isFinished else {
                throw CommandError.missingInput(
                    "\(directory.path): fold \(name) is not finished; the command that began it goes on with it, with --resume")
            }
            return TestedFold(name: name, ensemble: try Bundle.read(run.bundle))
        }
        guard let first = folds.first else { throw CommandError.missingInput("\(directory.path): no fold has been begun") }
        guard let target = try target(arguments.text("target"), of: first.ensemble, directory.path) else { throw CommandError.missing(directory.folds) }
        let tables = try names.map { name in
            try table(of: target, of: first.ensemble, in: directory.run(name))
        }
        return try TestedFold.subject(named: directory.path, Array(zip(folds, tables)), target: target.name)
    }

    /// Several runs that are folds of one data set, as one subject; nil where they are not.
    func subject(ofRunsAt paths: [String]) throws -> ReportSubject? {
        let runs = paths.map(RunDirectory.init)
        guard runs.count > 1, runs.allSatisfy(\.isFinished) else { return nil }
        let ensembles = try runs.map { try Bundle.read($0.bundle) }
        guard let target = try target(arguments.text("target"), of: ensembles[0], paths[0]) else { return nil }
        // Others may not have it; they are no folds then.
        guard ensembles.allSatisfy({ $0.targets.map(\.name) == ensembles[0].targets.map(\.name) }) else { return nil }
        let tables = try runs.map { try table(of: target, of: ensembles[0], in: $0) }
        guard TestedFold.areFolds(Array(zip(ensembles, tables))) else { return nil }
        let splits = ensembles.map(\.configuration.split)
        let folds = zip(splits, ensembles).enumerated().map { place, fold in
            TestedFold(name: TestedFold.name(ofSplit: fold.0, place: place), ensemble: fold.1)
        }
        guard Set(folds.map(\.name)).count == folds.count else { return nil }
        say("these \(runs.count) runs are folds of one data set: each material is reported as the fold that tests it predicts it")
        return try TestedFold.subject(named: paths.joined(separator: ", "), Array(zip(folds, tables)), target: target.name)
    }

    private func table(of target: EnsembleTarget, of ensemble: Ensemble, in run: RunDirectory) throws -> PredictionTable {
        let file = run.predictions(of: target.name, among: ensemble.targets.map(\.name))
        guard FileManager.default.fileExists(atPath: file) else { throw run.absence(of: file) }
        return try PredictionTable(readingFrom: file)
    }
}
