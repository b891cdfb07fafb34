import Commands
import Foundation

extension Arguments {
    /// The bundle that a run's directory or a path names.
    func bundle(_ path: String) throws(CommandError) -> String {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { throw .missing(path) }
        return isDirectory.boolValue ? try existing("\(path)/ensemble.h5") : path
    }
}
