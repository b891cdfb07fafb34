import Commands
import Ensembles
import Foundation
import HDF5
import MessagePassing
import Prospecting

extension ProspectJob {
    /// A rank that has been asked to stop tells the others.
    private static let stopTag = MessageTag(18)

    /// Works on the chunks that are left, chunk c by rank c mod ranks, and writes the result once all are done.
    ///
    /// - Parameter interval: seconds after which a rank saves what it has done
    func run(
        in directory: ProspectDirectory, _ communicator: borrowing Communicator, every interval: Double, stopOn signals: StopSignals, resuming: Bool
    ) throws -> ExitStatus {
        let isFirst = communicator.rank == 0
        var lock: RunLock?
        let before = isFirst ? try directory.begin(self, resuming: resuming, lock: &lock) : nil
        let told = try communicator.broadcast(isFirst ? Self.message(before?.chunks) : [])
        guard let done = Self.chunks(of: told) else {
            if isFirst { print("\(directory.path) is finished already: \(directory.candidates)") }
            return .success
        }
        if isFirst {
            for warning in warnings { say("warning: \(warning)") }
            let source = triage.source
            say("\(source.name): \(counted(source.count, "proposal")) in \(counted(chunkCount, "chunk")) on \(counted(communicator.size, "rank"))"
                + (done.isEmpty ? "" : ", of which \(counted(done.count, "chunk is", "chunks are")) done"))
            if writesLibrary { try Directory.create(directory.library) }
        }
        try communicator.barrier()
        guard let repeated = try survey(communicator, signals) else { return stopped(communicator) }
        var share = TriageShare(keeping: limit)
        let own = Set(0..<chunkCount).subtracting(done).sorted().enumerated().filter { $0.offset % communicator.size == communicator.rank }.map(\.element)
        let progress = isFirst ? Progress("predicting") : nil
        let path = directory.share(ofRank: communicator.rank)
        var saved = Date()
        var mustStop = false
        for (place, chunk) in own.enumerated() {
            try work(on: chunk, repeated, directory, into: &share)
            if Date().timeIntervalSince(saved) >= interval {
                try share.write(to: path, of: mark)
                saved = Date()
            }
            progress?.show(Double(place + 1) / Double(own.count), "\(counted(share.funnel.predicted, "candidate")) of this rank")
            mustStop = try stops(communicator, signals)
            if mustStop { break }
        }
        progress?.end()
        let isWhole = try communicator.allReduce(Int64(share.chunks.count == own.count ? 1 : 0), .smallest) == 1
        try share.write(to: path, of: mark)
        // What others have said of stopping is taken, whoever was too late to hear it.
        try communicator.barrier()
        while let source = try communicator.arrived(tag: Self.stopTag) { _ = try communicator.receive(from: source, tag: Self.stopTag) }
        let whole = try gathered(share, communicator)
        guard isWhole else { return stopped(communicator) }
        guard var whole, let before else { return .success }
        whole.add(before)
        try ProspectResults(job: self, share: whole, ranks: communicator.size).write(to: directory)
        return .success
    }

    private func survey(_ communicator: borrowing Communicator, _ signals: StopSignals) throws -> RepeatSurvey? {
        guard triage.source.mayRepeat else { return RepeatSurvey() }
        let progress = communicator.rank == 0 ? Progress("looking for repeated candidates") : nil
        defer { progress?.end() }
        return try RepeatSurvey(self, communicator, mayStop: { signals.arrived != nil }) { progress?.show($0) }
    }

    private func work(on chunk: Int, _ repeated: RepeatSurvey, _ directory: ProspectDirectory, into share: inout TriageShare) throws {
        let candidates = try triage.candidates(of: range(ofChunk: chunk), isRepeated: repeated.contains)
        if writesLibrary {
            var lines = [LibraryRow.header]
            try triage.rank(candidates, into: &share) { lines.append(LibraryRow.line($0, $1, $2)) }
            try AtomicFile.write(pieces: lines, to: directory.libraryFile(ofChunk: chunk))
        } else {
            try triage.rank(candidates, into: &share)
        }
        share.finish(chunk: chunk)
    }

    /// Whether this rank or another has been asked to stop; the first to know tells all others.
    private func stops(_ communicator: borrowing Communicator, _ signals: StopSignals) throws -> Bool {
        if signals.arrived != nil {
            let word: [UInt8] = [1]
            for rank in 0..<communicator.size where rank != communicator.rank { try communicator.send(word.span.bytes, to: rank, tag: Self.stopTag) }
            return true
        }
        return try communicator.arrived(tag: Self.stopTag) != nil
    }

    private func stopped(_ communicator: borrowing Communicator) -> ExitStatus {
        if communicator.rank == 0 { say("stopped; all that is done is saved: run the same command with --resume to go on") }
        return .runAgain
    }

    /// The sum of all ranks' shares on rank 0, which takes one after the other; nil elsewhere.
    private func gathered(_ share: TriageShare, _ communicator: borrowing Communicator) throws -> TriageShare? {
        let tag = MessageTag(20)
        guard communicator.rank == 0 else {
            let bytes = share.bytes
            try communicator.send(bytes.span.bytes, to: 0, tag: tag)
            return nil
        }
        var whole = share
        for rank in 0..<communicator.size where rank > 0 {
            let bytes = try communicator.receive(from: rank, tag: tag)
            guard let other = TriageShare(bytes: bytes, keeping: limit) else {
                throw MessageError(call: "MPI_Recv", reason: "rank \(rank) has sent \(bytes.count) bytes that are no share of a triage")
            }
            whole.add(other)
        }
        return whole
    }

    /// Numbers of chunks that are done, behind a one; nothing where all is.
    private static func message(_ chunks: [Int]?) -> [UInt8] { chunks.map { ([1] + $0.map { UInt64($0) }).bytes } ?? [] }

    private static func chunks(of message: [UInt8]) -> [Int]? {
        guard let words = [UInt64](bytes: message), words.first == 1 else { return nil }
        return words.dropFirst().map { Int($0) }
    }
}
