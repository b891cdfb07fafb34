import Commands
import Descriptors
import Materials

/// From the text of a formula to the numbers of a descriptor; `Jobs/reference/matminer_features.py` is the same of matminer.
enum DescribeCompositions: BenchmarkCase {
    static let name = "describe"
    static let abstract = "formulae of a table to features"
    static let usage = "INPUT.csv.gz --formula COLUMN [options]"
    static let options: [Option] =
        [
            .text("formula", "COLUMN", "formulae"),
            .text("features", "NAME", "one of " + Descriptor.all.map(\.name).joined(separator: ", ") + " (magpie145)"),
            .text("materials", "N", "the first of the table (20000)"),
        ] + pace

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one table, found \(arguments.positional.count) words")
        }
        let column = try arguments.required("formula")
        let descriptor = try Descriptor.named(arguments.text("features") ?? "magpie145")
        let count = try arguments.integer("materials") ?? 20000
        var input = InputOptions(formula: column)
        input.columns = [column]
        var source = try RecordSource(paths: [try arguments.existing(path)], options: input)
        var formulae: [String] = []
        while formulae.count < count, let record = try source.next() { formulae.append(record.columns[column] ?? "") }
        var repetitions = try Repetitions(
            name, unit: "materials",
            inputs: ["data": path, "materials": "\(formulae.count)", "features": "\(descriptor.name), version \(descriptor.version)"], arguments)
        for repetition in 0..<repetitions.total {
            try repetitions.time(repetition) {
                var done = 0
                for formula in formulae where try !descriptor.values(of: Composition(formula)).isEmpty { done += 1 }
                return done
            }
        }
        repetitions.showTable()
    }
}
