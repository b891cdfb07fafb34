import Ensembles
import Foundation
import HDF5
import TestSupport
import Testing
import Training

/// Which of a member's files counts.
@Suite struct CheckpointDirectoryTests {
    private let directory: TemporaryDirectory
    private let checkpoints: CheckpointDirectory

    init() throws {
        directory = try TemporaryDirectory()
        checkpoints = CheckpointDirectory(path: directory.file("checkpoints"))
        try checkpoints.create()
    }

    private func save(_ member: Int, epochs: Int) throws {
        try checkpoints.save(try smallMember(epochs: epochs), member: member, identity: identity())
    }

    private func file(_ name: String) -> String { "\(checkpoints.path)/\(name)" }
    private var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: checkpoints.path).sorted() } }
    private func epochs(_ checkpoint: Checkpoint?) -> Int? { checkpoint?.progress.history.count }

    /// The newest whole checkpoint's epochs, and where damaged ones were put.
    private func examine(_ member: Int) throws -> (epochs: Int?, errors: [String], places: [String]) {
        var (errors, places): ([String], [String]) = ([], [])
        let checkpoint = try checkpoints.examine(member) { error, place in
            errors.append("\(error)")
            places.append(place)
        }
        return (epochs(checkpoint), errors, places)
    }

    @Test func ofEachMemberTheLastTwoAreKept() throws {
        #expect(checkpoints.isEmpty)
        #expect(try checkpoints.newest().isEmpty && checkpoints.newest(0) == nil)
        for epochs in 1...3 { try save(0, epochs: epochs) }
        try save(1000, epochs: 9)
        #expect(!checkpoints.isEmpty)
        #expect(try names == ["member-000.h5", "member-000.previous.h5", "member-1000.h5"])
        #expect(try epochs(Checkpoint(path: file("member-000.previous.h5"))) == 2)
        #expect(try checkpoints.newest().map { $0.member } == [0, 1000])
        #expect(try checkpoints.newest().map { $0.progress.history.count } == [3, 9])
        // A job that was killed between the two renamings.
        try FileManager.default.removeItem(atPath: file("member-000.h5"))
        #expect(try epochs(checkpoints.newest(0)) == 2)
        #expect(try examine(0) == (2, [], []))
    }

    @Test func damagedOnesAreSetAsideAndNumbered() throws {
        for epochs in 1...2 { try save(7, epochs: epochs) }
        try write([1, 2, 3], to: file("member-007.h5"))
        let first = try examine(7)
        #expect(first.epochs == 1)
        #expect(first.places == [file("member-007.h5.damaged-1")])
        #expect(first.errors.allSatisfy { $0.hasPrefix(file("member-007.h5: ")) })
        #expect(try bytes(of: file("member-007.h5.damaged-1")) == [1, 2, 3])
        #expect(try examine(7) == (1, [], []))

        // The generation before is still the one that it was, and the next damaged one does not displace the first.
        try save(7, epochs: 3)
        try write([4], to: file("member-007.h5"))
        try write([5], to: file("member-007.previous.h5"))
        let second = try examine(7)
        #expect(second.epochs == nil)
        #expect(second.places == [file("member-007.h5.damaged-2"), file("member-007.previous.h5.damaged-1")])
        #expect(try bytes(of: file("member-007.h5.damaged-1")) == [1, 2, 3] && bytes(of: second.places[0]) == [4])
        #expect(checkpoints.isEmpty)
    }

    @Test func theFileOfAnotherMemberIsNoCheckpointOfThisOne() throws {
        try save(0, epochs: 1)
        try save(1, epochs: 2)
        try write(try bytes(of: file("member-000.h5")), to: file("member-001.h5"))
        let found = try examine(1)
        #expect(found.epochs == nil && found.places == [file("member-001.h5.damaged-1")])
        #expect(found.errors == ["\(file("member-001.h5")): member: expected 1, found 0"])
        #expect(try examine(0) == (1, [], []))
    }

    /// What the operating system cannot read may be whole.
    @Test func whatCannotBeReadIsLeftWhereItIs() throws {
        try save(0, epochs: 1)
        try FileManager.default.createDirectory(atPath: file("member-001.h5"), withIntermediateDirectories: true)
        #expect {
            _ = try examine(1)
        } throws: { error in
            guard case HDF5Error.system = error else { return false }
            return true
        }
        #expect(try names == ["member-000.h5", "member-001.h5"])
    }

    @Test func otherFilesAreNoCheckpoints() throws {
        for name in ["member-000.h5.damaged-1", "member-000.h5.partial-1-1", "member-00.h5", "member-.h5", "member-0x1.h5", "member-٠٠٠.h5", "lock"] {
            try write([], to: file(name))
        }
        #expect(checkpoints.isEmpty)
        #expect(try checkpoints.newest().isEmpty)
    }

    @Test func aPlaceThatIsNoDirectoryIsNamed() throws {
        let path = try directory.write("", to: "file")
        #expect { try CheckpointDirectory(path: path).create() } throws: { "\($0)".hasPrefix("\(path): creating the directory failed: ") }
    }
}
