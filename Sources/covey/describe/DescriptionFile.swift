import Commands
import Datasets
import Foundation
import Materials

/// The file that features are written to.
struct DescriptionFile {
    private let file: MaterialFile

    init(path: String) throws(CommandError) { file = try MaterialFile(path: path) }

    var path: String { file.path }
    var isDataset: Bool { file.isDataset }

    /// "FILE.rejected.csv" beside "FILE.h5"
    var rejectedPath: String { "\(file.stem).rejected.csv" }

    /// Materials of a slab of a table.
    private static let slab = 256

    /// - Returns: of each of the features the materials all of whose numbers exist
    func write(_ computation: FeatureComputation, _ compute: FeatureComputation.Compute) throws -> [Int] {
        let progress = Progress("describing")
        defer { progress.end() }
        let schemas = computation.schemas
        var known = schemas.map { _ in 0 }
        let count = computation.described.count
        func values(_ place: Int, _ rows: Range<Int>) throws -> [Float] {
            let values = try computation.values(place, rows, compute)
            let width = schemas[place].columns.count
            known[place] += rows.indices.count { row in values[(row - rows.lowerBound) * width..<(row - rows.lowerBound + 1) * width].allSatisfy { !$0.isNaN } }
            return values
        }
        if isDataset {
            var content = computation.described.content
            let kept = computation.described.present.filter { !$0.isNew }
            content.features = (kept.map(\.schema) + schemas).map { DatasetContent.Features(computedLater: $0) }
            try content.write(to: path) { place, rows in
                guard place >= kept.count else { return kept[place].values(rows) }
                let place = place - kept.count
                progress.show(Double(place * count + rows.upperBound) / Double(schemas.count * count), schemas[place].name)
                return try values(place, rows)
            }
        } else {
            try file.writeTable { write in try lines(computation, progress, values, write) }
        }
        return known
    }

    private func lines(
        _ computation: FeatureComputation, _ progress: Progress, _ values: (Int, Range<Int>) throws -> [Float], _ write: ([UInt8]) throws -> Void
    ) throws {
        let (described, widths) = (computation.described, computation.schemas.map(\.columns.count))
        try write(Array(TableText.line(["material_id", "formula"] + computation.columns).utf8))
        for first in stride(from: 0, to: described.count, by: Self.slab) {
            let rows = first..<min(first + Self.slab, described.count)
            let numbers = try widths.indices.map { try values($0, rows) }
            var text = ""
            for row in rows {
                var fields = [described.ids[row], described.content.formulae[row]]
                for (numbers, width) in zip(numbers, widths) {
                    let first = (row - rows.lowerBound) * width
                    fields += numbers[first..<first + width].map { $0.isNaN ? "" : TableText.field($0) }
                }
                text += TableText.line(fields)
            }
            try write(Array(text.utf8))
            progress.show(Double(rows.upperBound) / Double(described.count), "\(rows.upperBound) of \(described.count) materials")
        }
    }

    /// Nothing but rows that cannot be read is left out here.
    func writeRejected(_ rows: [CleaningFunnel.Rejection]) throws {
        guard !rows.isEmpty else { return }
        try FeaturiseReport.writeRejected(rows, to: rejectedPath) { _ in "readable" }
    }
}
