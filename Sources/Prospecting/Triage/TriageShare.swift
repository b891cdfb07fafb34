import HDF5

/// What a part of a triage has come to: which chunks were worked on, how many of their candidates were left at each step, and the best of them.
///
/// Shares of disjoint chunks add up to the triage of all of them, in any order.
public struct TriageShare: Sendable, Equatable {
    /// Numbers of chunks, ascending.
    public private(set) var chunks: [Int] = []
    public var funnel = ProspectFunnel()
    public var kept: KeptCandidates

    /// - Parameter limit: candidates that are kept
    public init(keeping limit: Int) {
        kept = KeptCandidates(limit: limit)
    }

    /// Notes that a chunk is done.
    public mutating func finish(chunk: Int) {
        // Mostly it is the last: a rank takes them in order.
        let place = chunks.lastIndex { $0 <= chunk }.map { $0 + 1 } ?? 0
        precondition(place == 0 || chunks[place - 1] != chunk, "a chunk is done once")
        chunks.insert(chunk, at: place)
    }

    /// Adds another share, of other chunks.
    public mutating func add(_ other: TriageShare) {
        chunks = (chunks + other.chunks).sorted()
        funnel.add(other.funnel)
        kept.formUnion(other.kept)
    }

    /// What several files say together. A job that was killed while it put files together leaves a sum beside what it was made of: a share all
    /// of whose chunks another one has is no news.
    ///
    /// - Throws: `TriageError.overlap` for two that have only a part of their chunks in common, of which no sum can be made
    public init(_ shares: [(path: String, share: TriageShare)], keeping limit: Int) throws(TriageError) {
        self.init(keeping: limit)
        var done: Set<Int> = []
        for (path, share) in shares.sorted(by: { ($1.share.chunks.count, $0.path) < ($0.share.chunks.count, $1.path) }) {
            let isNew = share.chunks.map { !done.contains($0) }
            guard isNew.contains(true) else { continue }
            guard !isNew.contains(false) else { throw .overlap(path: path, chunk: zip(share.chunks, isNew).first { !$1 }?.0 ?? 0) }
            done.formUnion(share.chunks)
            add(share)
        }
    }
}

/// Why what a triage has done before cannot be gone on with.
public enum TriageError: Error, Hashable, Sendable, CustomStringConvertible {
    case file(HDF5Error)
    /// A file that is none of a share, or of another triage.
    case share(path: String, expected: String, found: String)
    case overlap(path: String, chunk: Int)

    public var description: String {
        switch self {
        case .file(let error): "\(error)"
        case .share(let path, let expected, let found): "\(path): expected \(expected), found \(found)"
        case .overlap(let path, let chunk):
            "\(path): chunk \(chunk) is also in another share, beside chunks that are not; the directory holds the files of two triages"
        }
    }
}
