import Commands
import Datasets
import Ensembles
import Foundation
import HDF5

/// `covey inspect`: what a file of ours holds; every digest is compared.
enum Inspect: Command {
    static let name = "inspect"
    static let abstract = "show what a data set, checkpoint or bundle holds, and verify its digests"
    static let usage = "FILE.h5|RUN"
    static let options: [Option] = []

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let given = arguments.positional.first else {
            throw CommandError.usage("expected one file, found \(arguments.positional.count) words; usage: covey inspect \(usage)")
        }
        let run = RunDirectory(path: given)
        if run.holdsRun && !run.isFinished {
            print(CheckpointDescription(path: given, checkpoints: try run.checkpoints.newest(), isUnfinishedRun: true).text)
            return
        }
        let path = try arguments.bundle(given)
        let format = try HDF5File.open(path).textAttribute("format")
        switch format {
        case DatasetContent.format: print(try DatasetDescription(path: path).text)
        case Checkpoint.format: print(CheckpointDescription(path: path, checkpoints: [try Checkpoint(path: path)], isUnfinishedRun: false).text)
        case Bundle.format: print(EnsembleDescription(try Bundle.read(path), path: path, contentHash: try contentHash(path)).text)
        default: throw CommandError.badData("\(path): expected a file that covey wrote, found \(format ?? "an HDF5 file without a format")")
        }
    }

    private static func contentHash(_ path: String) throws -> String {
        try HDF5File.open(path).textAttribute("content_hash") ?? ""
    }
}
