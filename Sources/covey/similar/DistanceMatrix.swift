import Commands
import Datasets
import Descriptors
import Foundation
import HDF5
import Kernels
import MessagePassing

/// The file of distances of all pairs (FileFormats.md, "Distances").
enum DistanceMatrix {
    static let format = "covey-distances"
    static let version = 1

    static func write(_ distance: Distance, _ path: String, _ arguments: Arguments) throws {
        let out = try arguments.required("matrix")
        let other = arguments.text("with")
        try arguments.checkOutput([out], reading: [path] + (other.map { [$0] } ?? []))
        let start = Date()
        try Covey.program.onEveryRank(Similar.name) { communicator, _ in
            let verification: Dataset.Verification = communicator.rank == 0 ? .everything : .structure
            let rows = try Dataset(path: path, verifying: verification)
            let columns = try other.map { try Dataset(path: $0, verifying: verification) }
            try communicator.agree(on: ["data": rows.contentHash, "with": columns?.contentHash ?? "", "distance": distance.text])
            // Where one set is compared with another, it is the reference of what is standardised.
            let fitted = try FittedDistance(distance, rows, rows: Array(0..<rows.count))
            var blocks = DistanceBlocks(fitted, rows, with: columns)
            let bands = stride(from: 0, to: rows.count, by: blocks.bandRows).map { $0..<min($0 + blocks.bandRows, rows.count) }
            let progress = communicator.rank == 0 ? Progress("comparing") : nil
            guard communicator.rank == 0 else {
                for band in bands { _ = try blocks.band(band, communicator) { _ in } }
                return .success
            }
            var (place, numbers, unknown) = (-1, [Float](), 0)
            let width = (columns ?? rows).count
            try HDF5File.write(to: out) { file in
                var failure: (any Error)?
                try file.write(rows: rows.count, columns: width, at: "distances") { slab in
                    var values: [Float] = []
                    values.reserveCapacity(slab.count * width)
                    for row in slab {
                        if place < 0 || !bands[place].contains(row), failure == nil {
                            place += 1
                            let band = bands[place]
                            do {
                                numbers = try blocks.band(band, communicator) {
                                    progress?.show((Double(band.lowerBound) + $0 * Double(band.count)) / Double(rows.count))
                                }
                            } catch { failure = error }
                        }
                        guard failure == nil else {
                            values += Array(repeating: Float.nan, count: width)
                            continue
                        }
                        let first = (row - bands[place].lowerBound) * width
                        values += numbers[first..<first + width]
                        if numbers[first..<first + width].allSatisfy(\.isNaN) { unknown += 1 }
                    }
                    return values
                }
                if let failure { throw failure }
                try describe(rows, into: file, prefix: "")
                if let columns { try describe(columns, into: file, prefix: "with/") }
                try file.setAttribute("format", to: format)
                try file.setAttribute("version", to: version)
                try file.setAttribute("distance", to: distance.text)
                try file.setAttribute("data", to: rows.contentHash)
                if let columns { try file.setAttribute("with", to: columns.contentHash) }
            }
            progress?.end()
            if unknown > 0 { say("\(counted(unknown, "material")) of \(path) \(unknown == 1 ? "has" : "have") no distance from any other: NaN") }
            let seconds = Date().timeIntervalSince(start)
            print("wrote \(out): \(rows.count) × \(width) distances by \(distance), \(String(format: "%.1f", seconds)) s")
            return .success
        }
    }

    private static func describe(_ dataset: Dataset, into file: borrowing HDF5File, prefix: String) throws(HDF5Error) {
        try file.write(texts: (0..<dataset.count).map { dataset.id($0) }, at: prefix + "id")
        try file.write(texts: (0..<dataset.count).map { dataset.formula($0) }, at: prefix + "formula")
    }
}
