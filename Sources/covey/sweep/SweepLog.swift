import Commands
import Ensembles
import Foundation
import Training

/// What rank 0 shows and writes while a sweep's members train: the log of each run, and how far all of them are.
final class SweepLog {
    private let files: [LogFile]
    private let names: [String]
    /// Materials that an epoch of each ensemble meets.
    private let materials: [Int]
    private let epochs: [Int]
    private let members: Int
    /// Epochs of each member of each ensemble.
    private var done: [[Int]]
    private var finished = 0
    /// Materials that this job has to meet.
    private let total: Int
    private let progress = Progress("training")
    private let isTerminal = isatty(2) == 1

    /// - Parameters:
    ///   - found: epochs that each member of each ensemble has behind it
    ///   - isResumed: keeps what earlier jobs have written
    init(_ job: SweepJob, runs: [RunDirectory], found: [[Int]], isResumed: Bool) throws {
        files = try runs.map { try LogFile(at: $0.log, isResumed: isResumed) }
        names = job.points.map(\.name)
        materials = job.jobs.map(\.task.training.count)
        epochs = job.jobs.map(\.configuration.training.epochs)
        members = job.plan.members
        done = found
        total = Self.left(found, epochs: epochs, materials: materials)
    }

    func note(_ happened: EnsembleEvent) throws {
        let place = happened.ensemble
        try files[place].note(happened.event)
        switch happened.event {
        case .epoch(let member, _, let record): done[place][member] = record.epoch
        case .finished(let member, _, let outcome, let bestEpoch, _):
            done[place][member] = epochs[place]
            finished += 1
            tell("\(names[place]), member \(member): \(outcome.rawValue), epoch \(bestEpoch) is kept; \(finished) of \(members) members")
        case .resumed(let member, _, let epochs, _, let processor):
            if epochs < self.epochs[place] { tell("\(names[place]), member \(member): goes on after epoch \(epochs)") }
            if let processor {
                say("warning: \(names[place]), member \(member) was begun on another kind of processor (\(processor)); last bits may differ")
            }
        case .stopped(let member, _, let epochs): tell("\(names[place]), member \(member): stopped after epoch \(epochs), saved")
        case .warning(let rank, let text): say("warning, rank \(rank): \(names[place]): \(text)")
        }
        let left = Self.left(done, epochs: epochs, materials: materials)
        progress.show(1 - Double(left) / Double(max(total, 1)), "\(finished) of \(members) members")
    }

    /// Materials that are still to be met.
    private static func left(_ done: [[Int]], epochs: [Int], materials: [Int]) -> Int {
        done.indices.reduce(0) { sum, place in
            sum + done[place].reduce(0) { $0 + max(epochs[place] - $1, 0) } * materials[place]
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
