import Commands
import Materials

/// From structures that are in memory to their graphs of neighbours; the peer's case of that name makes those of the reference's CGCNN.
enum MakeGraphs: BenchmarkCase {
    static let name = "graphs"
    static let abstract = "structures of a table to graphs of neighbours"
    static let usage = "INPUT.csv.gz --structure COLUMN [options]"
    static let options: [Option] =
        [
            .text("structure", "COLUMN", "CIF text or pymatgen's JSON, read before time counts"),
            .text("structures", "N", "the first of the table (500)"),
            .text("graphs", "N@Å", "the nearest atoms of each up to a distance (12@8)"),
        ] + pace

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one table, found \(arguments.positional.count) words")
        }
        let rule = try GraphRule(arguments.text("graphs") ?? "12@8")
        let count = try arguments.integer("structures") ?? 500
        var source = try RecordSource(
            paths: [try arguments.existing(path)], options: InputOptions(structure: try arguments.required("structure")))
        var structures: [Structure] = []
        while structures.count < count, let record = try source.next() { structures.append(try record.structure()) }
        let atoms = structures.reduce(0) { $0 + $1.sites.count }
        var repetitions = try Repetitions(
            name, unit: "structures", inputs: ["data": path, "structures": "\(structures.count)", "atoms": "\(atoms)", "graphs": "\(rule)"], arguments)
        for repetition in 0..<repetitions.total {
            try repetitions.time(repetition) {
                var done = 0
                for structure in structures where try !CrystalGraph(structure, rule: rule).neighbours.isEmpty { done += 1 }
                return done
            }
        }
        repetitions.showTable()
    }
}
