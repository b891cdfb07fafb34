import Datasets
import Foundation
import HDF5
import Training

/// Saves one member now and then while it trains, and when it has to.
final class CheckpointWriter {
    private let directory: CheckpointDirectory
    private let member: Int
    private let identity: RunIdentity
    private let interval: CheckpointInterval
    private let dataset: Dataset
    private var clock = Clock()

    /// - Parameter dataset: that the member learns; what was learnt of another is not saved
    init(_ directory: CheckpointDirectory, member: Int, identity: RunIdentity, interval: CheckpointInterval, dataset: Dataset) {
        self.directory = directory
        self.member = member
        self.identity = identity
        self.interval = interval
        self.dataset = dataset
    }

    /// Saves the state where it is time to.
    ///
    /// - Returns: a warning, where that failed and training can do without
    func afterBatch(_ state: some MemberState) throws -> String? {
        guard case .seconds(let seconds) = interval, clock.elapsed.seconds >= seconds else { return nil }
        return try trySave(state)
    }

    /// Saves the state where as many epochs are done.
    func afterEpoch(_ state: some MemberState) throws -> String? {
        guard case .epochs(let epochs) = interval, state.progress.history.count % epochs == 0 else { return nil }
        return try trySave(state)
    }

    /// Saves the state, which must not be lost.
    ///
    /// - Throws: `DatasetError` where the data set is no longer the file that training began with, `HDF5Error`
    func save(_ state: some MemberState) throws {
        try dataset.checkUnchanged()
        try directory.save(state, member: member, identity: identity)
        clock = Clock()
    }

    /// A full disk may have room again at the next time, and the generation before is still there; but a run whose directory is gone has no
    /// place to end in.
    private func trySave(_ state: some MemberState) throws -> String? {
        do { try save(state) } catch let error as HDF5Error {
            guard FileManager.default.fileExists(atPath: directory.path) else { throw error }
            clock = Clock()
            return "a checkpoint could not be written, the one before it stays: \(error)"
        }
        return nil
    }
}
