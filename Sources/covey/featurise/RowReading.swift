import Commands
import Datasets
import Foundation
import Materials
import MessagePassing

/// Files of materials, which all ranks read and each makes its turns' rows of.
struct RowReading {
    let paths: [String]
    var input: InputOptions

    /// Rows that a rank takes at a time, in turn.
    private static let turn = 64

    /// The first that can be read, which tells what the others hold.
    func firstRecord() throws -> InputRecord {
        var source = try RecordSource(paths: paths, options: input)
        guard var record = try source.next() else { throw FeaturisingError.noRecords(paths: paths) }
        // A file that cannot be read does not tell what the others hold.
        while record.isUnreadable, let other = try source.next() { record = other }
        return record
    }

    /// Every row on rank 0, in the order of the input; none on the others.
    func rows(_ options: FeaturiserOptions, _ communicator: borrowing Communicator) throws -> [FeaturisedRow] {
        let own = try ownRows(options, communicator)
        let gathered = try communicator.gather(RowBytes.encode(own))
        return try gathered.flatMap { try RowBytes.decode($0) }.sorted { $0.place < $1.place }
    }

    /// Makes this rank's rows: every rank reads the input and takes its turns of it.
    private func ownRows(_ options: FeaturiserOptions, _ communicator: borrowing Communicator) throws -> [FeaturisedRow] {
        var total = 0
        if communicator.rank == 0 {
            let (count, notes) = try count()
            for note in notes { say(note) }
            total = count
        }
        let progress = communicator.rank == 0 ? Progress("featurising") : nil
        let featuriser = Featuriser(options)
        var source = try RecordSource(paths: paths, options: input)
        var rows: [FeaturisedRow] = []
        var place = 0
        while true {
            if place / Self.turn % communicator.size == communicator.rank {
                guard let record = try source.next() else { break }
                rows.append(featuriser.row(of: record, place: place))
                progress?.show(Double(place + 1) / Double(max(total, 1)), "\(place + 1) of \(total) materials")
            } else {
                guard try source.skip() else { break }
            }
            place += 1
        }
        progress?.end()
        return rows
    }

    /// Goes through the input once: faults of its files show before the work begins, and the time left is known.
    private func count() throws -> (count: Int, notes: [String]) {
        var source = try RecordSource(paths: paths, options: input)
        var count = 0
        while try source.skip() { count += 1 }
        return (count, source.notes)
    }
}
