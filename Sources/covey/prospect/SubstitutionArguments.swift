import Commands
import Datasets
import Discovery
import Materials
import Prospecting

/// The options by which candidates are made of known materials by replacing elements.
enum SubstitutionArguments {
    /// Of whoever counts.
    static let weight = Option.text(
        "weight", "NAME", "what a pair of materials of one prototype counts: pairs, one; materials, so much that each material counts once (materials)")

    static func weighting(_ arguments: Arguments) throws(CommandError) -> SubstitutionCounts.Weighting {
        try arguments.choice("weight", SubstitutionCounts.Weighting.self) ?? .materials
    }

    static let options: [Option] = [
        .text("draws", "N", "substitution: draws from the probabilities, of each known material (10)"),
        .text("most-probable", "K", "substitution: instead of drawing, the K most probable of each known material"),
        .text("within", "E", "substitution: begin with materials within E eV/atom of the hull, or all (0.1)"),
        .flag("merge", "substitution: let two elements of a material become one"),
        .text("substitutions", "FILE.csv", "substitution: counts or probabilities, element × element (counted in the known materials)"),
        weight,
        .text("seed", "S", "which of the possible draws (1)"),
    ]

    /// The candidates that the options ask for.
    ///
    /// - Parameters:
    ///   - dataset: the known materials, of which candidates are made and, unless `--substitutions` is given, the counts
    ///   - entries: the same with formation energies, in order
    ///   - excluded: elements that no candidate is to hold
    static func source(
        _ arguments: Arguments, known dataset: Dataset, entries: EntryTable, excluded: Set<Element>
    ) throws -> SubstitutionSource {
        let choice = try choice(arguments)
        let limit = try limit(arguments)
        let weighting = try weighting(arguments)
        guard !arguments.has("weight") || !arguments.has("substitutions") else {
            throw CommandError.usage("--weight says how to count, and --substitutions brings what has been counted")
        }
        let all = try SubstitutionParent.all(of: dataset)
        let table = try arguments.text("substitutions").map { try SubstitutionTable(path: try arguments.existing($0)) }
            ?? SubstitutionTable(name: dataset.path, counts: SubstitutionCounts(all.map(\.decoration), weighting: weighting))
        var parents = all
        if let limit { parents = try SubstitutionParent.stable(among: all, entries: entries, within: limit) }
        return try SubstitutionSource(
            parents: parents, table: table, choice: choice, excluded: excluded, merges: arguments.has("merge"))
    }

    private static func choice(_ arguments: Arguments) throws(CommandError) -> SubstitutionSource.Choice {
        guard let most = try arguments.integer("most-probable", in: 1...1_000_000) else {
            let seed = try arguments.integer("seed", in: 0...Int.max) ?? 1
            return .draws(try arguments.integer("draws", in: 1...1_000_000) ?? 10, seed: UInt64(seed))
        }
        guard !arguments.has("draws") else { throw .usage("--draws and --most-probable exclude each other") }
        return .mostProbable(most)
    }

    /// nil: all materials.
    private static func limit(_ arguments: Arguments) throws(CommandError) -> Double? {
        guard let text = arguments.text("within") else { return 0.1 }
        guard text != "all" else { return nil }
        guard let limit = Double(text), limit.isFinite, limit >= 0 else {
            throw .usage("--within is \(text); it must be an energy in eV/atom that is not negative, or all")
        }
        return limit
    }
}
