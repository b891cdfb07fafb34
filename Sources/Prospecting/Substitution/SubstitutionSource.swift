import Datasets
import HDF5
import Materials

/// Candidates that come of known materials by replacing elements, all sites of an element at once.
///
/// Number n is of parent n / k, the k proposals of which follow each other; where they are drawn, what a number gives depends on the seed, the
/// parent's elements and the number alone.
public struct SubstitutionSource: CandidateSource {
    /// What each parent gives.
    public enum Choice: Hashable, Sendable, CustomStringConvertible {
        /// So many draws from P, each independent of the others.
        case draws(Int, seed: UInt64)
        /// Its most probable replacements. Excluded elements, what changes nothing and what would merge elements are passed over and not counted.
        case mostProbable(Int)

        /// Proposals of a parent.
        public var count: Int {
            switch self {
            case .draws(let count, _), .mostProbable(let count): count
            }
        }

        public var description: String {
            switch self {
            case .draws(let count, let seed): "\(count) draws each, seed \(seed)"
            case .mostProbable(let count): "the \(count) most probable each"
            }
        }
    }

    public let parents: [SubstitutionParent]
    public let table: SubstitutionTable
    public let choice: Choice
    public let excluded: Set<Element>
    /// Whether two elements of a parent may become one.
    public let merges: Bool

    public let name = "substitution"
    public let mayRepeat = true
    public let fingerprint: String
    public var count: Int { parents.count * choice.count }

    /// That of the parents, which are all of one data set.
    public var representation: Representation {
        if case .formula? = parents.first?.decoration.pattern { .composition } else { .wyckoff }
    }

    /// - Throws: `SubstitutionError.nothingReplaces` where the table has nothing for an element of a parent
    public init(
        parents: [SubstitutionParent], table: SubstitutionTable, choice: Choice, excluded: Set<Element> = [], merges: Bool = false
    ) throws(SubstitutionError) {
        precondition(choice.count > 0, "every parent gives something")
        let helpless = parents.reduce(into: Set<Element>()) { $0.formUnion($1.decoration.elements) }.filter { table.successors(of: $0).isEmpty }
        guard helpless.isEmpty else { throw .nothingReplaces(elements: helpless.sorted(), table: table.name) }
        self.parents = parents
        self.table = table
        self.choice = choice
        self.excluded = excluded
        self.merges = merges
        fingerprint = Self.fingerprint(parents, table, choice, excluded, merges)
    }

    private static func fingerprint(
        _ parents: [SubstitutionParent], _ table: SubstitutionTable, _ choice: Choice, _ excluded: Set<Element>, _ merges: Bool
    ) -> String {
        var hash = ContentHash()
        for parent in parents { hash.add(parent.id, text: "\(parent.decoration.pattern) \(parent.decoration.elements.map(\.symbol))") }
        hash.add("elements", text: "\(table.matrix.elements.map(\.symbol))")
        let values = table.matrix.values
        hash.add("probabilities", values.span.bytes)
        let (left, digest) = (excluded.sorted().map(\.symbol).joined(separator: " "), hash.finish())
        return "substitution \(digest), \(choice), without \(left.isEmpty ? "nothing" : left)\(merges ? ", merging" : "")"
    }

    public func propose(_ range: Range<Int>, _ body: (_ number: Int, _ proposal: Proposal) throws -> Void) throws {
        guard !range.isEmpty else { return }
        for place in (range.lowerBound / choice.count)...((range.upperBound - 1) / choice.count) {
            let first = place * choice.count
            try propose(of: parents[place], first: first, range.clamped(to: first..<(first + choice.count)), body)
        }
    }

    private func propose(
        of parent: SubstitutionParent, first: Int, _ range: Range<Int>, _ body: (_ number: Int, _ proposal: Proposal) throws -> Void
    ) throws {
        let elements = parent.decoration.elements
        switch choice {
        case .draws(_, let seed):
            let draw = SubstitutionDraw(table: table, merges: merges, seed: seed)
            for number in range {
                try body(number, proposal(draw.replacement(for: elements, number: number), of: parent, number) ?? .dropped(.merged))
            }
        case .mostProbable:
            var replacements = MostProbableReplacements(of: elements, table: table, excluded: excluded, merges: merges)
            for number in first..<range.upperBound {
                let replacement = replacements.next()
                guard number >= range.lowerBound else { continue }
                try body(number, proposal(replacement, of: parent, number) ?? .dropped(.exhausted))
            }
        }
    }

    private func proposal(_ replacement: Replacement?, of parent: SubstitutionParent, _ number: Int) -> Proposal? {
        guard let replacement else { return nil }
        guard replacement.elements != parent.decoration.elements else { return .dropped(.unchanged) }
        guard !replacement.elements.contains(where: excluded.contains) else { return .dropped(.excludedElement) }
        return .candidate(
            Candidate(
                id: "sub-\(number)", subject: parent.decoration.pattern.subject(with: replacement.elements), parent: parent.id,
                rule: replacement.rule(for: parent.decoration.elements), probability: replacement.probability))
    }
}
