import Materials
import Testing

struct CompositionTests {
    @Test(arguments: [
        ("Na2Cl2", "ClNa", "AB"), ("Hg0.7Cd0.3Te", "Cd3Hg7Te10", "A3B7C10"), ("O2", "O", "A"), ("CaNaTl2", "CaNaTl2", "ABC2"),
        ("Tl4Na2Ca2", "CaNaTl2", "ABC2"), ("Fe1.5O2", "Fe3O4", "A3B4"), ("Al2O3", "Al2O3", "A2B3"), ("C60", "C", "A"),
    ])
    func formulae(formula: String, reduced: String, anonymous: String) throws {
        let composition = try Composition(formula)
        #expect(composition.reducedFormula == reduced)
        #expect(composition.anonymousFormula == anonymous)
    }

    @Test func lettersOfManyElementsStayApart() {
        let all = (1...Element.count).compactMap { Element(atomicNumber: $0) }
        let composition = Composition(amounts: Dictionary(uniqueKeysWithValues: all.map { ($0, 1) }))
        #expect(composition.anonymousFormula.hasPrefix("ABCDEFGHIJKLMNOPQRSTUVWXYZAaAb"))
        #expect(composition.anonymousFormula.filter(\.isUppercase).count == Element.count)
    }

    @Test func reducedFormulaReadsBackAsItself() throws {
        for formula in ["Ag12Sn7H16(Se11N2)2", "Ba2B6O9(OH)4", "Hg0.7Cd0.3Te", "CuSO4·5H2O"] {
            let reduced = try Composition(formula).reducedFormula
            #expect(try Composition(reduced).reducedFormula == reduced)
        }
    }

    @Test func fractionsSumToOne() throws {
        let composition = try Composition("Hg0.7Cd0.3Te")
        #expect(composition.components.map(\.element.symbol) == ["Cd", "Te", "Hg"])
        #expect(zip(composition.fractions, [0.15, 0.5, 0.35]).allSatisfy { abs($0 - $1) < 1e-15 })
        #expect(composition.total == 2)
    }

    @Test(arguments: [
        ("NaCl", "Cl2Na2", true), ("NaCl", "NaCl2", false), ("NaCl", "KCl", false), ("Fe0.33O0.67", "FeO2", true), ("Fe0.3O0.7", "FeO2", false),
        ("Na100Cl101", "NaCl", false), ("Na", "NaCl", false),
    ])
    func decimalsAgreeAsFarAsTheyGo(formula: String, other: String, agree: Bool) throws {
        #expect(try Composition(formula).agrees(with: Composition(other)) == agree)
        #expect(try Composition(other).agrees(with: Composition(formula)) == agree)
    }

    @Test func amountsThatAreNoneAreLeftOut() throws {
        let iron = try #require(Element(symbol: "Fe"))
        let oxygen = try #require(Element(symbol: "O"))
        #expect(Composition(amounts: [iron: 2, oxygen: 0]).components.map(\.amount) == [2])
        #expect(Composition(amounts: [iron: .nan, oxygen: -1]).components.isEmpty)
    }
}
