import Commands
import Datasets
import Foundation
import HDF5
import Materials
import Prospecting
import Reports

/// `covey substitutions`: which elements take each other's places in the materials of a data set.
enum Substitutions: Command {
    static let name = "substitutions"
    static let abstract = "which elements replace each other in known materials: counts, probabilities and their map"
    static let usage = "DATA.h5 --out DIR [--weight NAME]"
    static let options: [Option] = [
        .text("out", "DIR", "where to write substitutions.csv, counts.csv and figures/substitutions.svg"),
        SubstitutionArguments.weight,
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one data set; usage: covey substitutions \(usage)")
        }
        let directory = try arguments.required("out")
        let weighting = try SubstitutionArguments.weighting(arguments)
        _ = try arguments.existing(path)
        try arguments.checkOutput(directory: directory)
        let dataset = try Dataset(path: path)
        let parents = try SubstitutionParent.all(of: dataset)
        guard !parents.isEmpty else { throw CommandError.badData("\(path): there is no material in this data set") }
        let counts = SubstitutionCounts(parents.map(\.decoration), weighting: weighting)
        let table = SubstitutionTable(name: path, counts: counts)
        try Directory.create(directory)
        try counts.matrix.write(to: "\(directory)/counts.csv")
        try table.matrix.write(to: "\(directory)/substitutions.csv")
        let outcome = try map(of: table, counts, weighting, dataset.representation).write(to: directory)
        for skipped in outcome.skippedFigures { say("figure \(skipped.name) is missing: \(skipped.reason)") }
        print(summary(table, counts, dataset.representation, directory))
    }

    private static func map(
        of table: SubstitutionTable, _ counts: SubstitutionCounts, _ weighting: SubstitutionCounts.Weighting, _ kind: Representation
    ) -> ElementMapReport {
        let matrix = table.matrix
        return ElementMapReport(
            name: "substitutions", heading: "Which elements replace each other",
            caption: """
                The probability that an element takes the place of another, all its sites at once, counted over all pairs of \
                \(counts.materials) materials that have one \(kind == .wyckoff ? "prototype" : "anonymous formula") in common\
                \(weighting == .materials ? ", so that each material counts once" : ""). Elements are in the order \
                of the modified Pettifor scale; grey: never.
                """,
            rowTitle: "element that is replaced", columnTitle: "element that takes its place", elements: matrix.elements,
            probability: { matrix[$0, $1] })
    }

    private static func summary(
        _ table: SubstitutionTable, _ counts: SubstitutionCounts, _ kind: Representation, _ directory: String
    ) -> String {
        let likely = table.matrix.elements.compactMap { old -> (Element, SubstitutionTable.Successor)? in
            guard let first = table.successors(of: old).first(where: { $0.element != old }) else { return nil }
            return (old, first)
        }.sorted { $0.1.probability > $1.1.probability }
        var rows = TextTable(header: ["likeliest", "P"], alignment: [.left, .right])
        for (old, new) in likely.prefix(10) { rows.add(["\(old)→\(new.element)", String(format: "%.3f", new.probability)]) }
        let patterns = kind == .wyckoff
            ? counted(counts.patterns, "prototype") : counted(counts.patterns, "anonymous formula", "anonymous formulae")
        return """
            \(rows.text)
            \(counted(counts.materials, "material")) of \(patterns), \(counts.sharedPatterns) of which several have; \
            \(counted(table.matrix.elements.count, "element"))
            wrote \(directory): substitutions.csv (probabilities), counts.csv, figures/substitutions.svg
            """
    }
}
