import Datasets
import Foundation

/// The directory of a cross-validation: a run's directory for each of its folds, and what they say together.
public struct FoldsDirectory: Sendable {
    public let path: String

    public init(path: String) {
        self.path = path
    }

    /// The directory of the runs.
    public var folds: String { "\(path)/folds" }

    /// - Parameter name: of a fold, as in `names`
    public func run(_ name: String) -> RunDirectory { RunDirectory(path: "\(folds)/\(name)") }

    /// Where the predictions and the pages of all folds together are: they are named as those of a run.
    public var whole: RunDirectory { RunDirectory(path: path) }

    /// Whether a cross-validation has been begun here.
    public var holdsFolds: Bool { FileManager.default.fileExists(atPath: folds) }

    /// The folds that are there, by their numbers or names.
    public var names: [String] {
        let found = (try? FileManager.default.contentsOfDirectory(atPath: folds)) ?? []
        return GroupLabel.sorted(found.filter { run($0).holdsRun })
    }
}
