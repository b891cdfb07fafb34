import Commands
import Ensembles
import HDF5

/// What rank 0 finds in a sweep's directory before training begins, and makes there.
struct SweepStart: ~Copyable {
    let log: SweepLog
    /// Epochs that each member of each ensemble has behind it.
    let found: [[Int]]
    /// Held until the job ends.
    private let lock: RunLock

    /// Takes the directory, looks at what is in it, and opens the logs.
    ///
    /// - Throws: `CommandError` where there is something and nothing is to be resumed, `CheckpointError.otherRun`, `RunLockError`
    static func begin(in directory: SweepDirectory, _ job: SweepJob, resuming: Bool) throws -> SweepStart {
        guard !directory.holdsRun else {
            throw CommandError.usage("\(directory.path) holds a run of covey train; a sweep needs a directory of its own, another --out")
        }
        guard resuming || !directory.isTaken else { throw taken(directory) }
        let runs = job.points.map(directory.run)
        let whole = RunDirectory(path: directory.path)
        try Directory.create(directory.path)
        let lock = try whole.lock()
        // Again, now that nobody else can begin one.
        guard resuming || !directory.isTaken else { throw taken(directory) }
        for directory in [whole] + runs { directory.removeRemains() }
        let found = try zip(runs, job.jobs).map { run, own in
            try run.checkpoints.create()
            return try RunStart.checkpoints(run.checkpoints, own)
        }
        job.describe()
        let log = try SweepLog(job, runs: runs, found: found, isResumed: resuming)
        return SweepStart(log: log, found: found, lock: lock)
    }

    private static func taken(_ directory: SweepDirectory) -> CommandError {
        .usage("\(directory.path) holds a sweep already; --resume goes on with it, another --out begins a new one")
    }

    private init(log: SweepLog, found: [[Int]], lock: consuming RunLock) {
        self.log = log
        self.found = found
        self.lock = lock
    }
}
