import Commands
import Ensembles
import Foundation
import Training

/// What rank 0 shows and writes while the members train: `log.jsonl`, and lines for people.
final class RunLog {
    private let file: FileHandle
    private let encoder = JSONEncoder()
    private let epochs: Int
    private let start = Date()
    private var done: [Int: Int] = [:]
    private let members: Int
    private let isTerminal = isatty(2) == 1
    private var shownLines = 0
    private var lines: [Int: String] = [:]
    private var lastPlain: [Int: Date] = [:]

    init(directory: String, members: Int, epochs: Int) throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let path = "\(directory)/log.jsonl"
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path) else {
            throw CommandError.output("\(path): cannot be created")
        }
        self.file = file
        self.members = members
        self.epochs = epochs
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    func note(_ event: TrainingEvent) throws {
        try file.write(contentsOf: try encoder.encode(event.line) + [0x0A])
        switch event {
        case .epoch(let member, _, let record):
            done[member] = record.epoch
            show(member, text(member, record), isLast: false)
        case .finished(let member, _, let outcome, let bestEpoch, _):
            done[member] = epochs
            show(member, "member \(member)  \(outcome.rawValue), best at epoch \(bestEpoch)", isLast: true)
        }
    }

    func end() { try? file.close() }

    private func text(_ member: Int, _ record: EpochRecord) -> String {
        func short(_ value: Double) -> String { String(format: "%.4g", value) }
        let share = Double(done.values.reduce(0, +)) / Double(members * epochs)
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
