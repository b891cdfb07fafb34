import Commands
import Materials

/// The options that say what generated materials must fulfil, of every command that generates.
enum GenerationArguments {
    static let options: [Option] = [
        .text("groups", "LIST", "space groups, numbers and ranges with commas: 1-15,62,221 (1-230)"),
        .repeated("elements", "LIST", "elements that may occur: symbols and \(ElementChoice.groups), with commas (all)"),
        .text("require", "LIST", "elements that must occur: symbols with commas"),
        .repeated("formula", "FORMULA", "elements and their proportions, in cells of any number of formula units: LiFePO4"),
        .text("primitive-cell", "A:1,B:3", "or the atoms of the primitive cell"),
        .text("anonymous", "FORMULA", "or proportions of whatever elements: ABC3"),
        .text("number-of-elements", "A-B", "how many different elements there are, or A alone"),
        .text("sites", "A-B", "how many Wyckoff sites are occupied, each orbit counted, or A alone"),
        .text("max-sites", "N", "atoms of the primitive cell at most (64, as featurise)"),
        .text("containing", "SITES", "sites that must be there, completed to materials: \"225: Na a, Cl b\""),
    ]

    /// - Parameter excluded: elements that must not occur
    /// - Throws: `CommandError.usage` with the option
    static func conditions(_ arguments: Arguments, excluded: Set<Element>) throws -> GenerationConditions {
        var conditions = GenerationConditions()
        if arguments.has("groups") || arguments.text("group") != nil { conditions.spaceGroups = Set(try EnumerationArguments.spaceGroups(arguments)) }
        let lists = arguments.all("elements")
        if !lists.isEmpty { conditions.allowed = ElementSet(try ElementChoice.elements(lists.joined(separator: ","), of: "elements")) }
        conditions.allowed = conditions.allowed.subtracting(ElementSet(excluded))
        if let text = arguments.text("require") { conditions.required = ElementSet(try ElementChoice.elements(text, of: "require")) }
        conditions.amounts = try amounts(arguments)
        conditions.elementCounts = try range(arguments, "number-of-elements", in: 1...26)
        conditions.siteCounts = try range(arguments, "sites", in: 1...GenerationConditions.largestSiteCount)
        if let text = arguments.text("containing") { conditions.containing = try partialStructure(text) }
        var most = GenerationConditions.usualAtoms
        if case .cell(let cell) = conditions.amounts { most = max(most, cell.values.reduce(0, +)) }
        conditions.maxAtoms = try arguments.integer("max-sites", in: 1...1000) ?? most
        return conditions
    }

    private static func amounts(_ arguments: Arguments) throws -> GenerationConditions.Amounts? {
        let given = ["formula", "primitive-cell", "anonymous"].filter(arguments.has)
        guard given.count <= 1, arguments.all("formula").count <= 1 else {
            let names = given.count > 1 ? given : ["formula", "formula"]
            throw CommandError.usage(names.map { "--\($0)" }.joined(separator: " and ") + " exclude each other: a material has one formula")
        }
        if let text = arguments.text("formula") { return .formula(try formula(text)) }
        if let text = arguments.text("primitive-cell") { return .cell(try EnumerationArguments.amounts(text, of: "primitive-cell")) }
        return try arguments.text("anonymous").map { .anonymous(try anonymous($0)) }
    }

    private static func formula(_ text: String) throws -> [Element: Int] {
        let composition: Composition
        do { composition = try Composition(text) } catch { throw CommandError.usage("--formula: \(error)") }
        guard let amounts = composition.wholeAmounts else {
            throw CommandError.usage("--formula \(text): no formula of up to 1000 atoms has its proportions")
        }
        return Dictionary(uniqueKeysWithValues: zip(composition.components.map(\.element), amounts))
    }

    /// "ABC3", whose letters only say that elements are different.
    private static func anonymous(_ text: String) throws -> [Int] {
        let parts = text.matches(of: /([A-Z])([0-9]*)/)
        let amounts = parts.map { $0.output.2.isEmpty ? 1 : Int($0.output.2) ?? 0 }
        guard text.wholeMatch(of: /([A-Z][0-9]*)+/) != nil, Set(parts.map { String($0.output.1) }).count == parts.count,
            amounts.allSatisfy({ (1...1000).contains($0) })
        else { throw CommandError.usage("--anonymous is \(text); expected different capital letters with whole amounts, as in ABC3") }
        return amounts
    }

    /// "2-4", or "3"
    private static func range(_ arguments: Arguments, _ name: String, in bounds: ClosedRange<Int>) throws -> ClosedRange<Int>? {
        guard let text = arguments.text(name) else { return nil }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last, bounds.contains(first),
            bounds.contains(last)
        else {
            throw CommandError.usage(
                "--\(name) is \(text); expected a number or a range of numbers from \(bounds.lowerBound) to \(bounds.upperBound), as in 2-4")
        }
        return first...last
    }

    /// "225: Na a, Cl b"
    private static func partialStructure(_ text: String) throws -> GenerationConditions.PartialStructure {
        func fault(_ reason: String) -> CommandError {
            .usage("--containing \"\(text)\": \(reason); expected a space group and elements with their letters, as in \"225: Na a, Cl b\"")
        }
        let halves = text.split(separator: ":", omittingEmptySubsequences: false)
        guard halves.count == 2, let group = Int(halves[0].filter { !$0.isWhitespace }), WyckoffTable.spaceGroups.contains(group) else {
            throw fault("it does not begin with a space group from 1 to 230 and a colon")
        }
        var sites: [Protostructure.Occupation] = []
        var taken: Set<Int> = []
        for part in halves[1].split(separator: ",", omittingEmptySubsequences: false) {
            let words = part.split { $0.isWhitespace }
            guard words.count >= 2, let element = Element(symbol: words[0]) else {
                throw fault("'\(part.split { $0.isWhitespace }.joined(separator: " "))' is no element with a letter")
            }
            for letter in words.dropFirst() {
                guard letter.count == 1, let row = letter.first.flatMap({ WyckoffTable.standard.row(spaceGroup: group, letter: $0) }) else {
                    let last = WyckoffTable.letter(at: WyckoffTable.standard.letterCount(group) - 1)
                    throw fault("'\(letter)' is no position of group \(group), whose letters are a to \(last)")
                }
                guard taken.insert(row).inserted || WyckoffTable.standard.position(row).degreesOfFreedom > 0 else {
                    throw fault("position \(letter) has no freedom and holds one site")
                }
                sites.append(Protostructure.Occupation(element: element, row: UInt16(row)))
            }
        }
        guard sites.count <= GenerationConditions.largestContent else { throw fault("there are \(sites.count) sites, more than \(GenerationConditions.largestContent)") }
        return GenerationConditions.PartialStructure(spaceGroup: group, sites: sites)
    }
}
