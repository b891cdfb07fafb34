import Commands
import Descriptors
import Materials

/// From the text of a formula, or from a structure that is read, to the numbers of a descriptor; `Jobs/reference/matminer_features.py` is the same of matminer.
enum DescribeCompositions: BenchmarkCase {
    static let name = "describe"
    static let abstract = "formulae or structures of a table to features"
    static let usage = "INPUT.csv.gz --formula COLUMN | --structure COLUMN [options]"
    static let options: [Option] =
        [
            .text("formula", "COLUMN", "formulae, whose reading is measured too"),
            .text("structure", "COLUMN", "structures, which are read beforehand"),
            .text("sites", "N", "atoms of a structure at most (64)"),
            .text("features", "NAME", "one of " + Descriptor.all.map(\.name).joined(separator: ", ") + " (magpie145)"),
            .text("materials", "N", "the first of the table (20000)"),
        ] + pace

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one table, found \(arguments.positional.count) words")
        }
        let descriptor = try Descriptor.named(arguments.text("features") ?? "magpie145")
        let count = try arguments.integer("materials") ?? 20000
        if let column = arguments.text("structure") { return try describe(path, column, descriptor, count, arguments) }
        let column = try arguments.required("formula")
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
    private static func describe(_ path: String, _ column: String, _ descriptor: Descriptor, _ count: Int, _ arguments: Arguments) throws {
        let sites = try arguments.integer("sites") ?? 64
        var source = try RecordSource(paths: [try arguments.existing(path)], options: InputOptions(structure: column))
        var structures: [Structure] = []
        while structures.count < count, let record = try source.next() {
            if let structure = try? record.structure(), structure.sites.count <= sites { structures.append(structure) }
        }
        let materials = structures.map { (composition: Composition(of: $0), structure: $0) }
        let atoms = Double(structures.reduce(0) { $0 + $1.sites.count }) / Double(max(structures.count, 1))
        var repetitions = try Repetitions(
            name, unit: "structures",
            inputs: [
                "data": path, "structures": "\(structures.count), of \((10 * atoms).rounded() / 10) atoms",
                "features": "\(descriptor.name), version \(descriptor.version)",
            ], arguments)
        for repetition in 0..<repetitions.total {
            try repetitions.time(repetition) {
                materials.count { !descriptor.values(of: $0.composition, $0.structure).isEmpty }
            }
        }
        repetitions.showTable()
    }
}
