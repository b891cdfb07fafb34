import Materials
import Prospecting
import TestSupport
import Testing

@Suite struct SubstitutionSourceTests {
    private let directory: TemporaryDirectory
    private let table: SubstitutionTable
    private let parents: [SubstitutionParent]

    init() throws {
        directory = try TemporaryDirectory()
        let path = try directory.write(
            "element,Na,K,Rb,Cl,Br,Ti\nNa,4,3,2,1,0,0\nK,3,4,3,0,0,0\nRb,1,2,2,0,0,0\nCl,1,0,0,5,4,0\nBr,0,0,0,5,5,0\nTi,0,0,0,0,0,1\n",
            to: "table.csv")
        table = try SubstitutionTable(path: path)
        parents = try [
            ("salt", "AB_cF8_225_a_b:Cl-Na"), ("ternary", "A2BC_cF16_225_c_a_b:Cl-K-Na"), ("metal", "A_hP2_194_c:Ti"),
        ].map { SubstitutionParent(id: $0, decoration: Decoration(try Protostructure(label: $1))) }
    }

    private func proposals(_ source: SubstitutionSource, _ ranges: [Range<Int>]? = nil) throws -> [Proposal] {
        var proposals: [Proposal] = []
        for range in ranges ?? [0..<source.count] {
            try source.propose(range) { number, proposal in
                #expect(number == proposals.count)
                proposals.append(proposal)
            }
        }
        return proposals
    }

    @Test func aNumberGivesTheSameWhateverTheRange() throws {
        for choice in [SubstitutionSource.Choice.draws(9, seed: 4), .mostProbable(9)] {
            let source = try SubstitutionSource(parents: parents, table: table, choice: choice)
            #expect(source.count == 27)
            let whole = try proposals(source)
            #expect(try proposals(source, [0..<4, 4..<9, 9..<10, 10..<10, 10..<25, 25..<27]) == whole)
            #expect(whole.count == 27)
        }
        let (one, other) = (try SubstitutionSource(parents: parents, table: table, choice: .draws(9, seed: 4)),
            try SubstitutionSource(parents: parents, table: table, choice: .draws(9, seed: 5)))
        #expect(try proposals(one) != proposals(other))
    }

    @Test func whatACandidateSaysOfItself() throws {
        let source = try SubstitutionSource(parents: [parents[0]], table: table, choice: .mostProbable(4))
        let candidates = try proposals(source).compactMap { if case .candidate(let candidate) = $0 { candidate } else { nil } }
        // Cl→Cl 0.5 and Na→K 0.3, Cl→Br 0.4 and Na→Na 0.4, Cl→Br and Na→K, Cl→Cl and Na→Rb.
        #expect(candidates.map(\.rule) == ["Cl→Br", "Na→K", "Cl→Br Na→K", "Na→Rb"])
        #expect(zip(candidates, [0.16, 0.15, 0.12, 0.1]).allSatisfy { abs(($0.probability ?? 0) - $1) < 1e-12 })
        #expect(candidates.map(\.id) == ["sub-0", "sub-1", "sub-2", "sub-3"] && candidates.allSatisfy { $0.parent == "salt" })
        #expect(candidates[2].subject == .arrangement(try Protostructure(label: "AB_cF8_225_a_b:Br-K")))
    }

    /// All products, sorted.
    @Test func theMostProbableAreThoseOfAllProducts() throws {
        for merges in [false, true] {
            let elements = parents[1].decoration.elements
            let found = Array(MostProbableReplacements(of: elements, table: table, merges: merges))
            var all: [(elements: [Element], probability: Double)] = [([], 1)]
            for element in elements {
                all = all.flatMap { partial in
                    table.successors(of: element).map { (partial.elements + [$0.element], partial.probability * $0.probability) }
                }
            }
            all.removeAll { $0.elements == elements || (!merges && Set($0.elements).count < elements.count) }
            #expect(found.count == all.count && Set(found.map(\.elements)) == Set(all.map(\.elements)))
            #expect(found.map(\.probability) == all.map(\.probability).sorted(by: >))
        }
    }

    @Test func excludedElementsAreDroppedFromDrawsAndPassedOverOtherwise() throws {
        let excluded: Set = [try #require(Element(symbol: "Br"))]
        let drawn = try proposals(SubstitutionSource(parents: [parents[0]], table: table, choice: .draws(200, seed: 1), excluded: excluded))
        #expect(drawn.contains(.dropped(.excludedElement)) && drawn.contains(.dropped(.unchanged)) && !drawn.contains(.dropped(.merged)))
        let best = try proposals(SubstitutionSource(parents: [parents[0]], table: table, choice: .mostProbable(8), excluded: excluded))
        // Na, K, Rb or Cl for sodium and Cl or Na for chlorine are eight; one changes nothing, and two would be an element.
        #expect(best.prefix(5).allSatisfy { if case .candidate = $0 { true } else { false } })
        #expect(Array(best.suffix(3)) == [.dropped(.exhausted), .dropped(.exhausted), .dropped(.exhausted)])
    }

    @Test func anElementThatNothingIsLeftForMerges() throws {
        let path = try directory.write("element,Na,K\nNa,0,1\nK,0,1\n", to: "one.csv")
        let table = try SubstitutionTable(path: path)
        let parent = SubstitutionParent(id: "alloy", decoration: Decoration(try Protostructure(label: "AB_cP2_221_a_b:K-Na")))
        let apart = try SubstitutionSource(parents: [parent], table: table, choice: .draws(2, seed: 1))
        #expect(try proposals(apart) == [.dropped(.merged), .dropped(.merged)])
        let merged = try SubstitutionSource(parents: [parent], table: table, choice: .draws(1, seed: 1), merges: true)
        guard case .candidate(let candidate) = try #require(try proposals(merged).first) else { return #expect(Bool(false), "no candidate") }
        #expect(candidate.subject == .arrangement(Protostructure(spaceGroup: 221, occupations: try occupations(["a", "b"]))))
        #expect(candidate.rule == "Na→K" && candidate.probability == 1)
    }

    private func occupations(_ letters: [Character]) throws -> [Protostructure.Occupation] {
        let potassium = try #require(Element(symbol: "K"))
        return try letters.map { letter in
            Protostructure.Occupation(element: potassium, row: UInt16(try #require(WyckoffTable.standard.row(spaceGroup: 221, letter: letter))))
        }
    }

    /// Two classes drawn one after the other: the probability of each outcome is the one that the candidate states.
    @Test func drawsAreAsFrequentAsTheirProbabilities() throws {
        let count = 40_000
        let source = try SubstitutionSource(parents: [parents[1]], table: table, choice: .draws(count, seed: 7))
        var seen: [String: (count: Int, probability: Double)] = [:]
        for case .candidate(let candidate) in try proposals(source) {
            seen[candidate.rule, default: (0, candidate.probability ?? 0)].count += 1
        }
        #expect(seen.count > 10)
        for (rule, outcome) in seen {
            let expected = outcome.probability * Double(count)
            #expect(abs(Double(outcome.count) - expected) < 5 * expected.squareRoot() + 1, "\(rule): \(outcome.count), expected \(expected)")
        }
    }

    @Test func compositionsWithoutArrangements() throws {
        let oxide = SubstitutionParent(id: "oxide", decoration: Decoration(try Composition("Na2Cl6")))
        let source = try SubstitutionSource(parents: [oxide], table: table, choice: .mostProbable(1))
        guard case .candidate(let candidate) = try #require(try proposals(source).first) else { return #expect(Bool(false), "no candidate") }
        #expect(candidate.subject == .composition(try Composition("NaBr3")) && candidate.rule == "Cl→Br")
    }
}
