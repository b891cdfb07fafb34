import Commands
import Ensembles
import Foundation
import HDF5
import Prospecting

/// What rank 0 finds in the directory of several ensembles before training begins, and makes there.
struct SeriesStart: ~Copyable {
    let log: SeriesLog
    /// Epochs that each member of each ensemble has behind it.
    let found: [[Int]]
    /// Held until the job ends.
    private let lock: RunLock

    /// Takes the directory, looks at what is in it, and opens the logs.
    ///
    /// - Parameters:
    ///   - path: of the whole
    ///   - runs: of each ensemble, within it
    ///   - word: what the whole is called, "sweep"
    ///   - events: where TensorBoard's event files are to go; nil: nowhere
    /// - Throws: `CommandError` where there is something else, or the same and nothing is to be resumed; `CheckpointError.otherRun`, `RunLockError`
    static func begin(
        at path: String, runs: [RunDirectory], _ series: EnsembleSeries, word: String, events: String?, resuming: Bool
    ) throws -> SeriesStart {
        let whole = RunDirectory(path: path)
        func check() throws(CommandError) {
            guard let held = whole.content else { return }
            guard held == word else {
                throw .usage("\(path) holds \(held == "run" ? "a run of covey train" : "a \(held)"); a \(word) needs a directory of its own, another --out")
            }
            guard resuming else { throw .usage("\(path) holds a \(word) already; --resume goes on with it, another --out begins a new one") }
        }
        try check()
        try Directory.create(path)
        try whole.checkWritable()
        let lock = try whole.lock { say($0) }
        // Again, now that nobody else can begin one.
        try check()
        for directory in [whole] + runs { directory.removeRemains() }
        let found = try zip(runs, series.jobs).map { run, own in
            try run.checkpoints.create()
            try run.checkWritable()
            return try RunStart.checkpoints(run.checkpoints, own)
        }
        let sources = runs.indices.map { place in
            let folder = URL(fileURLWithPath: runs[place].path).lastPathComponent
            return EventLog.Source(folder: folder, run: runs[place], job: series.jobs[place], found: found[place])
        }
        let events = try events.map { try EventLog(at: $0, sources, isResumed: resuming, apartFrom: path) }
        let log = try SeriesLog(series, runs: runs, events: events, found: found, isResumed: resuming)
        return SeriesStart(log: log, found: found, lock: lock)
    }

    private init(log: SeriesLog, found: [[Int]], lock: consuming RunLock) {
        self.log = log
        self.found = found
        self.lock = lock
    }
}

extension RunDirectory {
    /// What has been begun in a directory: "run", "sweep", "cross-validation" or "loop"; nil where there is nothing of ours.
    var content: String? {
        if holdsRun { return "run" }
        if SweepDirectory(path: path).holdsSweep { return "sweep" }
        if LoopDirectory(path: path).holdsLoop { return "loop" }
        return FoldsDirectory(path: path).holdsFolds ? "cross-validation" : nil
    }
}
