import Commands
import Datasets
import Ensembles
import Foundation
import Models
import Training

/// What rank 0 shows and writes while the members train: `log.jsonl`, events, and lines for people.
final class RunLog {
    private let file: LogFile
    /// Where `--events` asks for them.
    private let events: EventLog?
    private let epochs: Int
    /// What one of the steps of a member's history is called.
    private let stepName: String
    /// "MAE" or "error rate"; "error" where targets of both kinds are learnt.
    private let errorName: String
    private let members: Int
    /// What errors are of, where that must be said: of several targets, or of one in another scale.
    private let errorNames: [String]
    private let start = Date()
    private var done: [Int: Int] = [:]
    /// Epochs that were there before this job.
    private let inherited: Int
    private let isTerminal = isatty(2) == 1
    private var shownLines = 0
    private var lines: [Int: String] = [:]
    private var lastPlain: [Int: Date] = [:]

    /// - Parameters:
    ///   - found: epochs that each member has behind it
    ///   - isResumed: keeps what an earlier job has written
    init(
        directory: RunDirectory, events: EventLog?, found: [Int], epochs: Int, stepName: String, targets: [EnsembleTarget], isResumed: Bool
    ) throws {
        self.events = events
        let names = targets.map(\.nameOfErrors)
        errorNames = names.count > 1 || names != targets.map(\.name) ? names : []
        let task = targets.first?.task
        file = try LogFile(at: directory.log, isResumed: isResumed, countsClasses: task?.isClassification ?? false)
        errorName = targets.allSatisfy { $0.task.isClassification == task?.isClassification } ? task?.errorName ?? "error" : "error"
        members = found.count
        self.epochs = epochs
        self.stepName = stepName
        inherited = found.reduce(0, +)
        done = Dictionary(uniqueKeysWithValues: found.enumerated().map { ($0.offset, $0.element) })
    }

    func note(_ event: TrainingEvent) throws {
        try file.note(event)
        events?.note(event, ofEnsemble: 0)
        switch event {
        case .epoch(let member, _, let record):
            done[member] = record.epoch
            show(member, text(member, record), isLast: false)
        case .finished(let member, _, let outcome, let bestEpoch, _):
            done[member] = epochs
            show(member, "member \(member)  \(outcome.rawValue), \(stepName) \(bestEpoch) is kept", isLast: true)
        case .resumed(let member, _, let epochs, let batches, let processor):
            done[member] = epochs
            let place = batches == 0 ? "" : " and \(batches) batches of the next"
            show(member, "member \(member)  goes on after \(stepName) \(epochs)\(place)", isLast: true)
            if let processor { say("warning: member \(member) was begun on another kind of processor (\(processor)); last bits may differ") }
        case .stopped(let member, _, let epochs): show(member, "member \(member)  stopped after \(stepName) \(epochs), saved", isLast: true)
        case .warning(let rank, let text): say("warning, rank \(rank): \(text)")
        }
    }

    func end() { file.close() }

    private func text(_ member: Int, _ record: EpochRecord) -> String {
        func short(_ value: Double) -> String { String(format: "%.4g", value) }
        let share = Double(done.values.reduce(0, +) - inherited) / Double(max(members * epochs - inherited, 1))
        let left = Date().timeIntervalSince(start) * (1 / max(share, 1e-6) - 1)
        return "member \(member)  \(stepName) \(record.epoch)/\(epochs)  loss \(short(record.trainLoss)) / \(short(record.validationLoss))  "
            + "\(errorName) \(errors(record)) (train / validation)  "
            + "\(Int(Double(record.crystals) / max(record.seconds, 1e-9)))/s  \(Progress.duration(left)) left"
    }

    /// "0.11 / 0.12", or the same of each target by its name.
    private func errors(_ record: EpochRecord) -> String {
        func pair(_ training: Double, _ validation: Double) -> String { String(format: "%.4g / %.4g", training, validation) }
        let all = record.targets ?? [TargetErrors(training: record.trainMAE, validation: record.validationMAE)]
        guard all.count == errorNames.count else { return pair(record.trainMAE, record.validationMAE) }
        return zip(errorNames, all).map { "\($0) \(pair($1.training, $1.validation))" }.joined(separator: ", ")
    }

    /// On a terminal one line for each member, rewritten; in a log a plain line, not more than one in ten seconds for each member.
    private func show(_ member: Int, _ text: String, isLast: Bool) {
        if isTerminal {
            lines[member] = text
            if shownLines > 0 { Commands.show("\u{1B}[\(shownLines)A") }
            for key in lines.keys.sorted() { Commands.show("\u{1B}[K\(lines[key] ?? "")\n") }
            shownLines = lines.count
        } else if isLast || Date().timeIntervalSince(lastPlain[member] ?? .distantPast) > 10 {
            lastPlain[member] = Date()
            say(text)
        }
    }
}
