import Foundation

/// Why a training log could not be read.
public enum TrainingLogError: Error, Equatable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case badLine(path: String, line: Int, reason: String)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
        case .badLine(let path, let line, let reason): "\(path), line \(line): \(reason)"
        }
    }
}

extension TrainingHistory {
    /// Reads the `epoch` events of a run's `log.jsonl`; other events are passed over.
    ///
    /// A last line that is cut short is passed over too: the run may have been ended, or be writing, in the middle of it.
    public init(readingLogAt path: String) throws(TrainingLogError) {
        let data: Data
        do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            throw .unreadable(path: path, reason: FileManager.default.fileExists(atPath: path) ? "\(error)" : "there is no such file")
        }
        try self.init(log: data, path: path)
    }

    /// Reads the text of a log; `path` is for messages.
    public init(log: Data, path: String) throws(TrainingLogError) {
        let lines = log.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let decoder = JSONDecoder()
        var epochs: [Epoch] = []
        for (index, line) in lines.enumerated() where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
            do {
                guard try decoder.decode(Event.self, from: Data(line)).event == "epoch" else { continue }
                epochs.append(try decoder.decode(EpochEvent.self, from: Data(line)).epochOfHistory)
            } catch {
                // Only the last piece, which no line end follows, may be incomplete.
                if index == lines.count - 1 { break }
                throw .badLine(path: path, line: index + 1, reason: Self.reason(error))
            }
        }
        self.init(epochs)
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "an epoch event without \"\(key.stringValue)\""
        case DecodingError.typeMismatch(let type, let context), DecodingError.valueNotFound(let type, let context):
            "\(context.codingPath.map(\.stringValue).joined(separator: ".")): is no \(type)"
        default: "is no JSON object with an \"event\""
        }
    }
}

private struct Event: Decodable {
    let event: String
}

/// An epoch event with the names that it has in the log.
private struct EpochEvent: Decodable {
    let member: Int
    let epoch: Int
    let train_loss: Double?
    let train_mae: Double?
    let val_loss: Double?
    let val_mae: Double?
    let test_mae: Double?
    /// Of classes, which logs of version 0.1 called an mae too.
    let train_error_rate: Double?
    let val_error_rate: Double?
    let test_error_rate: Double?
    let learning_rate: Double?
    let seconds: Double?

    var epochOfHistory: TrainingHistory.Epoch {
        TrainingHistory.Epoch(
            member: member, epoch: epoch, trainLoss: train_loss, trainMAE: train_mae ?? train_error_rate, validationLoss: val_loss,
            validationMAE: val_mae ?? val_error_rate, testMAE: test_mae ?? test_error_rate, learningRate: learning_rate, seconds: seconds)
    }
}
