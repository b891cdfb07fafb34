import Commands
import Foundation
import HDF5

extension Arguments {
    /// Checks, before any work, that files can be put at these paths and that none of them is a file that is read.
    func checkOutput(_ outputs: [String], reading inputs: [String]) throws(CommandError) {
        for output in outputs {
            let place = URL(fileURLWithPath: output).resolvingSymlinksInPath()
            if let input = inputs.first(where: { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path == place.path }) {
                throw .usage("\(output) would be written over \(input), which is read; choose another --out")
            }
            let type = try? FileManager.default.attributesOfItem(atPath: place.path)[.type] as? FileAttributeType
            guard type == nil || type == .typeRegular else {
                let found = type == .typeDirectory ? "a directory" : "a device or a pipe"
                throw .usage("--out \(output) is \(found); it must be the name of a file")
            }
            let directory = place.deletingLastPathComponent().path
            if let file = Directory.obstacle(on: directory) {
                throw .output("\(output) cannot be written: \(file) is a file, and a directory is needed")
            }
            guard FileManager.default.fileExists(atPath: directory) else {
                throw .output("\(output) cannot be written: there is no directory \(directory)")
            }
            if let reason = Directory.refusal(of: directory) {
                throw .output("\(output) cannot be written: the directory \(directory): \(reason)")
            }
        }
    }

    /// Nothing that is there is written over: a directory must be new or empty.
    func checkEmpty(directory: String) throws(CommandError) {
        guard let content = try? FileManager.default.contentsOfDirectory(atPath: directory), !content.isEmpty else { return }
        throw .usage(
            "--out \(directory) is a directory with \(counted(content.count, "file")); choose one that is new or empty, so that none is written over")
    }

    /// Checks, before any work, that a directory can be made or files be put into it.
    func checkOutput(directory: String) throws(CommandError) {
        if let file = Directory.obstacle(on: directory) {
            throw .output("\(directory) cannot be written: \(file) is a file, and a directory is needed")
        }
        var place = URL(fileURLWithPath: directory)
        while !Directory.exists(place.path), place.path != "/" { place.deleteLastPathComponent() }
        if let reason = Directory.refusal(of: place.path) {
            throw .output("\(directory) cannot be written: the directory \(place.path): \(reason)")
        }
    }
}
