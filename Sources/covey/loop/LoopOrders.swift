import Commands
import Foundation
import Glibc
import MessagePassing

/// What rank 0 has all ranks do together; between two orders it works alone.
enum LoopOrder: Codable {
    /// Of the configuration's paths, by their places.
    case train(path: Int, round: Int)
    case screen(path: Int, round: Int)
    case end(status: Int32)

    /// Tells all other ranks.
    func send(_ communicator: borrowing Communicator) throws {
        let bytes = Array(try JSONEncoder().encode(self))
        for rank in 1..<max(communicator.size, 1) { try communicator.send(bytes.span.bytes, to: rank, tag: .loopOrder) }
    }

    /// Sleeps until the next order comes: an oracle may take days, and has better use for the processor.
    static func next(_ communicator: borrowing Communicator) throws -> LoopOrder {
        while try communicator.arrived(tag: .loopOrder) == nil { usleep(5000) }
        return try JSONDecoder().decode(LoopOrder.self, from: Data(try communicator.receive(from: 0, tag: .loopOrder)))
    }
}

extension MessageTag {
    /// A `LoopOrder`, from rank 0 to every rank; other numbers are those of training.
    fileprivate static let loopOrder = MessageTag(30)
}

/// A rank beside rank 0.
struct LoopFollower {
    let training: LoopTraining

    func serve(_ communicator: borrowing Communicator) throws -> ExitStatus {
        while true {
            switch try LoopOrder.next(communicator) {
            case .train(let path, let round): _ = try training.train(path, round, communicator)
            case .screen(let path, let round): _ = try training.screen(path, round, communicator)
            case .end(let status): return ExitStatus(rawValue: status) ?? .fault
            }
        }
    }
}
