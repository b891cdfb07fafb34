import Commands
import Ensembles
import Foundation

/// `covey export`: what other programs go on with. Of a run or bundle a member's weights; of a table of candidates their structures.
enum Export: Command {
    static let name = "export"
    static let abstract = "write for other programs: a member's weights, or the structures of chosen rows of a table"
    static let usage = "RUN|BUNDLE.h5 --member N --out WEIGHTS.safetensors, or CANDIDATES.csv --structures FROM --out DIR [options]"
    static let options: [Option] =
        [.text("out", "PATH", "the safetensors file, or the directory of the structures")] + ExportWeights.options + ExportStructures.options
        + [.text("config", "FILE.json5", "options from a file, by the same names; flags win")]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1 else {
            throw CommandError.usage("expected one run, bundle or table; usage: covey export \(usage)")
        }
        let path = arguments.positional[0]
        let isTable = [".csv", ".csv.gz"].contains { path.lowercased().hasSuffix($0) }
        let (own, others) = isTable ? (ExportStructures.options, ExportWeights.options) : (ExportWeights.options, ExportStructures.options)
        let (found, needed) = isTable ? ("a table", "a run or bundle") : ("a run or bundle", "a table of candidates (*.csv)")
        let names = Set(own.map(\.name))
        for option in others where arguments.has(option.name) && !names.contains(option.name) {
            throw CommandError.usage("--\(option.name) is for \(needed), and \(path) is \(found)")
        }
        if isTable { try ExportStructures.run(arguments, table: path) } else { try ExportWeights.run(arguments, bundle: path) }
    }
}
