import Commands
import Datasets
import Foundation
import Materials
import Prospecting
import Reports

/// What rank 0 writes when it has gone through all paths: the page of what is there so far.
struct LoopResults {
    let job: LoopJob
    let directory: LoopDirectory

    /// - Parameter waiting: what is waited for
    func write(waiting: [String]) throws {
        let study = try LoopStudy(
            job.configuration, in: directory, known: job.phases, truth: job.truth,
            pool: job.candidates.map { (job.pool.id($0), job.compositions[$0]) }, warnings: job.warnings)
        if study.histories.contains(where: { !$0.rounds.isEmpty }) {
            let report = try LoopReport(study, title: "Covey: a loop for \(job.configuration.target)", provenance: facts)
            let outcome = try report.write(to: directory.report)
            for skipped in outcome.skippedFigures { say("figure \(skipped.name) is missing: \(skipped.reason)") }
            for sentence in report.answer { print(sentence) }
            print("wrote \(directory.report)/index.html")
        }
        guard waiting.isEmpty else {
            for words in waiting { print(words) }
            print("next: the same command with --resume, once the answers are there")
            return
        }
        guard let history = study.histories.first, let last = history.rounds.last else { return }
        let round = directory.round(last.number, of: history.path)
        print("wrote \(round.data): the known set with all that was answered")
        print("next: open the report, or covey predict \(shellWord(round.train)) OTHER.h5 --out predictions.csv")
    }

    private var facts: [ReportSubject.Fact] {
        [
            ("program", Covey.program.nameAndVersion), ("known", job.known.path), ("known content hash", job.known.contentHash),
            ("pool", job.pool.path), ("pool content hash", job.pool.contentHash), ("oracle", "\(job.configuration.oracle)"),
            ("train", job.configuration.training.joined(separator: " ")),
        ].map { ReportSubject.Fact(name: $0, value: $1) }
    }
}
