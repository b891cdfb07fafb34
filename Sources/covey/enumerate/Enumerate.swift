import Commands
import Foundation
import Materials
import Prospecting

/// `covey enumerate`: every Wyckoff representation of some formulae, counted or listed.
enum Enumerate: Command {
    static let name = "enumerate"
    static let abstract = "count and list all Wyckoff representations of formulae, chemical systems or cells, exactly"
    static let usage = "--formula F | --system A-B-C | --cell A:1,B:3 [--count] [--out LIBRARY.h5|LIBRARY.csv.gz] [options]"
    static let options: [Option] =
        EnumerationArguments.options + [
            .flag("count", "only say how many there are of each group and cell, as CSV"),
            .text("out", "FILE", "where to write: a data set (.h5), or a table (.csv, .csv.gz) of any length"),
            .text("limit", "N", "refuse to list more (10000000; 4000000 into a data set, which is made in memory)"),
            .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
        ]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.isEmpty else {
            throw CommandError.usage("\(arguments.positional[0]) is one word too many; usage: covey enumerate \(usage)")
        }
        let space = try EnumerationArguments.space(arguments)
        let out = arguments.text("out")
        guard out != nil || arguments.has("count") else { throw CommandError.usage("--out is missing, or --count; see covey enumerate --help") }
        let library = arguments.has("count") ? nil : try out.map { try EnumerationLibrary(path: $0) }
        let limit = try arguments.integer("limit")
        guard limit == nil || library != nil else { throw CommandError.usage("--limit belongs to a listing; --count has none") }
        try arguments.checkOutput([out].compactMap { $0 }, reading: ["config"].flatMap(arguments.all))
        let start = Date()
        let counts = try EnumerationCounts(space)
        let seconds = Date().timeIntervalSince(start)
        guard let library else {
            try EnumerationCountTable(space, counts).write(to: out, seconds: seconds)
            return
        }
        let most = limit ?? library.usualLimit
        guard counts.representations <= most else {
            let advice = library.isDataset && limit == nil ? "a table takes more (--out LIBRARY.csv.gz); or ask" : "ask"
            throw CommandError.usage(
                "there are \(counts.representations) representations, and \(most) are to be listed at most (--limit); \(advice) for fewer atoms "
                    + "(--max-atoms, --max-formula-atoms), positions (--max-wyckoff), groups (--groups) or elements; --count says where they are")
        }
        guard counts.representations > 0 else {
            throw CommandError.badData("there is no representation: no group has positions that such cells would fill; --count lists the cells")
        }
        try library.write(try EnumerationSource(space, counts: counts), subject: subject(arguments))
        print(
            "wrote \(library.path): \(counts.representations) representations of \(counts.combinations) assignments, "
                + Progress.duration(Date().timeIntervalSince(start)))
        print(library.next)
    }

    /// For the provenance of a data set.
    private static func subject(_ arguments: Arguments) -> String {
        let words = ["formula", "elements", "system", "cell", "groups", "group"].flatMap { name in
            arguments.all(name).map { "--\(name) \($0)" }
        }
        return "enumerate " + (words + (arguments.has("subsystems") ? ["--subsystems"] : [])).joined(separator: " ")
    }
}
