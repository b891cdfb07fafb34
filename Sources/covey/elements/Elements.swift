import Commands
import Descriptors
import Foundation
import Materials
import Reports

/// `covey elements`: how alike elements are in a table of vectors, or to a model that has learnt.
enum Elements: Command {
    static let name = "elements"
    static let abstract = "how alike elements are in a table of vectors, or to a trained ensemble: a map of all pairs, and the elements on a plane"
    static let usage = "TABLE|RUN --out DIR [options]"
    static let options: [Option] = [
        .text("out", "DIR", "where to write figures/similarity.svg, figures/components.svg and their tables"),
        .text("measure", "NAME", "\(ElementMeasure.allCases.map(\.rawValue).joined(separator: ", ")) (cosine)"),
        .text("elements", "LIST", "symbols with commas between them (all of the table)"),
        .text("order", "NAME", "of the map: pettifor (the modified scale) or number (pettifor)"),
        .text("colour", "NAME", "of the plane: block, group or period (block)"),
        .flag("standardise", "numbers in units of their deviations over the elements; tables of named numbers are so by themselves"),
        .flag("raw", "the numbers as the table has them"),
        .text("member", "M", "of an ensemble this member alone (all, one behind the other)"),
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    enum Order: String, CaseIterable { case pettifor, number }

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let text = arguments.positional.first else {
            throw CommandError.usage("expected a table of element vectors (\(ElementSource.builtIn.joined(separator: ", ")) or a file) or a run; usage: covey elements \(usage)")
        }
        let directory = try arguments.required("out")
        let measure = try arguments.choice("measure", ElementMeasure.self) ?? .cosine
        let order = try arguments.choice("order", Order.self) ?? .pettifor
        let colouring = try arguments.choice("colour", ElementSimilarityReport.Colouring.self) ?? .block
        guard !arguments.has("raw") || !arguments.has("standardise") else { throw CommandError.usage("--raw and --standardise exclude each other") }
        let source = try ElementSource(text, arguments)
        try arguments.checkOutput(directory: directory)
        let chosen = try chosen(arguments, source)
        let elements = order == .pettifor ? Element.sortedByModifiedPettifor(chosen) : chosen.sorted()
        let isStandardised = arguments.has("standardise") || source.hasManyUnits && !arguments.has("raw")
        let vectors = isStandardised ? Self.standardised(elements.map(source.vector)) : elements.map(source.vector)
        var values: [Double] = []
        for first in vectors { for second in vectors { values.append(measure.value(first, second)) } }
        guard let components = PrincipalComponents(count: vectors.count, point: { vectors[$0] }) else {
            throw CommandError.badData("\(source.name): the vectors of \(counted(elements.count, "element")) do not differ")
        }
        let places = vectors.map { components.coordinates(of: $0) }
        let report = ElementSimilarityReport(
            elements: elements, measure: measure.title, isSimilarity: measure.isSimilarity, values: values,
            vectors: source.name + (isStandardised ? ", standardised" : ""), places: places.map { ($0[0], $0.count > 1 ? $0[1] : 0) }, shares: components.shares,
            colouring: colouring)
        let outcome = try report.write(to: directory)
        for skipped in outcome.skippedFigures { say("figure \(skipped.name) is missing: \(skipped.reason)") }
        if source.gaps > 0 { say("\(counted(source.gaps, "number")) of \(source.name) not known: the mean over the other elements stands there") }
        print(summary(elements, values, measure))
        let shares = components.shares.map { String(format: "%.1f %%", 100 * $0) }.joined(separator: " and ")
        print(
            "wrote \(directory): figures/similarity.svg, figures/components.svg and their tables: \(counted(elements.count, "element")) of \(source.name), "
                + "\(vectors[0].count) numbers each; the plane has \(shares) of the variance")
    }

    private static func chosen(_ arguments: Arguments, _ source: ElementSource) throws -> [Element] {
        guard let text = arguments.text("elements") else {
            guard source.elements.count > 1 else { throw CommandError.badData("\(source.name): expected two elements or more, found \(source.elements.count)") }
            return source.elements
        }
        var chosen: [Element] = []
        for symbol in text.split(separator: ",", omittingEmptySubsequences: false) {
            let symbol = symbol.trimmingCharacters(in: .whitespaces)
            guard let element = Element(symbol: symbol) else { throw CommandError.usage("--elements: '\(symbol)' is no element symbol") }
            guard source.elements.contains(element) else { throw CommandError.usage("--elements: \(source.name) has no vector of \(symbol)") }
            guard !chosen.contains(element) else { throw CommandError.usage("--elements: \(symbol) stands twice") }
            chosen.append(element)
        }
        guard chosen.count > 1 else { throw CommandError.usage("--elements \(text): expected two elements or more") }
        return chosen
    }

    /// Each number less its mean over the elements, in units of its deviation; 0 for one that does not vary.
    private static func standardised(_ vectors: [[Double]]) -> [[Double]] {
        var vectors = vectors
        let count = Double(vectors.count)
        for column in vectors[0].indices {
            let mean = vectors.reduce(0) { $0 + $1[column] } / count
            let deviation = (vectors.reduce(0) { $0 + ($1[column] - mean) * ($1[column] - mean) } / count).squareRoot()
            for row in vectors.indices { vectors[row][column] = deviation > 1e-12 * abs(mean) ? (vectors[row][column] - mean) / deviation : 0 }
        }
        return vectors
    }

    private static func summary(_ elements: [Element], _ values: [Double], _ measure: ElementMeasure) -> String {
        var pairs: [(Element, Element, Double)] = []
        for row in elements.indices {
            for column in row + 1..<elements.count { pairs.append((elements[row], elements[column], values[row * elements.count + column])) }
        }
        pairs = pairs.filter { $0.2.isFinite }.sorted { measure.isSimilarity ? $0.2 > $1.2 : $0.2 < $1.2 }
        var table = TextTable(header: ["most alike", measure.title], alignment: [.left, .right])
        for pair in pairs.prefix(5) { table.add(["\(pair.0)–\(pair.1)", String(format: "%.3f", pair.2)]) }
        return table.text
    }
}
