import Materials
import Prospecting
import Testing

@Suite struct SubstitutionCountsTests {
    private func element(_ symbol: String) throws -> Element { try #require(Element(symbol: symbol)) }

    @Test func aPairCountsInBothDirections() throws {
        let perovskites = try ["A3BC_cP5_221_c_a_b:O-Sr-Ti", "AB3C_cP5_221_a_c_b:Ba-O-Ti"].map { Decoration(try Protostructure(label: $0)) }
        let counts = SubstitutionCounts(perovskites)
        let (sr, ba, ti, o) = (try element("Sr"), try element("Ba"), try element("Ti"), try element("O"))
        #expect(counts.matrix[sr, ba] == 1 && counts.matrix[ba, sr] == 1 && counts.matrix[sr, sr] == 0)
        // The one that is replaced and the one that replaces it may be either.
        #expect(counts.matrix[ti, ti] == 2 && counts.matrix[o, o] == 2 && counts.matrix[ti, o] == 0)
        #expect(counts.materials == 2 && counts.patterns == 1 && counts.sharedPatterns == 1)
    }

    @Test func waysOfLayingOneOverTheOtherShareTheCount() throws {
        let salts = try ["AB_cF8_225_a_b:Cl-Na", "AB_cF8_225_a_b:Br-K"].map { Decoration(try Protostructure(label: $0)) }
        let counts = SubstitutionCounts(salts)
        for (one, other) in [("Cl", "Br"), ("Cl", "K"), ("Na", "K"), ("Na", "Br")] {
            #expect(counts.matrix[try element(one), try element(other)] == 0.5)
            #expect(counts.matrix[try element(other), try element(one)] == 0.5)
        }
        #expect(counts.matrix[try element("Na"), try element("Cl")] == 0)
    }

    /// All pairs, and all automorphisms of each.
    @Test func theClosedFormIsTheSumOverPairs() throws {
        let labels = [
            "AB_cF8_225_a_b:Cl-Na", "A3BC_cP5_221_c_a_b:O-Sr-Ti", "ABC2_aP4_1_a_a_2a:Ba-Cd-O", "ABCD_aP4_1_a_a_a_a:Ba-Cd-O-S",
            "ABC_cF12_216_a_b_c:Al-Li-Si", "A2B_cF24_227_c_b:Cu-Mg",
        ]
        let elements = try ["Na", "K", "Cl", "Br", "O", "S", "Fe"].map(element)
        var generator = Draws(state: 5)
        var decorations: [Decoration] = []
        for label in labels {
            let prototype = try Protostructure(label: label).anonymousPrototype
            for _ in 0..<7 {
                let chosen = Array(elements.shuffled(using: &generator).prefix(prototype.classCount))
                decorations.append(Decoration(prototype.protostructure(of: chosen)))
            }
        }
        for formula in ["NaCl", "KBr", "FeO", "NaK", "Na2O", "K2S", "NaFeO2", "KFeS2", "NaKO2", "ClBrO2"] {
            decorations.append(Decoration(try Composition(formula)))
        }
        let shuffled = decorations.shuffled(using: &generator)
        let (counts, shares) = (SubstitutionCounts(shuffled), SubstitutionCounts(shuffled, weighting: .materials))

        var (expected, expectedShares): ([Element: [Element: Double]], [Element: [Element: Double]]) = ([:], [:])
        let sizes = Dictionary(decorations.map { ($0.pattern, 1) }, uniquingKeysWith: +)
        for one in decorations.indices {
            for other in decorations.indices where one != other && decorations[one].pattern == decorations[other].pattern {
                let group = closure(decorations[one].pattern)
                for permutation in group {
                    for (place, image) in permutation.enumerated() {
                        let (old, new) = (decorations[one].elements[place], decorations[other].elements[image])
                        expected[old, default: [:]][new, default: 0] += 1 / Double(group.count)
                        let others = Double(sizes[decorations[one].pattern, default: 0] - 1)
                        expectedShares[old, default: [:]][new, default: 0] += 1 / Double(group.count) / others
                    }
                }
            }
        }
        for one in elements {
            for other in elements {
                #expect(abs(counts.matrix[one, other] - expected[one, default: [:]][other, default: 0]) < 1e-9, "\(one)→\(other)")
                #expect(abs(shares.matrix[one, other] - expectedShares[one, default: [:]][other, default: 0]) < 1e-9, "\(one)→\(other)")
            }
        }
        // An element of a material of a pattern that several have counts once in its row.
        let several = decorations.filter { sizes[$0.pattern, default: 0] > 1 }
        for element in elements {
            let total = shares.matrix.row(element).reduce(0, +)
            #expect(abs(total - Double(several.count { $0.elements.contains(element) })) < 1e-9)
        }
    }

    private func closure(_ pattern: Pattern) -> Set<[Int]> {
        var found: Set = [Array(0..<pattern.classCount)]
        var edge = Array(found)
        while let permutation = edge.popLast() {
            for generator in pattern.automorphismGenerators {
                let product = permutation.map { generator[$0] }
                if found.insert(product).inserted { edge.append(product) }
            }
        }
        return found
    }
}

/// A generator for tests; the numbers need not be good.
struct Draws: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 32) | (state << 32)
    }
}
