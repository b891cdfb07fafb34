import Ensembles
import Foundation
import HDF5
import Models
import Kernels
import Models
import SmallEnsemble
import TestSupport
import Testing
import Training

/// One file, written and read back, and one that somebody has changed.
@Suite struct CheckpointTests {
    private let directory: TemporaryDirectory
    private let checkpoints: CheckpointDirectory
    private let path: String
    /// Found again in the bytes of the file, because no other number there is like it.
    private let member = 54321

    init() throws {
        directory = try TemporaryDirectory()
        checkpoints = CheckpointDirectory(path: directory.path)
        path = directory.file("member-54321.h5")
    }

    private func save(_ state: GradientState) throws { try checkpoints.save(state, member: member, identity: identity()) }

    @Test(arguments: [nil, 0.99])
    func everyBitComesBack(averageDecay: Double?) throws {
        var configuration = EnsembleConfiguration.small
        configuration.training.averageDecay = averageDecay
        var state = try smallMember(configuration)
        let odd: [Float] = [.nan, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude, .greatestFiniteMagnitude, Float(bitPattern: 0xffc0_1234)]
        for (place, entry) in state.vectors.enumerated() {
            let values = (0..<entry.vector.flat.columns).map { odd[($0 + place) % odd.count] }
            entry.vector.flat.copy(from: values.span)
        }
        state.progress = oddProgress
        try checkpoints.save(state, member: member, identity: identity(configuration))

        let checkpoint = try Checkpoint(path: path)
        var restored = try smallMember(configuration)
        try checkpoint.restore(&restored, targets: oddProgress.epoch.sums.count)
        #expect(restored.vectors.map(\.name) == state.vectors.map(\.name))
        #expect(restored.vectors.count == (averageDecay == nil ? 4 : 5))
        for (old, new) in zip(state.vectors, restored.vectors) {
            let isSame = old.vector.flat.elements.map(\.bitPattern) == new.vector.flat.elements.map(\.bitPattern)
            #expect(isSame, "\(old.name)")
        }
        #expect(numbers(restored.progress) == numbers(oddProgress))
        #expect(restored.progress.hasDiverged && restored.progress.step == .max && restored.progress.bestEpoch == 7)
        #expect(checkpoint.member == member && checkpoint.identity == identity(configuration))
    }

    /// Losses of every kind that arithmetic can bring about.
    private var oddProgress: MemberProgress {
        let odd = [
            Double.nan, .infinity, -.infinity, -0.0, 0.1 + 0.2, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1.0.nextUp, -1e-300, 1e23,
        ]
        var progress = MemberProgress()
        progress.step = .max
        progress.bestEpoch = 7
        progress.bestError = -0.0
        progress.hasDiverged = true
        progress.history = odd.indices.map { place in
            var record = EpochRecord(epoch: place + 1)
            record.trainLoss = odd[place]
            record.validationMAE = odd[(place + 1) % odd.count]
            record.learningRate = odd[(place + 2) % odd.count]
            return record
        }
        progress.epoch.batches = 3
        progress.epoch.sums = odd.map { value in
            var sum = Loss.Sum()
            sum.loss = value
            sum.known = 5
            return sum
        }
        return progress
    }

    private func numbers(_ progress: MemberProgress) -> [UInt64] {
        let own = [progress.bestError ?? 0, Double(progress.epoch.batches)] + progress.epoch.sums.flatMap { [$0.loss, $0.error, Double($0.known)] }
        return (own + progress.history.flatMap { [Double($0.epoch), $0.trainLoss, $0.validationMAE, $0.learningRate] }).map(\.bitPattern)
    }

    /// More than the header of an HDF5 object has room for.
    @Test func aLongHistoryComesBack() throws {
        let state = try smallMember(epochs: 5000)
        try save(state)
        #expect(try Checkpoint(path: path).progress == state.progress)
    }

    @Test func oneBitOfAnArrayIsFoundByItsName() throws {
        try save(try smallMember())
        let content = try bytes(of: path)
        for name in ["weights", "best", "first_moment", "second_moment"] {
            let layout = try HDF5File.open(path).layout(of: name)
            for place in [0, layout.byteCount / 2, layout.byteCount - 1] {
                var changed = content
                changed[layout.offset + place] ^= 16
                try write(changed, to: path)
                #expect {
                    _ = try Checkpoint(path: path)
                } throws: { error in
                    guard case HDF5Error.digest(path, name, _, _) = error else { return false }
                    return true
                }
                try write(content, to: path)
            }
        }
    }

    @Test func oneBitOfAnAttributeInTheFileIsFound() throws {
        try save(try smallMember(epochs: 2))
        let content = try bytes(of: path)
        let number = withUnsafeBytes(of: Int64(member).littleEndian) { Array($0) }
        for value in try storedTexts() + [number] {
            let start = try #require(content.indices.first { content[$0...].starts(with: value) })
            for place in [0, value.count - 1] {
                var changed = content
                changed[start + place] ^= 1
                try write(changed, to: path)
                #expect { _ = try Checkpoint(path: path) } throws: { "\($0)".hasPrefix("\(path): ") }
            }
        }
    }

    /// Texts of the file and of two arrays, as bytes. The file is closed again: while it is open, the library does not look at the disk.
    private func storedTexts() throws -> [[UInt8]] {
        let file = try HDF5File.open(path)
        let texts = try ["format", "identity", "progress", "digest"].map { try file.requiredText($0) }
        let digests = try ["weights", "first_moment"].map { try file.requiredText("xxh3", of: $0) }
        return (texts + digests).map { Array($0.utf8) }
    }

    /// What the checksums of HDF5 cannot know: a sound file in which one value is another.
    @Test(arguments: ["identity", "progress", "digest", "best"])
    func aValueWrittenAnewIsRefused(changed: String) throws {
        try save(try smallMember(epochs: 2))
        let written = try HDF5File.open(path).requiredText("digest")
        try writeAnew(
            texts: { $0 == changed ? $1.dropLast() + ($1.last == "0" ? "1" : "0") : $1 },
            arrays: { $0 == changed ? [$1[0].nextUp] + $1.dropFirst() : $1 })
        #expect {
            _ = try Checkpoint(path: path)
        } throws: { error in
            guard case HDF5Error.digest(path, _, let expected, let found) = error else { return false }
            return expected != found && (expected == written) == (changed != "digest")
        }
    }

    @Test func aFileWrittenAnewWithTheSameValuesIsRead() throws {
        try save(try smallMember(epochs: 2))
        try writeAnew()
        #expect(try Checkpoint(path: path).progress.history.count == 2)
    }

    @Test func otherFormatsVersionsAndMembersAreRefused() throws {
        try save(try smallMember())
        try writeAnew(integers: { $0 == "version" ? 2 : $1 })
        #expect {
            _ = try Checkpoint(path: path)
        } throws: { "\($0)" == "\(path): checkpoint of version 2; this program reads version 1" }
        try writeAnew(integers: { $0 == "member" ? $1 + 1 : 1 })
        #expect {
            _ = try Checkpoint(path: path)
        } throws: { error in
            guard case HDF5Error.digest(path, _, _, _) = error else { return false }
            return true
        }
        try writeAnew(texts: { $0 == "format" ? "covey-ensemble" : $1 })
        #expect { _ = try Checkpoint(path: path) } throws: { "\($0)" == "\(path): expected a checkpoint, found covey-ensemble" }
        try HDF5File.write(to: path) { file in try file.setAttribute("version", to: 1) }
        #expect { _ = try Checkpoint(path: path) } throws: { "\($0)" == "\(path): expected a checkpoint, found an HDF5 file without a format" }
    }

    /// Copies the file with some values changed on the way, and the digests of arrays that belong to them.
    private func writeAnew(
        texts: (_ name: String, _ value: String) -> String = { $1 }, integers: (_ name: String, _ value: Int) -> Int = { $1 },
        arrays: (_ name: String, _ values: [Float]) -> [Float] = { $1 }
    ) throws {
        let old = try HDF5File.open(path)
        let mapped = try MappedFile(path: path)
        let other = directory.file("anew.h5")
        try HDF5File.write(to: other) { file in
            for name in try old.names(in: "/") {
                try file.write(arrays(name, try mapped.array(try old.layout(of: name)).elements).span, at: name)
            }
            for name in ["format", "identity", "progress", "digest"] { try file.setAttribute(name, to: texts(name, try old.requiredText(name))) }
            for name in ["version", "member"] { try file.setAttribute(name, to: integers(name, try #require(try old.integerAttribute(name)))) }
        }
        try write(bytes(of: other), to: path)
    }

    /// What no training can have come to, though every digest is right.
    @Test(arguments: [
        { $0.step = -1 }, { $0.usualNorm = -1 }, { $0.epoch.batches = -1 }, { $0.bestEpoch = 9 }, { $0.bestEpoch = -1 },
        { $0.epoch.sums = [Loss.Sum(), Loss.Sum(), Loss.Sum()] },
    ] as [@Sendable (inout MemberProgress) -> Void])
    func impossibleProgressIsRefused(change: @Sendable (inout MemberProgress) -> Void) throws {
        var state = try smallMember()
        change(&state.progress)
        try save(state)
        let checkpoint = try Checkpoint(path: path)
        var restored = try smallMember()
        #expect { try checkpoint.restore(&restored, targets: 1) } throws: { "\($0)".hasPrefix("\(path): attribute progress: expected ") }
    }

    @Test func aStateOfAnotherShapeIsRefused() throws {
        try save(try smallMember())
        let checkpoint = try Checkpoint(path: path)
        var configuration = EnsembleConfiguration.small
        configuration.training.averageDecay = 0.9
        var averaged = try smallMember(configuration)
        #expect {
            try checkpoint.restore(&averaged, targets: 1)
        } throws: { "\($0)".hasPrefix("\(path): arrays: expected average, best, first_moment, second_moment, weights, found best, ") }
        configuration = EnsembleConfiguration.small
        configuration.model.sets.trunk = [40]
        var wider = try smallMember(configuration)
        let before = wider.weights.flat.elements
        #expect { try checkpoint.restore(&wider, targets: 1) } throws: { "\($0)".hasPrefix("\(path): best: expected \(before.count) numbers, found shape [") }
        #expect(wider.weights.flat.elements == before)
    }
}
