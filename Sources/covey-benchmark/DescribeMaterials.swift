import Commands
import Descriptors
import Materials

/// From the text of a formula, or from structures that are in memory, to the numbers of a descriptor; `Jobs/reference/matminer_features.py`
/// and `Jobs/reference/dscribe_features.py` are the same of matminer and dscribe.
enum DescribeMaterials: BenchmarkCase {
    static let name = "describe"
    static let abstract = "formulae or structures of a table to features"
    static let usage = "INPUT (--formula COLUMN | --structure COLUMN) [options]"
    static let options: [Option] =
        [
            .text("formula", "COLUMN", "formulae; reading them is timed too"),
            .text("structure", "COLUMN", "CIF text or pymatgen's JSON, read before time counts; files of structures need no column"),
            .text("sites", "N", "atoms of a structure at most; others are passed over"),
            .text("features", "NAME", "one of " + Descriptor.names.joined(separator: ", ") + " (magpie145, of structures voronoi)"),
            .text("materials", "N", "the first of the table (20000, of structures 1000)"),
        ] + pace

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one table, found \(arguments.positional.count) words")
        }
        let formula = arguments.text("formula")
        let descriptor = try Descriptor.named(arguments.text("features") ?? (formula == nil ? "voronoi" : "magpie145"))
        let count = try arguments.integer("materials") ?? (formula == nil ? 1000 : 20000)
        guard formula == nil || descriptor.need == .composition else {
            throw CommandError.usage("\(descriptor.name) needs structures: --structure instead of --formula")
        }
        var input = InputOptions(structure: arguments.text("structure"), formula: formula)
        input.columns = formula.map { [$0] } ?? []
        var source = try RecordSource(paths: [try arguments.existing(path)], options: input)
        let mostSites = try arguments.integer("sites") ?? .max
        var formulae: [String] = []
        var structures: [Structure] = []
        while max(formulae.count, structures.count) < count, let record = try source.next() {
            guard formula == nil else {
                formulae.append(record.columns[formula ?? ""] ?? "")
                continue
            }
            let structure = try record.structure()
            if structure.sites.count <= mostSites { structures.append(structure) }
        }
        var repetitions = try Repetitions(
            name, unit: "materials",
            inputs: [
                "data": path, "materials": "\(max(formulae.count, structures.count))",
                "features": "\(descriptor.name), version \(descriptor.version)",
            ], arguments)
        for repetition in 0..<repetitions.total {
            try repetitions.time(repetition) {
                var done = 0
                for formula in formulae where try !descriptor.values(of: Composition(formula)).isEmpty { done += 1 }
                for structure in structures where !descriptor.values(of: Composition(of: structure), structure).isEmpty { done += 1 }
                return done
            }
        }
        repetitions.showTable()
    }
}
