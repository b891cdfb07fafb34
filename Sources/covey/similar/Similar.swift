import Commands
import Datasets
import Descriptors
import Foundation
import Materials
import Reports

/// `covey similar`: which known materials are nearest, how far all are from each other, and how they lie on a map.
enum Similar: Command {
    static let name = "similar"
    static let abstract = "nearest known materials with their values, distances of all pairs, maps; matrices under mpirun too"
    static let usage = "DATA.h5 --distance NAME (--to WHAT | --matrix FILE.h5 | --map DIR) [options]"
    static let options: [Option] = [
        .text("distance", "NAME", "grid-emd, rdf-emd, elemd, transport:similarity=FILE.csv, euclidean:features=NAME …; sums \(exampleOfSum)"),
        .repeated("to", "WHAT", "an id of the data set, a file of structures or a formula: its nearest materials"),
        .text("count", "N", "how many of them (10)"),
        .repeated("target", "NAME", "values beside them (all of the data set); the colours of a map"),
        .text("out", "FILE.csv", "the nearest materials as a table"),
        .text("matrix", "FILE.h5", "distances of all pairs"),
        .text("with", "OTHER.h5", "with --matrix: of the data set's materials and these"),
        .text("map", "DIR", "where to write the map: the two directions in which materials differ most"),
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]
    private static let exampleOfSum = "grid-emd:weight=10+elemd"

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one data set; usage: covey similar \(usage)")
        }
        let wanted = ["to", "matrix", "map"].filter(arguments.has)
        guard wanted.count == 1 else {
            let found = wanted.isEmpty ? "none" : wanted.map { "--\($0)" }.joined(separator: ", ")
            throw CommandError.usage("expected one of --to, --matrix and --map, found \(found)")
        }
        for (option, owners) in [("count", ["to"]), ("out", ["to"]), ("with", ["matrix"]), ("target", ["to", "map"])] where arguments.has(option) {
            guard owners.contains(where: arguments.has) else {
                throw CommandError.usage("--\(option) belongs to \(owners.map { "--\($0)" }.joined(separator: " and "))")
            }
        }
        for file in [path] + ["with", "config"].flatMap(arguments.all) { _ = try arguments.existing(file) }
        let distance = try Distance.named(try arguments.required("distance"))
        if arguments.has("matrix") { return try DistanceMatrix.write(distance, path, arguments) }
        if arguments.has("map") { return try MaterialMap.write(distance, path, arguments) }
        try NearestMaterials.show(distance, path, arguments)
    }
}
