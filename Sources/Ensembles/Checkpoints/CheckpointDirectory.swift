import Foundation
import HDF5
import Training

/// The checkpoints of a run, two generations of each member: `member-003.h5` and, from before it, `member-003.previous.h5`.
public struct CheckpointDirectory: Sendable {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    public func create() throws(HDF5Error) { try Directory.create(path) }

    func file(_ member: Int) -> String { "\(path)/member-\(digits(ofMember: member)).h5" }
    func previousFile(_ member: Int) -> String { "\(path)/member-\(digits(ofMember: member)).previous.h5" }

    /// Whether there is anything of a run.
    public var isEmpty: Bool { members.isEmpty }

    /// Members that have a checkpoint, ascending.
    private var members: [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return Set(names.compactMap { $0.wholeMatch(of: /member-(\d{3,9})(?:\.previous)?\.h5/).flatMap { Int($0.output.1) } }).sorted()
    }

    /// The newest checkpoint of every member that has one.
    public func newest() throws -> [Checkpoint] { try members.compactMap { try newest($0) } }

    /// Writes the newest state of a member. The one before it stays until the new one is whole, and afterwards as the generation before.
    public func save(_ state: some MemberState, member: Int, identity: RunIdentity) throws {
        try Checkpoint.write(state, member: member, identity: identity, to: file(member), keepingEarlierAs: previousFile(member))
    }

    /// The newest checkpoint of a member, or the one before where it is gone; nil where there is none.
    public func newest(_ member: Int) throws -> Checkpoint? {
        for path in [file(member), previousFile(member)] where FileManager.default.fileExists(atPath: path) { return try checkpoint(path, of: member) }
        return nil
    }

    private func checkpoint(_ path: String, of member: Int) throws -> Checkpoint {
        let checkpoint = try Checkpoint(path: path)
        guard checkpoint.member == member else {
            throw CheckpointError.damaged(path: path, object: "member", expected: "\(member)", found: "\(checkpoint.member)")
        }
        return checkpoint
    }

    /// Sets damaged checkpoints of a member aside, so that `newest` gives the newest whole one.
    ///
    /// - Parameter damaged: told of each, with the place that it is kept at
    public func examine(_ member: Int, damaged: (_ error: any Error, _ keptAt: String) -> Void) throws -> Checkpoint? {
        for path in [file(member), previousFile(member)] where FileManager.default.fileExists(atPath: path) {
            do { return try checkpoint(path, of: member) } catch {
                switch error {
                // Not the file's fault, which may be whole; or whole, and another program's.
                case HDF5Error.system, CheckpointError.version: throw error
                default: damaged(error, try AtomicFile.setAside(path))
                }
            }
        }
        return nil
    }
}
