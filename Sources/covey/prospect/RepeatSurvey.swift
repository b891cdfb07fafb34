import MessagePassing
import Prospecting

/// Which candidates were proposed before under a smaller number.
///
/// Every rank makes the candidates of its chunks once without predicting them, and rank 0 remembers their digests in the order of their numbers.
/// What the others would have to remember is one bit for each of their own.
struct RepeatSurvey {
    /// Numbers of the chunks of this rank that are repeated, ascending.
    private var repeated: Set<Int> = []

    /// Digests that rank 0 remembers at a time, 268 MB at most: of more candidates it takes a share of them in each of several rounds.
    static let mostRemembered = 1 << 24

    /// None is.
    init() {}

    /// - Parameters:
    ///   - mayStop: asked after every chunk
    ///   - progress: told of the share that is done
    /// - Returns: nil where some rank has been asked to stop
    /// - Throws: what the source throws, `MessageError`
    init?(
        _ job: ProspectJob, _ communicator: borrowing Communicator, mayStop: () -> Bool, progress: (Double) -> Void
    ) throws {
        let rounds = (job.triage.source.count + Self.mostRemembered - 1) / Self.mostRemembered
        let turns = (job.chunkCount + communicator.size - 1) / communicator.size
        for round in 0..<rounds {
            var seen = SeenIdentities()
            for turn in 0..<turns {
                let chunk = turn * communicator.size + communicator.rank
                let found = try chunk < job.chunkCount ? candidates(job, chunk, round: round, of: rounds) : (numbers: [], digests: [])
                let gathered = try communicator.gather(found.digests.bytes)
                var answers: [[UInt8]] = []
                if communicator.rank == 0 {
                    // In the order of the ranks, which is that of their chunks.
                    for bytes in gathered { answers.append(try digests(of: bytes).map { seen.insert($0) ? 0 : 1 }) }
                }
                let own = try scatter(answers, communicator)
                for (number, answer) in zip(found.numbers, own) where answer == 1 { repeated.insert(number) }
                guard try communicator.allReduce(Int64(mayStop() ? 1 : 0), .largest) == 0 else { return nil }
                progress((Double(round) + Double(turn + 1) / Double(turns)) / Double(rounds))
            }
        }
    }

    func contains(_ number: Int) -> Bool { repeated.contains(number) }

    /// The candidates of a chunk whose digests are looked at in a round.
    private func candidates(_ job: ProspectJob, _ chunk: Int, round: Int, of rounds: Int) throws -> (numbers: [Int], digests: [UInt64]) {
        let found = try job.triage.candidates(of: job.range(ofChunk: chunk))
        let places = found.identities.indices.filter { rounds == 1 || found.labels[$0] % UInt64(rounds) == UInt64(round) }
        return (places.map { found.numbers[$0] }, places.map { found.labels[$0] })
    }

    private func scatter(_ answers: [[UInt8]], _ communicator: borrowing Communicator) throws -> [UInt8] {
        let tag = MessageTag(19)
        guard communicator.rank == 0 else { return try communicator.receive(from: 0, tag: tag) }
        for rank in 0..<communicator.size where rank > 0 {
            let answer = answers[rank]
            try communicator.send(answer.span.bytes, to: rank, tag: tag)
        }
        return answers[0]
    }

    /// - Throws: `MessageError` for bytes that no rank of this program has sent
    private func digests(of bytes: [UInt8]) throws(MessageError) -> [UInt64] {
        guard let digests = [UInt64](bytes: bytes) else {
            throw MessageError(call: "MPI_Recv", reason: "\(bytes.count) bytes are no digests of eight bytes")
        }
        return digests
    }
}
