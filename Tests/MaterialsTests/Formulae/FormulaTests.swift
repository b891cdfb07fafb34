import Materials
import Testing

/// Symbol → amount of a formula.
private func amounts(_ formula: String) throws -> [String: Double] {
    Dictionary(uniqueKeysWithValues: try Composition(formula).components.map { ($0.element.symbol, $0.amount) })
}

private func fault(_ formula: String) -> FormulaError? {
    do {
        _ = try Composition(formula)
        return nil
    } catch {
        return error
    }
}

struct FormulaTests {
    @Test(arguments: [
        ("NaCl", ["Na": 1, "Cl": 1]), ("Co", ["Co": 1]), ("CO", ["C": 1, "O": 1]), ("NO", ["N": 1, "O": 1]), ("No", ["No": 1]),
        ("Hg0.7Cd0.3Te", ["Hg": 0.7, "Cd": 0.3, "Te": 1]), ("Ag(CO)2", ["Ag": 1, "C": 2, "O": 2]),
        ("Ca3[Fe{C(NO)2}3]2", ["Ca": 3, "Fe": 2, "C": 6, "N": 12, "O": 12]), ("Na1 Ca1 Tl2", ["Na": 1, "Ca": 1, "Tl": 2]),
        ("(Ga0.5Al0.5)As", ["Ga": 0.5, "Al": 0.5, "As": 1]), ("CH3CH2OH", ["C": 2, "H": 6, "O": 1]), ("2NaCl", ["Na": 2, "Cl": 2]),
        (" Fe2O3 ", ["Fe": 2, "O": 3]), ("Og118", ["Og": 118]),
    ])
    func reads(formula: String, expected: [String: Double]) throws {
        #expect(try amounts(formula) == expected)
    }

    @Test(arguments: ["CuSO4·5H2O", "CuSO4•5H2O", "CuSO4∙5H2O", "CuSO4⋅5H2O", "CuSO4*5H2O", "CuSO4 · 5 H2O"])
    func readsHydrates(formula: String) throws {
        #expect(try amounts(formula) == ["Cu": 1, "S": 1, "O": 9, "H": 10])
    }

    @Test func readsOtherDotted() throws {
        #expect(try amounts("CaSO4·0.5H2O") == ["Ca": 1, "S": 1, "O": 4.5, "H": 1])
        #expect(try amounts("Ca(OH)2.H2O") == ["Ca": 1, "O": 3, "H": 4])
        #expect(try amounts("[Cu(NH3)4]SO4*H2O") == ["Cu": 1, "N": 4, "H": 14, "S": 1, "O": 5])
        #expect(try amounts("3CaO·Al2O3·6H2O") == ["Ca": 3, "Al": 2, "O": 12, "H": 12])
        #expect(try amounts("Ca(SO4·2H2O)2") == ["Ca": 1, "S": 2, "O": 12, "H": 8])
    }

    @Test(arguments: [
        ("", 1, FormulaError.Problem.empty), ("   ", 4, .empty), ("co", 1, .unknownElement("co")), ("NaX", 3, .unknownElement("X")),
        ("D2O", 1, .unknownElement("D")), ("Nacl", 1, .unknownElement("Nacl")), ("Na2Qq3", 4, .unknownElement("Qq")),
        ("Uue", 1, .unknownElement("Uue")), ("Na0", 3, .badAmount("0")), ("Na0.0Cl", 3, .badAmount("0.0")), ("Na-1", 3, .charge),
        ("Pb1-xSnxTe", 5, .variable("x")), ("SnxTe", 3, .variable("x")), ("YBa2Cu3O7−δ", 13, .variable("δ")), ("La2-ySryCuO4", 5, .variable("y")),
        ("Fe3+", 4, .charge), ("SO4^2-", 4, .charge), ("NH4⁺", 4, .charge), ("Na()", 3, .emptyBracket), ("Na(Cl", 3, .unclosedBracket("(")),
        ("NaCl)", 5, .unclosedBracket(")")), ("Na(Cl]", 6, .unclosedBracket("]")), ("CuSO4.5H2O", 5, .ambiguousDot("4.5H2O")),
        ("CoCl2.6NH3", 5, .ambiguousDot("2.6NH3")), ("Na1.2.3", 3, .ambiguousDot("1.2.3")), ("Fe.5O", 3, .ambiguousDot(".5O")),
        ("NaCl, 5", 5, .unexpected(",")), ("NaCl 5", 6, .unexpected("5")), ("5", 1, .empty), ("Na9999999", 3, .badAmount("9999999")),
        ("NaCl·", 7, .empty), ("·H2O", 1, .unexpected("·")), ("H₂O", 2, .unexpected("₂")), ("Na,Cl", 3, .unexpected(",")),
    ])
    func refuses(formula: String, position: Int, problem: FormulaError.Problem) {
        let error = fault(formula)
        #expect(error?.problem == problem)
        #expect(error?.position == position)
    }

    @Test func refusesTooDeepNesting() {
        let depth = 100
        let formula = String(repeating: "(", count: depth) + "Na" + String(repeating: ")", count: depth)
        #expect(fault(formula)?.problem == .tooDeep)
    }

    @Test func refusesProductsOfAmountsBeyondMeasure() {
        guard case .badAmount = fault("((Na99999)99999)99999")?.problem else {
            Issue.record("a formula of 10^15 atoms was read")
            return
        }
    }

    @Test func errorsNameThePlace() {
        #expect(fault("Na2Qq3")?.description.contains("position 4: 'Qq' is not an element") == true)
    }
}
