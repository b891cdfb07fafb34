import Ensembles
import Foundation
import HDF5
import Kernels
import Models
import SmallEnsemble
import Training

extension FileKind {
    static let checkpoint = FileKind(name: "checkpoint", write: { try writeCheckpoint(to: $0) }) { path, contents in
        let checkpoint = try Checkpoint(path: path)
        contents.add("member", text: "\(checkpoint.member)")
        contents.add("identity", text: "\(checkpoint.identity)")
        var state = try emptyState()
        try checkpoint.restore(&state, targets: 1)
        contents.add("progress", text: "\(state.progress)")
        for (name, vector) in state.vectors { contents.add(name, vector.flat.elements) }
    }

    /// A member that has learnt nothing, with an average of its weights.
    private static func emptyState() throws -> GradientState {
        GradientState(try sampleConfiguration.model(), member: 0, configuration: sampleConfiguration.training)
    }

    /// A member in the middle of its third epoch; one loss was not finite.
    private static func writeCheckpoint(to path: String) throws {
        var state = try emptyState()
        for (place, entry) in state.vectors.enumerated() {
            let values = (0..<entry.vector.flat.columns).map { Float($0) / Float(place + 3) }
            entry.vector.flat.copy(from: values.span)
        }
        state.progress.step = 11
        state.progress.history = (1...2).map { epoch in
            var record = EpochRecord(epoch: epoch)
            record.trainLoss = epoch == 1 ? .infinity : 0.1
            record.seconds = 0.5
            return record
        }
        state.progress.bestError = 0.3
        state.progress.bestEpoch = 2
        state.progress.epoch.batches = 3
        state.progress.epoch.sums = [Loss.Sum()]
        state.progress.epoch.sums[0].loss = -0.7
        let directory = CheckpointDirectory(path: "\(path).run")
        try directory.create()
        defer { try? FileManager.default.removeItem(atPath: directory.path) }
        try directory.save(state, member: 0, identity: RunIdentity(sampleConfiguration, program: "fuzz-files", oneDNN: "none"))
        try FileManager.default.moveItem(atPath: "\(directory.path)/member-000.h5", toPath: path)
    }
}
