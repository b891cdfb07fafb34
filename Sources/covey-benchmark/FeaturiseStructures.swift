import Commands
import Datasets
import Materials

/// From text to symmetry, label and nodes: what `covey featurise` does to each row before cleaning.
enum FeaturiseStructures: BenchmarkCase {
    static let name = "featurise"
    static let abstract = "structures of a table to protostructure labels"
    static let usage = "INPUT.csv.gz --structure COLUMN [options]"
    static let options: [Option] =
        [
            .text("structure", "COLUMN", "CIF text or pymatgen's JSON"),
            .text("structures", "N", "the first of the table (500)"),
        ] + pace

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one table, found \(arguments.positional.count) words")
        }
        let column = try arguments.required("structure")
        let count = try arguments.integer("structures") ?? 500
        var repetitions = try Repetitions(
            name, unit: "structures", inputs: ["data": try arguments.existing(path), "structures": "\(count)"], arguments)
        let options = FeaturiserOptions(representation: .wyckoff, targets: [], columns: [], elementVectors: .builtIn)
        for repetition in 0..<repetitions.total {
            try repetitions.time(repetition) {
                var source = try RecordSource(paths: [path], options: InputOptions(structure: column))
                let featuriser = Featuriser(options)
                var done = 0
                while done < count, let record = try source.next() {
                    _ = featuriser.row(of: record, place: done)
                    done += 1
                }
                return done
            }
        }
        repetitions.showTable()
    }
}
