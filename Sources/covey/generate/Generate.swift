import Commands
import Datasets
import Ensembles
import Foundation
import Kernels
import Materials
import MessagePassing
import Models
import Prospecting

/// `covey generate`: new Wyckoff representations from an ensemble of generators, on any number of ranks.
enum Generate: Command {
    static let name = "generate"
    static let abstract = "new Wyckoff representations from a trained generator, under exact conditions"
    static let usage = "RUN|BUNDLE.h5 --number N --out LIBRARY.h5|LIBRARY.csv.gz [conditions]"
    static let options: [Option] =
        [
            .text("number", "N", "how many are made"),
            .text("out", "FILE", "where to write: a data set (.h5), or a table (.csv, .csv.gz)"),
            .text("seed", "S", "which of the possible ones (1)"),
        ] + GenerationArguments.options + [
            ElementChoice.option(usually: "none"),
            .flag("distinct", "write each label once"),
            .text("unlike", "DATA.h5", "leave out what is known there"),
            .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
        ]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let run = arguments.positional.first else {
            throw CommandError.usage("expected one run or bundle, found \(arguments.positional.count) words; usage: covey generate \(usage)")
        }
        let bundle = try arguments.bundle(run)
        let library = try MaterialLibrary(path: try arguments.required("out"), columns: GeneratedMaterials.columns)
        _ = try arguments.required("number")
        guard let number = try arguments.integer("number", in: 1...library.usualLimit) else { return }
        let seed = UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1)
        let conditions = try GenerationArguments.conditions(arguments, excluded: try ElementChoice.excluded(arguments, usually: "none"))
        let unlike = try arguments.text("unlike").map { try arguments.existing($0) }
        try arguments.checkOutput([library.path], reading: [bundle] + [unlike].compactMap { $0 } + arguments.all("config"))
        Product.useOneThread()
        try Covey.program.onEveryRank(name) { communicator, _ in
            let ensemble = try Bundle.read(bundle)
            try communicator.agree(on: [
                "program": Covey.program.nameAndVersion, "ensemble": try Bundle.contentHash(of: ensemble), "conditions": conditions.description,
                "seed": "\(seed)", "number": "\(number)",
            ])
            let generator = try GenerationRefusal.generator(ensemble, path: bundle, seed: seed, conditions: conditions)
            let known = try communicator.rank == 0 ? unlike.map { try labels(ofDatasetAt: $0) } : nil
            var shared = SharedGeneration(generator, count: number)
            var materials = GeneratedMaterials(seed: seed)
            let progress = communicator.rank == 0 ? Progress("generating") : nil
            let start = Date()
            try shared.run(communicator) { _, written in materials.add(written) } progress: { progress?.show($0) }
            guard communicator.rank == 0 else { return .success }
            progress?.end()
            print(Self.summary(materials, seconds: Date().timeIntervalSince(start), ranks: communicator.size, known, unlike: unlike))
            try write(materials, to: library, arguments, run: run, without: known ?? [], conditions)
            return .success
        }
    }

    private static func write(
        _ materials: GeneratedMaterials, to library: MaterialLibrary, _ arguments: Arguments, run: String, without known: Set<UInt64>,
        _ conditions: GenerationConditions
    ) throws {
        var count = 0
        let seed = arguments.text("seed") ?? "1"
        let progress = Progress("writing")
        try library.write(subject: "generate \(run) --number \(materials.count) --seed \(seed), conditions: \(conditions)") { write in
            try materials.forEach(distinct: arguments.has("distinct"), without: known) { row in
                try write(row)
                count += 1
                if count % 4096 == 0 { progress.show(Double(count) / Double(materials.count)) }
            }
        }
        progress.end()
        print("wrote \(library.path): \(counted(count, "material"))")
        print("next: covey evaluate \(shellWord(library.path)) DATA.h5 --out evaluation")
        print("next: covey prospect KNOWN.h5 --source \(shellWord(library.path)) --ensemble RUN --out prospects")
    }

    private static func summary(
        _ materials: GeneratedMaterials, seconds: Double, ranks: Int, _ known: Set<UInt64>?, unlike: String?
    ) -> String {
        let pace = Int((Double(materials.count) / max(seconds, 1e-3)).rounded())
        var lines = [
            "made \(counted(materials.count, "material")) in \(Progress.duration(seconds)), \(pace) a second on \(counted(ranks, "rank")): "
                + "\(materials.distinct) distinct, \(materials.count - materials.distinct) repeated"
        ]
        if let known, let unlike {
            let found = materials.known(in: known)
            lines.append("\(found.materials) of them, \(counted(found.labels, "label")), are known in \(unlike) and left out")
        }
        return lines.joined(separator: "\n")
    }

    /// - Throws: `CommandError` for a data set of compositions, which has none
    private static func labels(ofDatasetAt path: String) throws -> Set<UInt64> {
        let dataset = try Dataset(path: path)
        guard dataset.representation == .wyckoff else {
            throw CommandError.badData("\(path): --unlike compares labels, and a data set of compositions has none; featurise structures or labels")
        }
        return try CandidateIdentity.label.digests(of: dataset)
    }
}
