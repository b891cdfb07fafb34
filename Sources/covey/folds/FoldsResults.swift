import Commands
import Datasets
import Ensembles
import Predictions
import Reports
import Training

/// What rank 0 writes when all folds' members are there: each fold's bundle and predictions, and of all materials what the fold that tested
/// them says, with one report.
struct FoldsResults {
    let job: FoldsJob
    let dataset: Dataset
    /// One for each fold.
    let ensembles: [TrainedEnsemble]
    let ranks: Int
    let mpi: String?

    func write(to directory: FoldsDirectory) throws {
        let targets = job.series.jobs[0].targets.map(\.name)
        var folds: [TestedFold] = []
        var tables: [[PredictionTable]] = []
        for (place, name) in job.names.enumerated() {
            let gathered = RunResults(job: job.series.jobs[place], dataset: dataset, trained: ensembles[place], ranks: ranks, mpi: mpi)
            let (ensemble, found): (Ensemble, [PredictionTable])
            do { (ensemble, found) = try gathered.combined() } catch let error as CommandError { throw error.of("fold \(name)") }
            let run = directory.run(name)
            for (target, table) in zip(targets, found) { try table.write(to: run.predictions(of: target, among: targets)) }
            try Bundle.write(ensemble, to: run.bundle)
            folds.append(TestedFold(name: name, ensemble: ensemble))
            tables.append(found)
        }
        var warnings: [String] = []
        for (place, target) in targets.enumerated() {
            let subject = try TestedFold.subject(
                named: directory.path, zip(folds, tables).map { ($0, $1[place]) }, target: target)
            warnings = subject.warnings
            try subject.predictions.write(to: directory.whole.predictions(of: target, among: targets))
            let report = try Report(
                title: "Covey: \(target)", subjects: [subject], related: directory.whole.otherPages(than: target, among: targets))
                .write(to: directory.whole.report(of: target, among: targets))
            for skipped in report.skippedFigures { say("figure \(skipped.name) is missing: \(skipped.reason)") }
            for line in subject.foldSummary { print(targets.count > 1 ? "\(target): \(line)" : line) }
        }
        for warning in warnings { say("warning: \(warning)") }
        for target in targets {
            print("wrote \(directory.whole.predictions(of: target, among: targets)): each material by the fold that tests it")
            print("wrote \(directory.whole.report(of: target, among: targets))/index.html")
        }
        print("wrote \(folds.count) ensembles to \(directory.folds)")
        print("next: open the report; for an ensemble to predict with, covey train without --folds")
    }
}
