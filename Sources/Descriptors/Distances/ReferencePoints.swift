import Datasets
import Kernels

/// Reference materials as a distance sees them, with whatever was fitted to them: what a learner that compares keeps.
public struct ReferencePoints {
    public let fitted: FittedDistance
    public let points: EncodedPoints

    public var distance: Distance { fitted.distance }
    public var count: Int { points.count }

    /// - Throws: `DistanceError.lacks`, which says how the features are made
    public init(_ distance: Distance, _ dataset: Dataset, rows: [Int]) throws(DistanceError) {
        fitted = try FittedDistance(distance, dataset, rows: rows)
        points = try fitted.encode(dataset, rows: rows)
    }

    /// Others, to be compared with the references.
    ///
    /// - Throws: `DistanceError.features` for features that are not those of the references
    public func encode(_ dataset: Dataset, rows: [Int]) throws(DistanceError) -> EncodedPoints { try fitted.encode(dataset, rows: rows) }

    /// out[i, j] = d(others[rows][i], reference j); NaN where one of the two is not known. Nothing is allocated.
    ///
    /// - Parameter out: [rows × references], overwritten
    public func distances(from others: EncodedPoints, rows: Range<Int>, into out: Matrix) {
        fitted.distances(others, rows, points, 0..<count, into: out)
    }
}
