import Commands
import Ensembles
import Foundation

extension Arguments {
    /// The bundle that a run's directory or a path names.
    ///
    /// - Throws: `CommandError` where nothing is there, or a run that has no bundle yet
    func bundle(_ path: String) throws(CommandError) -> String {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { throw .missing(path) }
        guard isDirectory.boolValue else { return path }
        let run = RunDirectory(path: path)
        guard run.isFinished else { throw run.absence(of: run.bundle) }
        return run.bundle
    }
}

extension RunDirectory {
    /// Why a file of a finished run is not there.
    func absence(of file: String) -> CommandError {
        if holdsRun {
            guard !isFinished else { return .missing(file) }
            return .missingInput("\(path): this run is not finished; the command that began it goes on with it, with --resume")
        }
        let folds = FoldsDirectory(path: path)
        guard !folds.holdsFolds else {
            return .missingInput("\(path): this is a cross-validation; name one of its folds, which are in \(folds.folds)")
        }
        let sweep = SweepDirectory(path: path)
        guard sweep.holdsSweep else { return .missing(file) }
        return .missingInput("\(path): this is a sweep; name one of its runs, which are in \(sweep.runs)")
    }
}
