import Commands
import Datasets
import Ensembles
import Foundation
import HDF5
import Models
import Training

/// What rank 0 finds in a run's directory before training begins, and makes there.
struct RunStart: ~Copyable {
    let log: RunLog
    /// Epochs that each member has behind it.
    let found: [Int]
    /// Held until the job ends.
    private let lock: RunLock

    /// Takes the directory, looks at what is in it, and opens the log.
    ///
    /// - Parameter events: where TensorBoard's event files are to go; nil: nowhere
    /// - Returns: nil where the run is finished already
    /// - Throws: `CommandError` where there is a run and none is to be resumed, `CheckpointError.otherRun`, `RunLockError`, `HDF5Error.system` where
    ///   the directory cannot be written
    static func begin(
        in directory: RunDirectory, _ job: TrainingJob, dataset: Dataset, events: String?, resuming: Bool
    ) throws -> RunStart? {
        guard resuming || !directory.holdsRun else {
            throw CommandError.usage("\(directory.path) holds a run already; --resume goes on with it, another --out begins a new one")
        }
        if let held = directory.content, held != "run" {
            throw CommandError.usage("\(directory.path) holds a \(held); a run needs a directory of its own, another --out")
        }
        // One that is whole may lie where nothing can be written, because nothing needs to be.
        if directory.isFinished, Directory.refusal(of: directory.path) != nil, let finished = try whole(directory, job) {
            try tell(finished, in: directory)
            return nil
        }
        try directory.checkpoints.create()
        try directory.checkWritable()
        let lock = try directory.lock { say($0) }
        // Again, now that nobody else can begin one.
        guard resuming || !directory.holdsRun else { throw CommandError.usage("\(directory.path) has just been begun by another job") }
        directory.removeRemains()
        // First, because it may have been begun again with more epochs or members than a finished bundle has.
        let found = try checkpoints(directory.checkpoints, job)
        let finished = try whole(directory, job)
        let source = EventLog.Source(folder: nil, run: directory, job: job, found: found)
        let events = try events.map { try EventLog(at: $0, [source], isResumed: resuming, apartFrom: directory.path) }
        if let finished {
            try tell(finished, in: directory)
            return nil
        }
        try job.describe(dataset)
        let log = try RunLog(
            directory: directory, events: events, found: found, epochs: job.configuration.training.epochs,
            stepName: job.model.learning.stepName, targets: job.targets, isResumed: resuming)
        return RunStart(log: log, found: found, lock: lock)
    }

    /// The ensemble of a run that has ended as this one is to end; nil where there is something left to do.
    ///
    /// - Throws: `CheckpointError.otherRun`
    private static func whole(_ directory: RunDirectory, _ job: TrainingJob) throws -> Ensemble? {
        guard let ensemble = try bundle(directory) else { return nil }
        let hindrances = try RunIdentity(
            ensemble.configuration, program: ensemble.provenance["program"] ?? "", oneDNN: ensemble.provenance["oneDNN"] ?? ""
        ).hindrances(to: job.identity)
        guard hindrances.isEmpty else { throw CheckpointError.otherRun(path: directory.bundle, differences: hindrances) }
        let (own, asked) = (ensemble.configuration, job.configuration)
        let isWhole = (own.training.epochs, own.members, own.training.sigmaScale) == (asked.training.epochs, asked.members, asked.training.sigmaScale)
        return isWhole ? ensemble : nil
    }

    /// Says that nothing is left to do.
    private static func tell(_ finished: Ensemble, in directory: RunDirectory) throws {
        print("\(directory.path) is finished already (content hash \(try Bundle.contentHash(of: finished)))")
        let targets = finished.targets.map(\.name)
        for missing in targets.map({ directory.predictions(of: $0, among: targets) }) where !FileManager.default.fileExists(atPath: missing) {
            say("warning: \(missing) is missing; covey predict \(directory.path) DATA.h5 makes predictions again")
        }
    }

    private init(log: RunLog, found: [Int], lock: consuming RunLock) {
        self.log = log
        self.found = found
        self.lock = lock
    }

    /// The bundle of a run that has ended; a damaged one is set aside, because the checkpoints can make it again.
    private static func bundle(_ directory: RunDirectory) throws -> Ensemble? {
        guard directory.isFinished else { return nil }
        let damage: any Error
        do { return try Bundle.read(directory.bundle) } catch {
            switch error {
            case HDF5Error.system, HDF5Error.missingFile, BundleError.file(.system), BundleError.version, BundleError.notABundle: throw error
            default: damage = error
            }
        }
        let place = try AtomicFile.setAside(directory.bundle)
        say("warning: \(damage); it is kept as \(place) and made again")
        return nil
    }

    /// Looks at every member's checkpoint, sets damaged ones aside, and refuses those of another run.
    static func checkpoints(_ directory: CheckpointDirectory, _ job: TrainingJob) throws -> [Int] {
        try (0..<job.configuration.members).map { member in
            let newest = try directory.examine(member) { error, place in
                say("warning: \(error); it is kept as \(place), and the one before it is used where there is one")
            }
            guard let newest else { return 0 }
            let hindrances = try newest.identity.hindrances(to: job.identity)
            guard hindrances.isEmpty else { throw CheckpointError.otherRun(path: newest.path, differences: hindrances) }
            return newest.progress.history.count
        }
    }
}
