import Commands
import Datasets
import Foundation
import HDF5

/// Opening a large data set: as rank 0 does, which compares all digests and looks at every index, and as the ranks beside it do.
enum OpenDataset: BenchmarkCase {
    static let name = "open"
    static let abstract = "a large data set, with digests and without"
    static let usage = "[options]"
    static let options: [Option] = [.text("materials", "N", "of the made-up data set that is opened (1000000)")] + pace

    static func run(_ arguments: Arguments) throws {
        let count = try arguments.integer("materials", in: 1...100_000_000) ?? 1_000_000
        let directory = NSTemporaryDirectory() + "covey-open-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let path = directory + "/data.h5"
        try MadeUpMaterials().content(count).write(to: path)
        for verification in [Dataset.Verification.structure, .everything] { try time(verification, path, arguments) }
    }

    private static func time(_ verification: Dataset.Verification, _ path: String, _ arguments: Arguments) throws {
        let dataset = try Dataset(path: path, verifying: .structure)
        let bytes = dataset.layouts.reduce(0) { $0 + $1.byteCount }
        let hasDigests = verification == .everything
        // Without digests the time does not depend on the size.
        var repetitions = try Repetitions(
            name, unit: hasDigests ? "MB" : "data sets",
            inputs: [
                "materials": "\(dataset.count)", "nodes": "\(dataset.nodeElement.count)", "bytes": "\(bytes)",
                "digests": hasDigests ? "compared" : "left to another rank",
            ], arguments)
        for repetition in 0..<repetitions.total {
            try repetitions.time(repetition) {
                _ = try Dataset(path: path, verifying: verification)
                return hasDigests ? bytes / 1_000_000 : 1
            }
        }
        repetitions.showTable()
    }
}
