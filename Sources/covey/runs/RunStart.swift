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
    /// - Returns: nil where the run is finished already
    /// - Throws: `CommandError` where there is a run and none is to be resumed, `CheckpointError.otherRun`, `RunLockError`
    static func begin(in directory: RunDirectory, _ job: TrainingJob, dataset: Dataset, resuming: Bool) throws -> RunStart? {
        let training = job.configuration.training
        guard resuming || !directory.holdsRun else {
            throw CommandError.usage("\(directory.path) holds a run already; --resume goes on with it, another --out begins a new one")
        }
        if let held = directory.content, held != "run" {
            throw CommandError.usage("\(directory.path) holds a \(held); a run needs a directory of its own, another --out")
        }
        try directory.checkpoints.create()
        let lock = try directory.lock()
        // Again, now that nobody else can begin one.
        guard resuming || !directory.holdsRun else { throw CommandError.usage("\(directory.path) has just been begun by another job") }
        directory.removeRemains()
        // First, because it may have been begun again with more epochs or members than a finished bundle has.
        let found = try checkpoints(directory.checkpoints, job)
        if let ensemble = try bundle(directory) {
            let program = ensemble.provenance["program"] ?? ""
            let hindrances = try RunIdentity(ensemble.configuration, program: program, oneDNN: ensemble.provenance["oneDNN"] ?? "")
                .hindrances(to: job.identity)
            guard hindrances.isEmpty else { throw CheckpointError.otherRun(path: directory.bundle, differences: hindrances) }
            let own = ensemble.configuration
            if (own.training.epochs, own.members, own.training.sigmaScale) == (training.epochs, job.configuration.members, training.sigmaScale) {
                print("\(directory.path) is finished already (content hash \(try Bundle.contentHash(of: ensemble)))")
                let targets = ensemble.targets.map(\.name)
                let tables = targets.map { directory.predictions(of: $0, among: targets) }
                for missing in tables where !FileManager.default.fileExists(atPath: missing) {
                    say("warning: \(missing) is missing; covey predict \(directory.path) DATA.h5 makes predictions again")
                }
                return nil
            }
        }
        try job.describe(dataset)
        let log = try RunLog(directory: directory, found: found, epochs: training.epochs, stepName: job.model.learning.stepName,
            targets: job.targets, isResumed: resuming)
        return RunStart(log: log, found: found, lock: lock)
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
