import Commands
import Datasets
import Discovery
import Foundation
import Materials
import Prospecting
import Training

/// How many materials that others have found are among the most probable replacements of known ones.
enum ProposeReplacements: BenchmarkCase {
    static let name = "substitution-study"
    static let abstract = "how many found materials would have been proposed by replacing elements in known ones"
    static let usage = "KNOWN.h5 FOUND.h5 [options]"
    static let options: [Option] = [
        .text("most", "K,…", "proposals of each known material, each number a column (10,100,1000)"),
        .text("weight", "NAME", "what a pair counts: " + SubstitutionCounts.Weighting.allCases.map(\.rawValue).joined(separator: ", ") + " (pairs)"),
        .text("within", "E", "begin with known materials within E eV/atom of their hull, or all (all)"),
    ]

    /// Found materials whose ids begin alike.
    private struct Group: Encodable {
        /// Arrangements that are known already.
        var known = 0
        /// The others.
        var new = 0
        /// New ones with the prototype of a known material.
        var reachable = 0
        /// New ones among so many of a parent as the number in the same place says.
        var proposed: [Int]
    }

    private struct Line: Encodable {
        let `case` = ProposeReplacements.name
        let weight: String
        let within: String
        let name: String
        let most: [Int]
        let parents: Int
        let seconds: Double
        let processor = Machine.processor
        let group: Group
    }

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 2 else {
            throw CommandError.usage("expected two data sets, found \(arguments.positional.count) words")
        }
        let numbers = try (arguments.text("most") ?? "10,100,1000").split(separator: ",").map { word in
            guard let number = Int(word), number > 0 else { throw CommandError.usage("--most has \(word); it must be whole numbers above zero") }
            return number
        }
        let known = try Dataset(path: try arguments.existing(arguments.positional[0]))
        let found = try SubstitutionParent.all(of: Dataset(path: try arguments.existing(arguments.positional[1])))
        let all = try SubstitutionParent.all(of: known)
        let within = arguments.text("within") ?? "all"
        let parents = try begin(all, known, within, arguments)
        let weighting = try arguments.choice("weight", SubstitutionCounts.Weighting.self) ?? .pairs
        let table = SubstitutionTable(name: known.path, counts: SubstitutionCounts(all.map(\.decoration), weighting: weighting))
        let clock = Clock()
        let search = ReplacementSearch(
            found: found.map(\.decoration), known: parents.map(\.decoration), table: table, most: numbers.max() ?? 0)
        let (seconds, _) = clock.elapsed
        let groups = groups(of: found, known: all, ranks: search.ranks, numbers)
        for (name, group) in groups {
            try Machine.write(
                Line(
                    weight: weighting.rawValue, within: within, name: name, most: numbers, parents: parents.count,
                    seconds: seconds, group: group))
        }
        show(groups, numbers)
        say("  \(parents.count) of \(all.count) known materials begin; \(search.parents) have a prototype that something found has")
        say("  on \(Machine.processor)")
    }

    private static func begin(
        _ all: [SubstitutionParent], _ known: Dataset, _ within: String, _ arguments: Arguments
    ) throws -> [SubstitutionParent] {
        guard within != "all" else { return all }
        guard let limit = try arguments.number("within") else { return all }
        return try SubstitutionParent.stable(
            among: all, entries: EntryTable(path: known.path, energy: .formation(nil)), within: limit)
    }

    private static func groups(
        of found: [SubstitutionParent], known: [SubstitutionParent], ranks: [Int?], _ numbers: [Int]
    ) -> [(String, Group)] {
        let patterns = Set(known.map(\.decoration.pattern))
        let subjects = Set(known.map { $0.decoration.pattern.subject(with: $0.decoration.elements) })
        var groups: [String: Group] = [:]
        for (material, rank) in zip(found, ranks) {
            let decoration = material.decoration
            // "wbm-1" of wbm-1-1234.
            for name in ["all", material.id.split(separator: "-").dropLast().joined(separator: "-")] {
                var group = groups[name] ?? Group(proposed: numbers.map { _ in 0 })
                if subjects.contains(decoration.pattern.subject(with: decoration.elements)) {
                    group.known += 1
                } else {
                    group.new += 1
                    if patterns.contains(decoration.pattern) { group.reachable += 1 }
                    for (column, number) in numbers.enumerated() where rank.map({ $0 < number }) ?? false { group.proposed[column] += 1 }
                }
                groups[name] = group
            }
        }
        return groups.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func show(_ groups: [(String, Group)], _ numbers: [Int]) {
        var text = TextTable(
            header: ["found", "known", "new", "prototype known"] + numbers.map { "of \($0)" },
            alignment: [.left, .right, .right, .right] + numbers.map { _ in .right })
        for (name, group) in groups {
            func share(_ count: Int) -> String { "\(count) (\(String(format: "%.1f", 100 * Double(count) / Double(max(group.new, 1)))) %)" }
            text.add([name, "\(group.known)", "\(group.new)", share(group.reachable)] + group.proposed.map(share))
        }
        say(text.text)
    }
}
