import Commands
import Datasets
import Ensembles
import Foundation
import HDF5
import Models
import Predictions
import Training

/// What `--events` asks for: TensorBoard's event files, one for each member, in a directory of its own (FileFormats.md, "Event files").
///
/// They hold the epochs that count, each once: on resume those are cut off that will be done again, and those that are missing, because nobody
/// asked for events or the disk took none, are made up for from the checkpoints.
final class EventLog {
    /// An ensemble whose members are followed.
    struct Source {
        /// Below the directory; nil where there is one ensemble alone.
        let folder: String?
        let run: RunDirectory
        let job: TrainingJob
        /// Epochs that each member has behind it.
        let found: [Int]
    }

    /// Held until the job ends: two runs in one directory would cut off each other's epochs.
    private let lock: RunLock
    /// Of each member of each ensemble.
    private var files: [[EventFile]] = []
    /// What the targets of each ensemble are shown as.
    private let targets: [[ShownTarget]]
    private var isMissingEpochs = false

    /// Makes the directory, looks at what is in it, and begins every member's file.
    ///
    /// - Parameter isResumed: keeps what earlier jobs have written
    /// - Throws: `CommandError` where there are others' events, `EventFileError`, `HDF5Error`, `RunLockError`
    init(at path: String, _ sources: [Source], isResumed: Bool, apartFrom out: String) throws {
        func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path }
        guard resolved(path) != resolved(out) else {
            throw CommandError.usage("--events is \(path), the run's own directory; \(path)/events would be one of their own")
        }
        try Directory.create(path)
        try Directory.checkWritable(path)
        lock = try RunLock(of: path, option: "events") { say($0) }
        targets = sources.map { $0.job.targets.map(ShownTarget.init) }
        for (place, source) in sources.enumerated() {
            let owner = "\(Covey.program.name), run \(try source.job.identity.mark)"
            files.append([])
            for (member, found) in source.found.enumerated() {
                let folder = ([path] + [source.folder, "member-\(digits(ofMember: member))"].compactMap { $0 }).joined(separator: "/")
                try Directory.create(folder)
                let name = "\(folder)/\(EventFile.name)"
                guard isResumed || !FileManager.default.fileExists(atPath: name) else {
                    throw CommandError.usage("\(path) holds the events of a run already; remove it, or choose another --events")
                }
                var file = try EventFile(at: name, of: owner, upTo: found, time: Self.now)
                if file.steps < found {
                    let history = try source.run.checkpoints.newest(member)?.progress.history ?? []
                    try file.append(
                        history.prefix(found).filter { $0.epoch > file.steps }.map { ($0.epoch, scalars($0, ofEnsemble: place)) }, time: Self.now)
                }
                files[place].append(file)
            }
        }
    }

    /// Training does not end for events that have no room: the next job makes up for them.
    ///
    /// - Parameter place: of the ensemble
    func note(_ event: TrainingEvent, ofEnsemble place: Int) {
        guard case .epoch(let member, _, let record) = event, files[place][member].steps == record.epoch - 1 else { return }
        do { try files[place][member].append([(record.epoch, scalars(record, ofEnsemble: place))], time: Self.now) } catch {
            if !isMissingEpochs { say("warning: \(error); epochs are missing there until --resume makes up for them") }
            isMissingEpochs = true
        }
    }

    private static var now: Double { Date().timeIntervalSince1970 }

    /// What an epoch is shown as, under the names that `log.jsonl` has; what is not finite is left out there too.
    private func scalars(_ record: EpochRecord, ofEnsemble place: Int) -> [EventScalar] {
        var scalars = [EventScalar("loss/train_loss", record.trainLoss), EventScalar("loss/val_loss", record.validationLoss)]
        let first = TargetErrors(training: record.trainMAE, validation: record.validationMAE, test: record.testMAE)
        for (target, errors) in zip(targets[place], record.targets ?? [first]) {
            scalars.append(EventScalar("\(target.name)/train_\(target.error)", errors.training))
            scalars.append(EventScalar("\(target.name)/val_\(target.error)", errors.validation))
            if let test = errors.test { scalars.append(EventScalar("\(target.name)/test_\(target.error)", test)) }
        }
        scalars.append(EventScalar("training/learning_rate", record.learningRate))
        scalars.append(EventScalar("training/seconds", record.seconds))
        scalars.append(EventScalar("training/cpu_seconds", record.cpuSeconds))
        scalars.append(EventScalar("training/validation_seconds", record.validationSeconds))
        scalars.append(EventScalar("training/materials_per_second", Double(record.crystals) / max(record.seconds, 1e-9)))
        if record.wentBack == true { scalars.append(EventScalar("training/went_back", 1)) }
        return scalars.filter(\.value.isFinite)
    }
}

/// A target as epochs tell of it.
private struct ShownTarget {
    let name: String
    /// What `log.jsonl` calls its error behind `train_`.
    let error: String

    init(_ target: EnsembleTarget) {
        name = target.nameOfErrors
        error = target.task.isClassification ? "error_rate" : "mae"
    }
}

extension EnsembleTarget {
    /// What its errors are of: "log Eg" where its logarithm is learnt.
    var nameOfErrors: String { (form?.scale.map { $0.sign + " " } ?? "") + name }
}
