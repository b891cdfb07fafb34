import Materials
import Testing

/// Formulae as people write them.
@Suite struct WrittenFormulaTests {
    @Test(arguments: [
        ("O2Ti", "TiO2"), ("FeLiO2", "LiFeO2"), ("ClNa", "NaCl"), ("H3N", "NH3"), ("CH4", "CH4"), ("H2O", "H2O"), ("F2O", "OF2"),
        ("CSi", "SiC"), ("CCaO3", "CaCO3"), ("ClH4N", "NH4Cl"), ("O4SCu", "CuSO4"), ("Te10Cd3Hg7", "Cd3Hg7Te10"), ("Fe", "Fe"), ("O2", "O"),
        ("F6CsPt", "CsPtF6"), ("BrCl", "BrCl"), ("Fe4O6", "Fe2O3"),
    ])
    func metalsFirstThenTheRowOfNonMetals(given: String, expected: String) throws {
        let composition = try Composition(given)
        #expect(composition.writtenFormula == expected)
        // The same composition, whatever its order.
        #expect(try Composition(composition.writtenFormula).reducedFormula == composition.reducedFormula)
    }

    @Test func whatIsNoFormulaStaysAsItIs() {
        #expect(Composition.written("O2Ti") == "TiO2" && Composition.written("no formula") == "no formula" && Composition.written("") == "")
    }

    @Test func highestOxidationStates() throws {
        for (symbol, state) in [("Na", 1), ("Ca", 2), ("Tm", 3), ("Ti", 4), ("S", 6), ("Os", 8), ("F", 0)] {
            #expect(try #require(Element(symbol: symbol)).highestOxidationState == state)
        }
        // Hydrogen to lawrencium, none twice and none forgotten.
        #expect((1...118).filter { Element(atomicNumber: $0)?.highestOxidationState != nil } == Array(1...103))
    }
}
