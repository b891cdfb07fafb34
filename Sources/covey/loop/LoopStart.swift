import Commands
import Datasets
import Ensembles
import Foundation
import HDF5
import Prospecting

/// What rank 0 finds in the directory of a loop before it begins, and makes there.
struct LoopStart: ~Copyable {
    /// Held until the job ends.
    private let lock: RunLock

    /// What a loop was begun on: a resumed one must be on the same.
    private struct Origin: Codable {
        let known: String
        let pool: String
    }

    /// - Throws: `CommandError` where there is something else, or a loop and nothing is to be resumed; `LoopError.otherLoop`, `RunLockError`
    static func begin(in directory: LoopDirectory, _ job: LoopJob, resuming: Bool) throws -> LoopStart {
        let whole = RunDirectory(path: directory.path)
        func check() throws(CommandError) {
            if let held = whole.content, held != "loop" {
                throw .usage("\(directory.path) holds a \(held); a loop needs a directory of its own, another --out")
            }
            guard resuming || !directory.holdsLoop else {
                throw .usage("\(directory.path) holds a loop already; --resume goes on with it, another --out begins a new one")
            }
        }
        try check()
        try Directory.create(directory.path)
        try whole.checkWritable()
        let lock = try whole.lock { say($0) }
        try check()
        whole.removeRemains()
        let origin = Origin(known: job.known.contentHash, pool: job.pool.contentHash)
        if directory.holdsLoop {
            try job.configuration.check(against: try LoopConfiguration(readingFrom: directory.configuration), in: directory.path)
            let found = try JSONDecoder().decode(Origin.self, from: Data(contentsOf: URL(fileURLWithPath: directory.data)))
            for (key, own, other) in [("known", origin.known, found.known), ("pool", origin.pool, found.pool)] where own != other {
                throw LoopError.otherLoop(path: directory.path, key: "the content of \(key)", found: other, asked: own)
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try AtomicFile.write(Array(try encoder.encode(origin)) + [UInt8(ascii: "\n")], to: directory.data)
        // Until it has come to its end again, of which there may be more to do.
        try? FileManager.default.removeItem(atPath: directory.finished)
        // Last: it is what says that there is a loop. More rounds may have been asked for.
        try AtomicFile.write(Array(Data(contentsOf: URL(fileURLWithPath: job.configuration.path))), to: directory.configuration)
        return LoopStart(lock: lock)
    }

    private init(lock: consuming RunLock) {
        self.lock = lock
    }
}
