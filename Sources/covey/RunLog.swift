import Commands
import Ensembles
import Foundation
import HDF5
import Training

/// What rank 0 shows and writes while the members train: `log.jsonl`, and lines for people.
final class RunLog {
    private let file: FileHandle
    private let path: String
    private let encoder = JSONEncoder()
    private let epochs: Int
    private let members: Int
    private let start = Date()
    private var done: [Int: Int] = [:]
    /// Epochs that were there before this job.
    private var inherited: [Int: Int] = [:]
    private let isTerminal = isatty(2) == 1
    private var shownLines = 0
    private var lines: [Int: String] = [:]
    private var lastPlain: [Int: Date] = [:]

    /// - Parameter isResumed: keeps what an earlier job has written
    init(directory: RunDirectory, members: Int, epochs: Int, isResumed: Bool) throws {
        path = directory.log
        self.members = members
        self.epochs = epochs
        do {
            if !isResumed || !FileManager.default.fileExists(atPath: path) { try AtomicFile.write("", to: path) }
            file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            // A job that was killed may have left half a line.
            let content = try file.readToEnd() ?? Data()
            let whole = content.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            try file.truncate(atOffset: UInt64(whole))
        } catch { throw CommandError.output("\(path): cannot be written: \(error)") }
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    func note(_ event: TrainingEvent) throws {
        do { try file.write(contentsOf: try encoder.encode(event.line) + [0x0A]) } catch {
            throw CommandError.output("\(path): cannot be written: \(error)")
        }
        switch event {
        case .epoch(let member, _, let record):
            done[member] = record.epoch
            show(member, text(member, record), isLast: false)
        case .finished(let member, _, let outcome, let bestEpoch, _):
            done[member] = epochs
            show(member, "member \(member)  \(outcome.rawValue), best at epoch \(bestEpoch)", isLast: true)
        case .resumed(let member, _, let epochs, let batches, let processor):
            done[member] = epochs
            inherited[member] = epochs
            let place = batches == 0 ? "" : " and \(batches) batches of the next"
            show(member, "member \(member)  goes on after epoch \(epochs)\(place)", isLast: true)
            if let processor { say("warning: member \(member) was begun on another kind of processor (\(processor)); last bits may differ") }
        case .stopped(let member, _, let epochs): show(member, "member \(member)  stopped after epoch \(epochs), saved", isLast: true)
        case .warning(let rank, let text): say("warning, rank \(rank): \(text)")
        }
    }

    func end() { try? file.close() }

    private func text(_ member: Int, _ record: EpochRecord) -> String {
        func short(_ value: Double) -> String { String(format: "%.4g", value) }
        let before = inherited.values.reduce(0, +)
        let share = Double(done.values.reduce(0, +) - before) / Double(max(members * epochs - before, 1))
        let left = Date().timeIntervalSince(start) * (1 / max(share, 1e-6) - 1)
        return "member \(member)  epoch \(record.epoch)/\(epochs)  loss \(short(record.trainLoss)) / \(short(record.validationLoss))  "
            + "MAE \(short(record.trainMAE)) / \(short(record.validationMAE)) (train / validation)  "
            + "\(Int(Double(record.crystals) / max(record.seconds, 1e-9)))/s  \(Progress.duration(left)) left"
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
