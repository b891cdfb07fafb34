import Training

/// What happened to a member, and to which ensemble of those that are trained it belongs.
public struct EnsembleEvent: Codable, Sendable, Equatable {
    /// Its place among them.
    public let ensemble: Int
    public let event: TrainingEvent
}

/// What a rank tells rank 0 while it trains; an epoch becomes a line of `log.jsonl`.
public enum TrainingEvent: Codable, Sendable, Equatable {
    case epoch(member: Int, rank: Int, EpochRecord)
    case finished(member: Int, rank: Int, outcome: MemberOutcome, bestEpoch: Int, epochs: Int)
    /// A member goes on from a checkpoint.
    ///
    /// - otherProcessor: the kind that it was trained on so far, where it is not this one
    case resumed(member: Int, rank: Int, epochs: Int, batches: Int, otherProcessor: String?)
    /// A member was stopped and saved.
    case stopped(member: Int, rank: Int, epochs: Int)
    case warning(rank: Int, text: String)

    /// The names that lines of the log have (FileFormats.md, "log.jsonl").
    public struct EpochLine: Encodable, Sendable {
        let event = "epoch"
        let member: Int
        let rank: Int
        let epoch: Int
        let train_loss: Double
        let train_mae: Double?
        let val_loss: Double?
        let val_mae: Double?
        let test_mae: Double?
        let train_error_rate: Double?
        let val_error_rate: Double?
        let test_error_rate: Double?
        let learning_rate: Double
        let crystals: Int
        let seconds: Double
        let cpu_seconds: Double
        let validation_seconds: Double
        let went_back: Bool?
        /// Of each target, where there are several.
        let targets: [TargetErrorsLine]?
    }

    public struct TargetErrorsLine: Encodable, Sendable {
        let train_mae: Double?
        let val_mae: Double?
        let test_mae: Double?

        init(_ errors: TargetErrors) {
            func finite(_ value: Double) -> Double? { value.isFinite ? value : nil }
            train_mae = finite(errors.training)
            val_mae = finite(errors.validation)
            test_mae = errors.test.flatMap(finite)
        }
    }

    public struct FinishedLine: Encodable, Sendable {
        let event = "member"
        let member: Int
        let rank: Int
        let outcome: String
        let best_epoch: Int
        let epochs: Int
    }

    public struct ResumedLine: Encodable, Sendable {
        let event = "resumed"
        let member: Int
        let rank: Int
        let epochs: Int
        let batches: Int
        let other_processor: String?
    }

    public struct StoppedLine: Encodable, Sendable {
        let event = "stopped"
        let member: Int
        let rank: Int
        let epochs: Int
    }

    public struct WarningLine: Encodable, Sendable {
        let event = "warning"
        let rank: Int
        let text: String
    }

    /// The event as a line of the log.
    ///
    /// - Parameter countsClasses: whether errors are shares of wrong classes, which have keys of their own
    public func line(countsClasses: Bool) -> any Encodable & Sendable {
        switch self {
        case .epoch(let member, let rank, let record):
            let validationError = record.validationMAE.isFinite ? record.validationMAE : nil
            let testError = record.testMAE.flatMap { $0.isFinite ? $0 : nil }
            return EpochLine(
                member: member, rank: rank, epoch: record.epoch, train_loss: record.trainLoss,
                train_mae: countsClasses ? nil : record.trainMAE,
                val_loss: record.validationLoss.isFinite ? record.validationLoss : nil,
                val_mae: countsClasses ? nil : validationError, test_mae: countsClasses ? nil : testError,
                train_error_rate: countsClasses ? record.trainMAE : nil, val_error_rate: countsClasses ? validationError : nil,
                test_error_rate: countsClasses ? testError : nil, learning_rate: record.learningRate,
                crystals: record.crystals, seconds: record.seconds, cpu_seconds: record.cpuSeconds,
                validation_seconds: record.validationSeconds, went_back: record.wentBack,
                targets: record.targets?.map(TargetErrorsLine.init))
        case .finished(let member, let rank, let outcome, let bestEpoch, let epochs):
            return FinishedLine(member: member, rank: rank, outcome: outcome.rawValue, best_epoch: bestEpoch, epochs: epochs)
        case .resumed(let member, let rank, let epochs, let batches, let processor):
            return ResumedLine(member: member, rank: rank, epochs: epochs, batches: batches, other_processor: processor)
        case .stopped(let member, let rank, let epochs): return StoppedLine(member: member, rank: rank, epochs: epochs)
        case .warning(let rank, let text): return WarningLine(rank: rank, text: text)
        }
    }
}
