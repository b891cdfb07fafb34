import Commands
import Datasets
import Descriptors
import Ensembles
import Foundation
import HDF5
import Kernels
import Materials
import MessagePassing

/// `covey describe`: what a crystal is to a machine when it is not a set for a network.
enum Describe: Command {
    static let name = "describe"
    static let abstract = "compute features of materials, or add them to a data set; runs under mpirun too"
    static let usage = "DATA.h5|STRUCTURES… --features NAMES --out FILE.h5|FILE.csv [options]"
    static let options: [Option] = [
        .text(
            "features", "NAMES",
            "with commas: bundle:RUN for what an ensemble has learnt, or " + Descriptor.names.joined(separator: ", ")),
        .text("out", "FILE", "a data set (.h5) with the features, or a table (.csv, .csv.gz); a few materials without it are shown"),
        .repeated("formula", "FORMULA", "a material that is in no file"),
        .text("id", "COLUMN", "names of the materials in a table (material_id or id, else the rows' numbers)"),
        .text("structure", "COLUMN", "structures in a table: CIF text or pymatgen's JSON"),
        .text("column", "COLUMN", "or formulae in a table (formula or composition)"),
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        let paths = arguments.positional
        let features = try FeatureRequest(try arguments.required("features"), arguments)
        let formulae = try arguments.all("formula").map { try FormulaArgument.composition($0) }
        let isDataset = paths.count == 1 && paths[0].hasSuffix(".h5")
        guard paths.isEmpty != formulae.isEmpty else {
            throw CommandError.usage("expected a data set, files of materials, or --formula; usage: covey describe \(usage)")
        }
        for path in paths { _ = try arguments.existing(path) }
        let out = try arguments.text("out").map { try DescriptionFile(path: $0) }
        if let out { try arguments.checkOutput([out.path, out.rejectedPath], reading: paths + features.paths + arguments.all("config")) }
        if let bundle = features.bundles.first, !isDataset {
            throw CommandError.usage("--features bundle:\(bundle.path) reads what covey featurise makes of materials; name a data set, DATA.h5")
        }
        if let descriptor = features.structural, !formulae.isEmpty {
            throw CommandError.usage("--features \(descriptor.name) are those of a structure, and a formula has none")
        }
        Product.useOneThread()
        let start = Date()
        try Covey.program.onEveryRank(name) { communicator, _ in
            let described: DescribedSet?
            if isDataset {
                described = try DescribedSet(dataset: paths[0], features, communicator)
            } else if formulae.isEmpty {
                let input = InputOptions(id: arguments.text("id"), structure: arguments.text("structure"), formula: arguments.text("column"))
                described = try DescribedSet(RowReading(paths: paths, input: input), features, communicator)
            } else {
                described = communicator.rank == 0 ? DescribedSet(formulae) : nil
            }
            let shared = SharedFeatures(features.descriptors)
            guard communicator.rank == 0, let described else {
                try shared.serve(communicator)
                return .success
            }
            let computation = FeatureComputation(described, features.descriptors)
            if let out {
                let isReplaced = FileManager.default.fileExists(atPath: out.path)
                let known = try out.write(computation) { try shared.values($0, $1, communicator) }
                try report(described, computation, known, out, isReplaced, seconds: Date().timeIntervalSince(start), ranks: communicator.size)
            } else {
                print(try computation.shown { try shared.values($0, $1, communicator) })
            }
            try shared.finish(communicator)
            return .success
        }
    }

    private static func report(
        _ described: DescribedSet, _ computation: FeatureComputation, _ known: [Int], _ out: DescriptionFile, _ isReplaced: Bool, seconds: Double,
        ranks: Int
    ) throws {
        try out.writeRejected(described.rejected)
        let rate = Double(described.count) / max(seconds, 1e-3) / Double(ranks)
        print(
            "wrote \(out.path): \(counted(described.count, "material")) in \(Progress.duration(seconds)) (\(Int(rate)) a second on each rank)"
                + (isReplaced ? ", in place of the file that was there" : ""))
        for (schema, known) in zip(computation.schemas, known) {
            let gaps = known < described.count ? ", known of \(known) of the \(counted(described.count, "material"))" : ""
            print("features \(schema.name): \(counted(schema.columns.count, "column"))\(gaps)")
        }
        if !described.rejected.isEmpty {
            print("wrote \(out.rejectedPath): \(counted(described.rejected.count, "row that was", "rows that were")) left out, with the reasons")
        }
        guard out.isDataset, let schema = computation.schemas.first else { return }
        print("next: covey train \(shellWord(out.path)) --target NAME --model network --set model.features=\(schema.name) --out run")
    }
}

/// `--formula` of a verb.
enum FormulaArgument {
    /// - Throws: `CommandError.usage` for what is no formula
    static func composition(_ text: String) throws(CommandError) -> Composition {
        do { return try Composition(text) } catch { throw .usage("--formula \(text): \(error)") }
    }
}
