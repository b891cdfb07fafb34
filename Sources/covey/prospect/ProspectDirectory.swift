import Commands
import Ensembles
import Foundation
import HDF5
import Prospecting

/// The directory of a triage (FileFormats.md, "Triage").
struct ProspectDirectory {
    let path: String

    /// What the triage depends on, and at its end what it came to.
    var description: String { "\(path)/prospect.json" }
    /// What ranks have done so far; gone once the result is written.
    var shares: String { "\(path)/shares" }
    var library: String { "\(path)/library" }
    var candidates: String { "\(path)/candidates.csv" }
    var funnel: String { "\(path)/funnel.csv" }
    var report: String { "\(path)/report" }

    /// The file in which a rank keeps what it does.
    func share(ofRank rank: Int) -> String { "\(shares)/rank-\(rank).h5" }
    /// What earlier jobs have done.
    private var base: String { "\(shares)/before.h5" }

    func libraryFile(ofChunk chunk: Int) -> String {
        let digits = String(chunk)
        return "\(library)/chunk-\(String(repeating: "0", count: max(0, 5 - digits.count)) + digits).csv"
    }

    var isFinished: Bool { FileManager.default.fileExists(atPath: candidates) }
    private var holdsTriage: Bool { FileManager.default.fileExists(atPath: description) }

    /// Takes the directory for this job and puts together what earlier jobs have done.
    ///
    /// - Parameter lock: taken, and to be held until the job ends
    /// - Returns: nil where the triage is finished already
    /// - Throws: `CommandError` where there is another triage, or one that nobody wants to go on with
    func begin(_ job: ProspectJob, resuming: Bool, lock: inout RunLock?) throws -> TriageShare? {
        guard resuming || !holdsTriage else {
            throw CommandError.usage("\(path) holds a triage already; --resume goes on with it, another --out begins a new one")
        }
        if let file = Directory.obstacle(on: path) { throw CommandError.output("\(path) cannot be written to: \(file) is a file") }
        try Directory.create(path)
        try Directory.create(shares)
        try Directory.checkWritable(path)
        lock = try RunLock(of: path, option: "out") { say($0) }
        if holdsTriage { try compare(job.facts) } else { try write(job.facts, [:]) }
        guard !isFinished else { return nil }
        for name in names(in: shares) where AtomicFile.isRemainder(name) { unlink("\(shares)/\(name)") }
        let files = names(in: shares).filter { $0.hasSuffix(".h5") }.sorted().map { "\(shares)/\($0)" }
        let found = try files.map { path in
            (path, try TriageShare.read(path, of: job.mark, keeping: job.limit, chunkCount: job.chunkCount))
        }
        let done = try TriageShare(found, keeping: job.limit)
        if !files.isEmpty {
            try done.write(to: base, of: job.mark)
            for file in files where file != base { unlink(file) }
        }
        return done
    }

    /// - Throws: `CommandError` with everything that differs from what the directory was begun with
    private func compare(_ facts: [String: String]) throws {
        let data: Data
        do { data = try Data(contentsOf: URL(fileURLWithPath: description)) } catch {
            throw CommandError.output("\(description): cannot be read: \(error.localizedDescription)")
        }
        guard let found = try? JSONDecoder().decode(Contents.self, from: data) else {
            throw CommandError.badData("\(description): expected what a triage depends on, as covey writes it; found something else")
        }
        let differing = Set(facts.keys).union(found.settings.keys).sorted().filter { facts[$0] != found.settings[$0] }
        guard differing.isEmpty else {
            let list = differing.map { "\($0): the triage has \(found.settings[$0] ?? "none"), asked for is \(facts[$0] ?? "none")" }
            throw CommandError.usage("\(path) holds another triage; choose another --out, or ask for the same:\n  \(list.joined(separator: "\n  "))")
        }
    }

    private struct Contents: Codable {
        var settings: [String: String]
        var results: [String: String]
    }

    func write(_ facts: [String: String], _ results: [String: String]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(Contents(settings: facts, results: results)), as: UTF8.self)
        try AtomicFile.write(text + "\n", to: description)
    }

    /// Removes what only a job that goes on would need.
    func removeShares() {
        for name in names(in: shares) { unlink("\(shares)/\(name)") }
        rmdir(shares)
    }

    private func names(in directory: String) -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] }
}
