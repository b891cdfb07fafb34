import Glibc
import MessagePassing

/// What ranks do wrong among themselves, which must show as an error with the name of the call, on every rank that can find it.
///
/// - Returns: whether it did; nil for an exercise of another name
func makeMistake(_ exercise: String, _ ranks: borrowing Communicator) throws -> Bool? {
    switch exercise {
    case "short-message":
        let tag = MessageTag(6)
        guard ranks.rank == 0 else {
            try ranks.send([UInt8](repeating: 1, count: 12).span.bytes, to: 0, tag: tag)
            return true
        }
        var isRight = true
        for source in 1..<ranks.size {
            var values = [Double](repeating: 0, count: 4)
            var span = values.mutableSpan
            let error = failure { () throws(MessageError) in try ranks.receive(&span, from: source, tag: tag) }
            isRight = isRight && error?.description == "MPI_Recv: expected 32 bytes from rank \(source), found 12" && values == [0, 0, 0, 0]
        }
        return isRight
    case "no-such-rank":
        let (tag, stranger) = (MessageTag(7), ranks.size)
        let sent = failure { () throws(MessageError) in try ranks.send([UInt8](repeating: 1, count: 3).span.bytes, to: stranger, tag: tag) }
        let received = failure { () throws(MessageError) in _ = try ranks.receive(from: stranger, tag: tag) }
        let broadcast = failure { () throws(MessageError) in _ = try ranks.broadcast([1, 2, 3], from: stranger) }
        return sent?.call == "MPI_Send" && received?.call == "MPI_Recv" && broadcast?.call == "MPI_Bcast"
            && [sent, received, broadcast].allSatisfy { $0?.reason.isEmpty == false }
    default:
        return nil
    }
}

/// Collectives that ranks enter with different numbers of values. Some rank finds out, others may go on waiting for it: as the programs of
/// this package do, the one that finds out ends the job.
func enterUnevenly(_ exercise: String, _ ranks: borrowing Communicator, _ world: borrowing World) throws {
    // Not 1000 against 10: Open MPI 4.1.4 then ends the broadcast with a segmentation fault, and there is no error to look at.
    var values = [Double](repeating: 1, count: ranks.rank == 0 ? 12 : 10)
    do {
        switch exercise {
        case "uneven-broadcast":
            var span = values.mutableSpan
            try ranks.broadcast(&span, from: 0)
        case "uneven-sum":
            var span = values.mutableSpan
            try ranks.allReduce(&span)
        default: return
        }
    } catch {
        let text = Array("rank \(ranks.rank): \(error)\n".utf8)
        _ = write(STDERR_FILENO, text, text.count)
        world.abort(status: 70)
    }
    sleep(60)
}

/// A rank that fails while the others are inside a collective, or wait for its message.
///
/// - Parameter exercise: how it fails and where they are: "abort-sum", "killed-gather" …
func fail(_ exercise: String, _ ranks: borrowing Communicator, _ world: borrowing World) throws {
    let words = exercise.split(separator: "-")
    guard words.count == 2, ["abort", "killed"].contains(words[0]) else { return }
    let last = ranks.size - 1
    if ranks.rank == last {
        // The others are inside by then.
        usleep(200_000)
        if words[0] == "abort" { world.abort(status: 70) }
        kill(getpid(), SIGKILL)
    }
    switch words[1] {
    case "barrier": try ranks.barrier()
    case "sum": _ = try ranks.allReduce(Int64(1))
    case "broadcast": _ = try ranks.broadcast([1, 2, 3], from: last)
    case "gather": _ = try ranks.gather([1, 2, 3])
    case "message": _ = try ranks.receive(from: last, tag: MessageTag(8))
    default: world.abort(status: 64)
    }
    sleep(60)
}

private func failure(_ body: () throws(MessageError) -> Void) -> MessageError? {
    do { try body() } catch { return error }
    return nil
}
