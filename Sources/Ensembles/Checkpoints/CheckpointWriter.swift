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
        try checkPlace()
        guard case .epochs(let epochs) = interval, state.progress.history.count % epochs == 0 else { return nil }
        return try trySave(state)
    }

    /// Saves the state, which must not be lost.
    ///
    /// - Throws: `DatasetError` where the data set is no longer the file that training began with, `HDF5Error`
    func save(_ state: some MemberState) throws {
        try dataset.checkUnchanged()
        try checkPlace()
        try directory.save(state, member: member, identity: identity)
        clock = Clock()
    }

    /// A run whose directory is gone has no place to end in, and every further hour is lost.
    ///
    /// - Throws: `HDF5Error.system`
    private func checkPlace() throws(HDF5Error) {
        guard Directory.isGone(directory.path) else { return }
        throw .system(
            path: directory.path, operation: "saving member \(member)",
            reason: "the directory is gone; it was removed, renamed or unmounted while the run was at work. Once it is back, --resume goes on "
                + "from what was saved")
    }

    /// A full disk may have room again at the next time, and the generation before is still there.
    private func trySave(_ state: some MemberState) throws -> String? {
        do { try save(state) } catch let error as HDF5Error {
            guard !Directory.isGone(directory.path) else { throw error }
            clock = Clock()
            return "a checkpoint could not be written, the one before it stays: \(error)"
        }
        return nil
    }
}
