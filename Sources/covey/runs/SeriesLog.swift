import Commands
import Ensembles
import Foundation
import Models
import Training

/// What rank 0 shows and writes while the members of several ensembles train: the log of each run, and how far all of them are.
final class SeriesLog {
    private let files: [LogFile]
    /// Where `--events` asks for them.
    private let events: EventLog?
    private let names: [String]
    /// What a step of a member's history is called in each ensemble.
    private let stepNames: [String]
    /// The work of an epoch, or stage, of each ensemble.
    private let works: [Double]
    private let epochs: [Int]
    private let members: Int
    /// Epochs of each member of each ensemble.
    private var done: [[Int]]
    private var finished = 0
    /// What this job has to do.
    private let total: Double
    private let progress = Progress("training")
    private let isTerminal = isatty(2) == 1

    /// - Parameters:
    ///   - found: epochs that each member of each ensemble has behind it
    ///   - isResumed: keeps what earlier jobs have written
    init(_ series: EnsembleSeries, runs: [RunDirectory], events: EventLog?, found: [[Int]], isResumed: Bool) throws {
        self.events = events
        files = try zip(runs, series.jobs).map { run, job in
            try LogFile(at: run.log, isResumed: isResumed, countsClasses: job.targets.first?.task.isClassification ?? false)
        }
        names = series.names
        stepNames = series.jobs.map(\.model.learning.stepName)
        works = series.jobs.map { Double($0.task.countOfEpoch($0.configuration.training)) * $0.model.learning.stepWork }
        epochs = series.jobs.map(\.configuration.training.epochs)
        members = series.plan.members
        done = found
        total = Self.left(found, epochs: epochs, works: works)
    }

    func note(_ happened: EnsembleEvent) throws {
        let place = happened.ensemble
        try files[place].note(happened.event)
        events?.note(happened.event, ofEnsemble: place)
        switch happened.event {
        case .epoch(let member, _, let record): done[place][member] = record.epoch
        case .finished(let member, _, let outcome, let bestEpoch, _):
            done[place][member] = epochs[place]
            finished += 1
            tell("\(names[place]), member \(member): \(outcome.rawValue), \(stepNames[place]) \(bestEpoch) is kept; \(finished) of \(members) members")
        case .resumed(let member, _, let epochs, _, let processor):
            if epochs < self.epochs[place] { tell("\(names[place]), member \(member): goes on after \(stepNames[place]) \(epochs)") }
            if let processor {
                say("warning: \(names[place]), member \(member) was begun on another kind of processor (\(processor)); last bits may differ")
            }
        case .stopped(let member, _, let epochs): tell("\(names[place]), member \(member): stopped after \(stepNames[place]) \(epochs), saved")
        case .warning(let rank, let text): say("warning, rank \(rank): \(names[place]): \(text)")
        }
        let left = Self.left(done, epochs: epochs, works: works)
        progress.show(1 - left / max(total, 1), "\(finished) of \(members) members")
    }

    /// What is still to be done.
    private static func left(_ done: [[Int]], epochs: [Int], works: [Double]) -> Double {
        done.indices.reduce(0) { sum, place in
            sum + Double(done[place].reduce(0) { $0 + max(epochs[place] - $1, 0) }) * works[place]
        }
    }

    func end() {
        progress.end()
        for file in files { file.close() }
    }

    /// A line in a log; on a terminal the line of the progress says enough.
    private func tell(_ text: String) {
        if !isTerminal { say(text) }
    }
}
