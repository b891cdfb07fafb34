import Discovery
import Materials
import Testing

/// Candidates against known phases that are too few.
@Suite struct CompetitionTests {
    private func entries(_ list: [(String, Double)]) throws -> [PhaseDiagram.Entry] {
        try list.enumerated().map { PhaseDiagram.Entry(id: "k\($0)", composition: try Composition($1.0), energy: $1.1) }
    }

    private func names(_ flags: CandidateFlags) -> [String] { flags.all.map(\.name) }

    @Test func whatIsNotKnownOfASystemIsFlagged() throws {
        let known = KnownPhases(try entries([
            ("NaCl", -2), ("KCl", -2.2), ("CuO", -0.8), ("Cu2O", -0.6), ("Ar", 0), ("Na2O", -1.4), ("AlNi", -0.7), ("Er", 0), ("ErN", -1.8),
        ]))
        let formulae: [(String, [String], String)] = [
            ("NaCuO2", [], ""), ("YbCl3", ["unknown-element"], "unknown-element:Yb"),
            // Argon is known as an element, and of no compound.
            ("ArO", ["unknown-element", "excess-anion"], "unknown-element:Ar;excess-anion:O"), ("Ar", [], ""),
            ("Xe", ["unknown-element"], "unknown-element:Xe"),
            ("KNi", ["empty-system"], "empty-system"), ("KErCl3", ["lone-element"], "lone-element:Er"),
            ("YbErNaCl", ["unknown-element", "lone-element"], "unknown-element:Yb;lone-element:Er"),
            ("NaCl2", ["excess-anion"], "excess-anion:Cl"),
        ]
        let compositions = try formulae.map { try Composition($0.0) }
        let competition = try Competition(at: compositions, known: known)
        for (row, (formula, expected, text)) in formulae.enumerated() {
            let flags = competition.flags(row, elements: compositions[row].components.count, distance: -1)
            #expect(names(flags) == expected, "\(formula)")
            #expect(Competition.text(of: flags, composition: compositions[row], known: known) == text)
        }
        // Too few compounds to tell what is deep.
        #expect(competition.limits.limits.isEmpty)
    }

    @Test func energiesAndProductsAreThoseOfTheHull() throws {
        let list = try entries([("Al2O3", -3.4), ("AlNi", -0.66), ("Al3Ni", -0.4), ("NiO", -1.2), ("Al", 0.0), ("AlNi3", -0.42)])
        let known = KnownPhases(list)
        let compositions = try ["AlNiO", "Al5Ni", "O2", "NiO", "Al2NiO4"].map { try Composition($0) }
        let competition = try Competition(at: compositions, known: known)
        #expect(competition.hullEnergies == (try known.hullEnergies(at: compositions)))
        for row in compositions.indices {
            let system = try #require(ChemicalSystem.all(of: [compositions[row]]).first)
            let entry = PhaseDiagram.Entry(id: "c", composition: compositions[row], energy: 0)
            let expected = try known.stabilities(of: [entry], in: system)[0].products
            let products = competition.products(row)
            #expect(products.map(\.phase) == expected.map(\.phase))
            #expect(zip(products, expected).allSatisfy { abs($0.amount - $1.amount) < 1e-6 })
        }
        #expect(competition.decomposition(1) == "0.333 Al (k4) + 0.667 Al3Ni (k2)")
        #expect(competition.decomposition(1, isNamed: false) == "0.333 Al + 0.667 Al3Ni")
        #expect(competition.decomposition(2) == "1 O")
        // Compounds before elements, the lowest first.
        #expect(known.competing(in: compositions[1].elements) == [1, 5, 2, 4])
    }

    /// Each binary system has AB at −0.4 eV/atom between A2B and AB2 at −0.2, so that AB lies 0.2 below them; one lies far deeper.
    @Test func aPredictionBeyondNearlyAllKnownCompoundsIsFlagged() throws {
        let elements = (3...25).compactMap { Element(atomicNumber: $0)?.symbol }
        var list: [(String, Double)] = []
        for (place, one) in elements.enumerated() {
            for other in elements[(place + 1)...] {
                list += [("\(one)\(other)", list.isEmpty ? -2.0 : -0.4), ("\(one)2\(other)", -0.2), ("\(one)\(other)2", -0.2)]
            }
        }
        let known = KnownPhases(try entries(list))
        let limits = try DepthLimits(known)
        let limit = try #require(limits.limit(elements: 2))
        // Between A2B and AB2 the mixture lies at −0.2.
        #expect(abs(limit - 0.2) < 1e-9)
        #expect(limits.limit(elements: 3) == limit && limits.limit(elements: 1) == nil)
        let composition = try Composition("MgTi")
        let competition = try Competition(at: [composition], known: known)
        #expect(names(competition.flags(0, elements: 2, distance: -0.19)) == [])
        #expect(names(competition.flags(0, elements: 2, distance: -0.21)) == ["far-below"])
        #expect(names(competition.flags(0, elements: 2, distance: .nan)) == [])
    }

    @Test(arguments: [
        ("CaMgF6", true), ("TmCl4", true), ("EuBr4", true), ("CaF2", false), ("Na3AlF6", false), ("KO2", false), ("KMnO4", false),
        ("NaClO4", false), ("OF2", false), ("AlNi", false), ("CuSO4", false), ("UF6", false), ("UF7", true), ("F2", false), ("CsAuCl4", false),
    ])
    func anionsNeedTheElectronsOfTheOthers(formula: String, isTooMuch: Bool) throws {
        let composition = try Composition(formula)
        let competition = try Competition(at: [composition], known: KnownPhases([]))
        #expect(competition.compositionFlags[0].contains(CandidateFlags(.excessAnion)) == isTooMuch)
    }

    @Test func whatIsLeftApartComesLast() {
        var screening = Screening(
            ids: ["a", "b", "c", "d"], truth: [-1, 0.1, -0.1, 0.2], prediction: [-2, -0.1, -0.2, 0.1], deviation: [0, 0, 0, 0], hull: "")
        #expect(screening.orderWithApartLast(.prediction) == [0, 2, 1, 3])
        screening.isApart = [true, false, false, true]
        #expect(screening.orderWithApartLast(.prediction) == [2, 1, 0, 3])
        // Measures are of all, and of the others by themselves.
        let subsets = ScreeningSubset.all(of: screening, mostStable: 2)
        #expect(subsets.map(\.name) == ["all", "not flagged", "2 most stable of all"] && subsets[1].rows == [1, 2])
        let steps = TriageFunnel(screening, threshold: 0).steps
        #expect(steps.map(\.name) == ["candidates", "with a predicted distance", "and not flagged", "ΔE pred ≤ 0"])
        #expect(steps.map(\.count) == [4, 4, 2, 2] && steps.map(\.stable) == [2, 2, 1, 1])
    }
}
