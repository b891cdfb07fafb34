import Foundation
import Predictions

/// The directory of a sweep: a run's directory for each of its ensembles, and what they say together.
public struct SweepDirectory: Sendable {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    /// A row for each ensemble, the same on any number of ranks.
    public var table: String { "\(path)/sweep.csv" }
    /// What each of them took, which is another thing every time.
    public var times: String { "\(path)/times.csv" }
    public var report: String { "\(path)/report" }
    /// The directory of the runs.
    public var runs: String { "\(path)/runs" }

    public func run(_ point: SweepPoint) -> RunDirectory { RunDirectory(path: "\(runs)/\(point.name)") }

    /// Whether a sweep has been begun here.
    public var holdsSweep: Bool { [table, runs].contains(where: FileManager.default.fileExists) }
}
