import Commands
import Materials
import Prospecting

/// The options that say which Wyckoff representations are meant, of every command that enumerates them.
enum EnumerationArguments {
    static let options: [Option] = [
        .repeated("formula", "FORMULA", "all representations of a formula, or of one with letters for elements, as ABX3"),
        .repeated("elements", "NAME:LIST", "what a letter of the formula stands for: A:Ca,Sr,Ba"),
        .text("system", "A-B-C", "or of every formula that these elements make"),
        .flag("subsystems", "of a system also the formulae that lack some of its elements"),
        .text("cell", "A:1,B:3", "or of one cell: atoms of the conventional cell, however many"),
        .text("groups", "LIST", "space groups, numbers and ranges with commas: 1-15,62,221 (1-230)"),
        .text("group", "N", "or a single one"),
        .text("max-atoms", "N", "atoms in the primitive cell (20)"),
        .text("max-formula-atoms", "N", "atoms in the reduced formula (max-atoms)"),
        .text("max-wyckoff", "N", "occupied positions, each orbit counted (16, as featurise)"),
    ]

    /// Whether any of the options that say what is meant is there.
    static func areGiven(_ arguments: Arguments) -> Bool { subjects.contains(where: arguments.has) }

    private static let subjects = ["formula", "system", "cell"]

    /// What is meant.
    ///
    /// - Throws: `CommandError.usage` or `EnumerationError`, with the option
    static func space(_ arguments: Arguments) throws -> EnumerationSpace {
        var limits = EnumerationSpace.Limits()
        limits.atoms = try arguments.integer("max-atoms", in: 1...1000) ?? limits.atoms
        limits.formulaAtoms = try arguments.integer("max-formula-atoms", in: 1...1000) ?? limits.formulaAtoms
        limits.positions = try arguments.integer("max-wyckoff", in: 1...255) ?? limits.positions
        return try EnumerationSpace(try subject(arguments), spaceGroups: try spaceGroups(arguments), limits: limits)
    }

    /// The numbered list of them, which `covey enumerate` writes and others predict.
    static func source(_ arguments: Arguments) throws -> EnumerationSource { try EnumerationSource(try space(arguments)) }

    private static func subject(_ arguments: Arguments) throws -> EnumerationSpace.Subject {
        let given = subjects.filter(arguments.has)
        guard given.count == 1 else {
            let all = subjects.map { "--" + $0 }.joined(separator: ", ")
            throw CommandError.usage(
                given.isEmpty ? "say what is to be enumerated: \(all)" : given.map { "--" + $0 }.joined(separator: " and ") + " exclude each other")
        }
        for (option, subject) in [("elements", "formula"), ("subsystems", "system")] where arguments.has(option) && given != [subject] {
            throw CommandError.usage("--\(option) belongs to --\(subject)")
        }
        for option in ["max-atoms", "max-formula-atoms"] where arguments.has(option) && given == ["cell"] {
            throw CommandError.usage("--\(option) says nothing of a --cell, whose atoms are given")
        }
        if let system = arguments.text("system") {
            return .system(try elements(system), includingSubsystems: arguments.has("subsystems"))
        }
        if let cell = arguments.text("cell") { return .cell(try amounts(cell, of: "cell")) }
        return .formulae(arguments.all("formula"), sets: try sets(arguments.all("elements")))
    }

    /// "Li-Mn-O"
    private static func elements(_ text: String) throws -> [Element] {
        let symbols = text.split(separator: "-", omittingEmptySubsequences: false)
        let elements = symbols.compactMap { Element(symbol: $0) }
        guard elements.count == symbols.count, Set(elements).count == elements.count, elements.count <= 12 else {
            throw EnumerationError.malformed(option: "system", found: text, expected: "at most twelve different elements, as in Li-Mn-O")
        }
        return elements
    }

    /// "A:Ca,Sr,Ba X:O,S", in one value or several.
    private static func sets(_ texts: [String]) throws -> [String: [Element]] {
        var sets: [String: [Element]] = [:]
        for text in texts.flatMap({ $0.split(separator: " ") }) {
            let halves = text.split(separator: ":", omittingEmptySubsequences: false)
            let symbols = halves.last?.split(separator: ",", omittingEmptySubsequences: false) ?? []
            let elements = symbols.compactMap { Element(symbol: $0) }
            guard halves.count == 2, halves[0].wholeMatch(of: /[A-Z][a-z]?/) != nil, elements.count == symbols.count, !elements.isEmpty,
                Set(elements).count == elements.count
            else {
                throw EnumerationError.malformed(
                    option: "elements", found: String(text), expected: "a name of the formula and different elements, as in A:Ca,Sr,Ba")
            }
            guard sets.updateValue(elements, forKey: String(halves[0])) == nil else {
                throw EnumerationError.malformed(option: "elements", found: String(text), expected: "\(halves[0]) once")
            }
        }
        return sets
    }

    /// "Sr:1,Ti:1,O:3"
    ///
    /// - Parameter option: whose value it is
    static func amounts(_ text: String, of option: String) throws -> [Element: Int] {
        var amounts: [Element: Int] = [:]
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = part.split(separator: ":", omittingEmptySubsequences: false)
            guard halves.count == 2, let element = Element(symbol: halves[0]), let amount = Int(halves[1]), (1...10000).contains(amount),
                amounts.updateValue(amount, forKey: element) == nil
            else {
                throw EnumerationError.malformed(
                    option: option, found: text, expected: "different elements with their atoms in it, as in Sr:1,Ti:1,O:3")
            }
        }
        guard amounts.count <= 26 else {
            throw EnumerationError.malformed(option: option, found: text, expected: "26 elements at most, as labels have")
        }
        return amounts
    }

    /// "1-15,62"
    static func spaceGroups(_ arguments: Arguments) throws -> [Int] {
        if let group = try arguments.integer("group", in: 1...230) {
            guard !arguments.has("groups") else { throw CommandError.usage("--group and --groups exclude each other") }
            return [group]
        }
        guard let text = arguments.text("groups") else { return Array(WyckoffTable.spaceGroups) }
        var groups: [Int] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last,
                WyckoffTable.spaceGroups.contains(first), WyckoffTable.spaceGroups.contains(last)
            else {
                throw EnumerationError.malformed(option: "groups", found: text, expected: "numbers from 1 to 230 and ranges, as in 1-15,62,221")
            }
            groups += first...last
        }
        return groups
    }
}
