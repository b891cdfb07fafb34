import Commands
import Datasets
import Ensembles
import HDF5
import Predictions
import Reports
import Training

/// What rank 0 writes when all members of all ensembles are there: each run's bundle and predictions, the sweep's table and its report.
struct SweepResults {
    let job: SweepJob
    let lines: SweepLines
    let dataset: Dataset
    /// One for each point.
    let ensembles: [TrainedEnsemble]
    let ranks: Int
    let mpi: String?

    func write(to directory: SweepDirectory) throws {
        var results: [SweepResult] = []
        var warnings: [String] = []
        for (place, point) in job.points.enumerated() {
            let (own, run) = (job.jobs[place], directory.run(point))
            let gathered = RunResults(job: own, dataset: dataset, trained: ensembles[place], ranks: ranks, mpi: mpi)
            let diverged = ensembles[place].members.count { $0.outcome == .diverged }
            if diverged > 0 { warnings.append("\(point.name): \(diverged) of \(own.configuration.members) members diverged") }
            var table: PredictionTable?
            // A setting that does not learn is a result too.
            if gathered.isEnough {
                let (ensemble, tables) = try gathered.combined()
                table = tables.first
                try table?.write(to: "\(run.path)/predictions.csv")
                try Bundle.write(ensemble, to: run.bundle)
            }
            results.append(SweepResult(point, table: table, trained: ensembles[place].members, shards: own.plan.shards))
        }
        guard let first = job.jobs.first, results.contains(where: { $0.test != nil }) else {
            throw CommandError.badData("no ensemble has enough sound members; a lower --learning-rate may help")
        }
        if let leakage = job.jobs.last?.leakage.warning { warnings.append(leakage) }
        warnings += first.farValues
        let (tested, validated) = (first.testCount, first.task.validation.count)
        if min(tested, validated) < 20 {
            let counts = "\(counted(tested, "test material")) and \(counted(validated, "validation material"))"
            warnings.append("errors are of \(counts): so few cannot tell settings apart that differ by little")
        }
        let unit = dataset.unit(ofTarget: first.targets[0].name)
        let report = SweepReport(
            title: "Covey: \(first.targets[0].name)", target: first.targets[0].name, unit: unit.isEmpty ? nil : unit, results: results,
            members: first.configuration.members, variation: job.variation, areSizesVaried: job.areSizesVaried,
            reference: lines.reference(unit: unit), goal: lines.goal, baselines: lines.baselines, warnings: warnings, provenance: try facts(first))
        try AtomicFile.write(report.timesText, to: directory.times)
        let outcome = try report.write(to: directory.report)
        for skipped in outcome.skippedFigures { say("figure \(skipped.name) is missing: \(skipped.reason)") }
        try AtomicFile.write(report.resultsText, to: directory.table)
        for warning in warnings { say("warning: \(warning)") }
        for sentence in report.answer.joined() { print(sentence) }
        print("wrote \(directory.table) (\(results.count) ensembles) and \(directory.times)")
        print("wrote \(directory.report)/index.html")
        let best = results.filter { $0.test != nil }.min { ($0.validation?.mae ?? .infinity) < ($1.validation?.mae ?? .infinity) }
        print("next: open the report, or covey predict \(shellWord(directory.run(best?.point ?? job.points[0]).path)) OTHER.h5 --out predictions.csv")
    }

    private func facts(_ first: TrainingJob) throws -> [ReportSubject.Fact] {
        [
            ("program", first.identity.program), ("data", dataset.path), ("data content hash", dataset.contentHash),
            ("split", first.configuration.split), ("seed", "\(first.configuration.training.seed)"),
            ("validation materials", "\(first.task.validation.count)"), ("test materials", "\(first.testCount)"),
            ("members", "\(first.configuration.members)"), ("ranks", "\(ranks)"), ("processor", first.identity.processor),
        ].map { ReportSubject.Fact(name: $0.0, value: $0.1) }
    }
}
