import Commands
import Datasets
import Descriptors
import Foundation
import Materials
import MessagePassing

/// `covey featurise`: structures or compositions become a data set.
enum Featurise: Command {
    static let name = "featurise"
    static let abstract = "make a data set of structures, formulae or labels; runs under mpirun too"
    static let usage = "INPUT… --out DATA.h5 [options]"
    static let options: [Option] = [
        .text("out", "DATA.h5", "where to write; what is left out goes to DATA.rejected.csv"),
        .text("representation", "NAME", "wyckoff (default where there are structures or labels) or composition"),
        .text("id", "COLUMN", "names of the materials (material_id or id, else the rows' numbers, behind the file's name where there are several)"),
        .text("structure", "COLUMNS", "structures in a table: CIF text or pymatgen's JSON; several columns, with commas, are structures of one material"),
        .text("material", "COLUMN", "which rows are structures of one material: those with the same text here"),
        .text("formula", "COLUMN", "formulae in a table; beside structures or labels they must agree (formula or composition)"),
        .text("protostructure", "COLUMN", "protostructure labels in a table"),
        .repeated("target", "COLUMN[:UNIT]", "a property to learn, numbers or words that name classes; empty: not known"),
        .repeated("keep", "COLUMN", "a column to carry along"),
        .flag("keep-structures", "store cells and positions too, which covey realise starts from"),
        .text("features", "NAMES", "numbers of each material, with commas: " + Descriptor.names.joined(separator: ", ")),
        .text("graphs", "N@Å", "graphs of neighbours: the N nearest atoms of each up to a distance, as 12@8"),
        .text("duplicates", "WHICH", "of several materials with one label or formula: all, lowest, first or mean (lowest of labels by an energy, else all)"),
        .text("energy", "COLUMN", "an energy, the lowest of which stays of each label (the first target that is one)"),
        .text("symprec", "Å", "atoms this close to symmetric are symmetric (0.1)"),
        .text("angle-tolerance", "DEGREES", "the same for angles of the cell (5)"),
        .text("max-wyckoff", "N", "occupied Wyckoff positions of a material (16)"),
        .text("max-sites", "N", "atoms of a material's cell (64)"),
        .text("max-volume", "Å³", "volume per atom (500)"),
        .text("elements", "FILE", "element vectors, JSON symbol → numbers (built-in)"),
        .text("missing-elements", "WHAT", "reject materials of elements without a vector, or zero: take zeros (reject)"),
        .repeated("split", "FILE.csv", "material_id and split (train, val, test, unused), stored under the file's name"),
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        let paths = arguments.positional
        guard !paths.isEmpty else { throw CommandError.usage("no input is named; usage: covey featurise \(usage)") }
        let out = try arguments.required("out")
        for path in paths { _ = try arguments.existing(path) }
        let features = try arguments.text("features").map { try FeatureRequest($0, arguments) } ?? FeatureRequest()
        if let bundle = features.bundles.first {
            throw CommandError.usage("--features bundle:\(bundle.path) reads a data set; covey describe DATA.h5 --features bundle:RUN --out OTHER.h5 adds them to one")
        }
        let graphs = try arguments.text("graphs").map { text in
            do throws(GraphError) { return SharedGraphs(rule: try GraphRule(text)) } catch { throw CommandError.usage("--graphs: \(error)") }
        }
        let read = paths + ["split", "elements", "config"].flatMap(arguments.all)
        try arguments.checkOutput([out, FeaturiseReport.rejectedPath(beside: out)], reading: read)
        let splits = try arguments.all("split").map { try SplitTable(path: try arguments.existing($0)) }
        if let name = Dictionary(grouping: splits, by: \.name).first(where: { $0.value.count > 1 })?.key {
            throw CommandError.usage("two --split files would both be stored under the name \(name)")
        }
        let structures = try structureColumns(arguments)
        var input = InputOptions(
            id: arguments.text("id"), structure: structures.first, formula: arguments.text("formula"),
            protostructure: arguments.text("protostructure"))
        input.furtherStructures = Array(structures.dropFirst())
        let start = Date()
        try Covey.program.onEveryRank(name) { communicator, _ in
            var reading = RowReading(paths: paths, input: input)
            let first = try reading.firstRecord()
            var options = try featuriserOptions(arguments, structures, first: first)
            if let descriptor = features.structural {
                guard first.kind == .structure else {
                    throw CommandError.usage("--features \(descriptor.name): there are no structures in \(first.path); --structure names their column")
                }
                options.readsStructures = true
            }
            if let graphs {
                guard first.kind == .structure else {
                    throw CommandError.usage("--graphs: there are no structures in \(first.path); --structure names their column")
                }
                options.graphs = graphs.rule
            }
            reading.input.columns = options.inputColumns
            var all = try reading.rows(options, communicator)
            let shared = SharedFeatures(features.descriptors)
            guard communicator.rank == 0 else {
                try graphs?.serve(communicator)
                try shared.serve(communicator)
                return .success
            }
            ClassSurvey.settle(&all, &options)
            TargetPrecision.settle(&all, &options)
            MaterialSurvey.settle(&all, options)
            if options.duplicates == .mean, let target = options.targets.first(where: { $0.classes != nil }) {
                throw CommandError.usage("--duplicates is mean; target \(target.name) is one of classes, which have none: all or first would do")
            }
            let funnel = CleaningFunnel(all, options)
            let report = FeaturiseReport(out: out, funnel: funnel, options: options, ranks: communicator.size, hasFeatures: !features.isEmpty)
            if funnel.kept.isEmpty, let first = funnel.rejected.first {
                print(report.table)
                // An earlier data set keeps its own list.
                if !FileManager.default.fileExists(atPath: out) { try report.writeRejected() }
                throw FeaturisingError.nothingKept(read: funnel.readCount, first: first)
            }
            var content = try DatasetContent(funnel, options, splits: splits)
            content.provenance = try provenance(paths, options)
            let materials = funnel.kept.map { DescribedMaterial(composition: $0.material.composition, structure: $0.material.structure) }
            content.features = features.descriptors.map { DatasetContent.Features(computedLater: FeatureSchema($0)) }
            if let graphs {
                let progress = Progress("making graphs")
                content.graphs = try graphs.spool(materials, beside: out, communicator) { done in
                    progress.show(Double(done) / Double(materials.count), "\(done) of \(materials.count) materials")
                }
                progress.end()
            }
            let isReplaced = FileManager.default.fileExists(atPath: out)
            let progress = features.descriptors.isEmpty ? nil : Progress("computing features")
            let steps = Double(features.descriptors.count * materials.count)
            try content.write(to: out) { place, rows in
                progress?.show(Double(place * materials.count + rows.upperBound) / steps, features.descriptors[place].name)
                return try shared.values(place, Array(materials[rows]), communicator)
            }
            progress?.end()
            try shared.finish(communicator)
            try report.writeRejected()
            print(report.table)
            for words in report.farValues(content) { say("warning: \(words)") }
            if let features = try report.features { print(features) }
            print(report.summary(splits: content.splits, seconds: Date().timeIntervalSince(start), isReplaced: isReplaced))
            return .success
        }
    }

    /// The columns of structures, in the order in which they are named.
    private static func structureColumns(_ arguments: Arguments) throws -> [String] {
        guard let text = arguments.text("structure") else { return [] }
        let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if names.contains("") { throw CommandError.usage("--structure is '\(text)'; names of columns stand there, with commas between several") }
        if let twice = names.enumerated().first(where: { names[..<$0.offset].contains($0.element) }) {
            throw CommandError.usage("--structure is \(text), with \(twice.element) twice")
        }
        guard names.count == 1 || !arguments.has("material") else {
            throw CommandError.usage("--material says which rows are one material; with several --structure columns each row of the table is one")
        }
        return names
    }

    private static func featuriserOptions(_ arguments: Arguments, _ structures: [String], first: InputRecord) throws -> FeaturiserOptions {
        let representation = try arguments.choice("representation", Representation.self) ?? (first.kind == .formula ? .composition : .wyckoff)
        var options = FeaturiserOptions(
            representation: representation, targets: arguments.all("target").map { FeaturiserOptions.Target($0) },
            columns: arguments.all("keep"), elementVectors: try elementVectors(arguments))
        options.energy = arguments.text("energy")
        options.structures = structures.count > 1 ? structures : []
        options.materialColumn = arguments.text("material")
        options.askedDuplicates = try arguments.choice("duplicates", FeaturiserOptions.Duplicates.self)
        guard options.duplicates != .lowest || options.energyColumn != nil else {
            let why = options.targets.isEmpty ? "" : "; of the targets none is one by its name or unit, and the lowest of another property is no ground state"
            throw CommandError.usage("--duplicates lowest needs an energy: --energy COLUMN\(why)")
        }
        options.symprec = try positive(arguments, "symprec") ?? options.symprec
        options.angleTolerance = try positive(arguments, "angle-tolerance") ?? options.angleTolerance
        options.largestVolume = try positive(arguments, "max-volume") ?? options.largestVolume
        options.largestPositionCount = try arguments.integer("max-wyckoff") ?? options.largestPositionCount
        options.largestSiteCount = try arguments.integer("max-sites") ?? options.largestSiteCount
        switch arguments.text("missing-elements") ?? "reject" {
        case "reject": break
        case "zero": options.allowsMissingElements = true
        case let other: throw CommandError.usage("--missing-elements is \(other); it must be reject or zero")
        }
        options.keepsStructures = arguments.has("keep-structures")
        guard !options.keepsStructures || first.kind == .structure else {
            throw CommandError.usage("--keep-structures: there are no structures in \(first.path); --structure names their column")
        }
        try options.checkNames()
        return options
    }

    private static func positive(_ arguments: Arguments, _ name: String) throws -> Double? {
        guard let value = try arguments.number(name) else { return nil }
        guard value > 0 else { throw CommandError.usage("--\(name) is \(value); it must be more than 0") }
        return value
    }

    private static func elementVectors(_ arguments: Arguments) throws -> ElementVectors {
        guard let path = arguments.text("elements") else { return .builtIn }
        return try ElementVectors(path: try arguments.existing(path))
    }

    /// Where the data come from, and when they were made; with SOURCE_DATE_EPOCH the same bytes for every run on the same files.
    private static func provenance(_ paths: [String], _ options: FeaturiserOptions) throws -> [(name: String, value: String)] {
        let names = paths.map { ($0 as NSString).lastPathComponent }
        var provenance = [(name: "created", value: try CreationTime.text()), (name: "source", value: names.joined(separator: ", "))]
        if options.representation == .wyckoff { provenance.append((name: "spglib_version", value: SymmetryLibrary.version)) }
        return provenance
    }
}
