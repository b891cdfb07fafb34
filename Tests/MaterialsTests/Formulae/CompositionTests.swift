import Foundation
import Materials
import TestSupport
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
        for formula in [
            "Ag12Sn7H16(Se11N2)2", "Ba2B6O9(OH)4", "Hg0.7Cd0.3Te", "CuSO4·5H2O", "Fe0.00009Ni0.99991", "Fe0.0000001Ni1", "Al0.0003Si1.9997O4",
            "(Bi2(Mg0.667Nb1.333)O7)0.9(SrCO3)0.1", "Fe0.625Mn0.000102Si0.000200Cr0.0936Ni0.129Mo0.00480Nb0.0000604Co0.132",
        ] {
            let reduced = try Composition(formula).reducedFormula
            let again = try Composition(reduced)
            #expect(again.reducedFormula == reduced)
            #expect(again.components.count == (try Composition(formula)).components.count, "\(reduced) has lost an element")
        }
        #expect(try Composition("Fe0.00009Ni0.99991").reducedFormula == "Fe0.00009Ni0.99991")
        // As version 0.1 wrote it, and other programs do.
        #expect(try Composition("Fe9e-05Ni0.99991").reducedFormula == "Fe0.00009Ni0.99991")
        #expect(try Composition("Fe0.0000001Ni1").reducedFormula == "Fe0.0000001Ni0.9999999")
    }

    /// Random dopings: what is written reads back to the same composition, and is written the same again.
    @Test func formulaeOfManyDigitsReadBack() throws {
        var generator = SeededGenerator(seed: 5)
        func uniform() -> Double { Double.random(in: 0..<1, using: &generator) }
        let symbols = ["Fe", "Ni", "Cr", "Mo", "C", "Si", "Ti"]
        for _ in 0..<400 {
            let amounts = (0..<(2 + Int(6 * uniform()))).map { _ in pow(10, -7 * uniform()) }
            let text = zip(symbols, amounts).map { "\($0)\(String(format: "%.9f", $1))" }.joined()
            let composition = try Composition(text)
            let reduced = composition.reducedFormula
            let again = try Composition(reduced)
            #expect(again.reducedFormula == reduced, "\(text)")
            for (one, other) in zip(composition.fractions, again.fractions) { #expect(abs(one - other) < 4e-6 && other > 0, "\(text): \(reduced)") }
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
