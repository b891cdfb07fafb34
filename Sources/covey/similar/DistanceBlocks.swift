import Datasets
import Descriptors
import Foundation
import Kernels
import MessagePassing

/// Distances of all pairs in tiles that ranks share out: no more than a band of rows and two blocks of materials are in memory.
struct DistanceBlocks {
    /// Materials of a block.
    static let rows = 1024
    /// Of a band of rows, on rank 0. Where it holds the whole of a symmetric matrix, half of the tiles are enough.
    static let bandBytes = 1 << 30

    private let fitted: FittedDistance
    private let dataset: Dataset
    private let other: Dataset
    private let isSymmetric: Bool
    private let tile = Matrix(packedRows: 1, columns: rows * rows)
    private var kept: (rows: (Int, EncodedPoints)?, columns: (Int, EncodedPoints)?)

    /// - Parameter other: nil: the same materials
    init(_ fitted: FittedDistance, _ dataset: Dataset, with other: Dataset?) {
        self.fitted = fitted
        self.dataset = dataset
        self.other = other ?? dataset
        isSymmetric = other == nil
    }

    /// Rows of a band.
    var bandRows: Int { max(Self.rows, Self.bandBytes / (4 * max(other.count, 1)) / Self.rows * Self.rows) }

    /// All ranks call this together with the same rows.
    ///
    /// - Returns: on rank 0 [band × columns] row by row; empty elsewhere
    mutating func band(_ band: Range<Int>, _ communicator: borrowing Communicator, progress: (Double) -> Void) throws -> [Float] {
        let isMirrored = isSymmetric && band == 0..<dataset.count
        var tiles: [(row: Int, column: Int)] = []
        for row in stride(from: band.lowerBound, to: band.upperBound, by: Self.rows) {
            for column in stride(from: isMirrored ? row : 0, to: other.count, by: Self.rows) { tiles.append((row, column)) }
        }
        let (rank, size) = (communicator.rank, communicator.size)
        // Each rank has a run of tiles, so that its rows change seldom.
        let share = (tiles.count + size - 1) / size
        var result = rank == 0 ? [Float](repeating: 0, count: band.count * other.count) : []
        for turn in 0..<share {
            let own = rank * share + turn
            var numbers: [Float] = []
            if own < tiles.count, turn < share { numbers = try compute(tiles[own], in: band) }
            let gathered = try communicator.gather(rank == 0 ? [] : numbers)
            guard rank == 0 else { continue }
            for source in 0..<size where source * share + turn < min(tiles.count, (source + 1) * share) {
                let received = source == 0 ? numbers : gathered[source]
                put(received, tiles[source * share + turn], in: band, isMirrored: isMirrored, into: &result)
            }
            progress(Double(turn + 1) / Double(share))
        }
        return result
    }

    private func shape(_ tile: (row: Int, column: Int), in band: Range<Int>) -> (rows: Range<Int>, columns: Range<Int>) {
        (tile.row..<min(tile.row + Self.rows, band.upperBound), tile.column..<min(tile.column + Self.rows, other.count))
    }

    private mutating func compute(_ place: (row: Int, column: Int), in band: Range<Int>) throws -> [Float] {
        let (rows, columns) = shape(place, in: band)
        if kept.rows?.0 != place.row { kept.rows = (place.row, try fitted.encode(dataset, rows: Array(rows))) }
        if isSymmetric, place.row == place.column { kept.columns = kept.rows }
        if kept.columns?.0 != place.column { kept.columns = (place.column, try fitted.encode(other, rows: Array(columns))) }
        guard let a = kept.rows?.1, let b = kept.columns?.1 else { return [] }
        let out = tile.reshaped(from: 0, rows: rows.count, columns: columns.count)
        fitted.distances(a, 0..<rows.count, b, 0..<columns.count, into: out)
        return out.elements
    }

    private func put(
        _ numbers: [Float], _ place: (row: Int, column: Int), in band: Range<Int>, isMirrored: Bool, into result: inout [Float]
    ) {
        let (rows, columns) = shape(place, in: band)
        for (i, row) in rows.enumerated() {
            let first = (row - band.lowerBound) * other.count + columns.lowerBound
            result.replaceSubrange(first..<first + columns.count, with: numbers[i * columns.count..<(i + 1) * columns.count])
        }
        guard isMirrored, place.row != place.column else { return }
        for (j, column) in columns.enumerated() {
            let first = column * other.count + rows.lowerBound
            for i in 0..<rows.count { result[first + i] = numbers[i * columns.count + j] }
        }
    }
}
