/// What `_chemical_formula_sum` says of the composition.
struct CIFFormula {
    /// As it is written.
    let text: String
    let composition: Composition

    /// nil for a text that says no composition: amounts such as x and 1-x, charges.
    ///
    /// Such a text cannot be compared, and is no fault of the atoms. Deuterium counts as hydrogen, which the atoms have in its place.
    init?(_ text: String) {
        self.text = text.split { $0.isWhitespace }.joined(separator: " ")
        var plain = ""
        let characters = Array(self.text)
        for (place, character) in characters.enumerated() {
            let isDeuterium = character == "D" && !(place + 1 < characters.count && characters[place + 1].isLowercase)
            plain.append(isDeuterium ? "H" : character)
        }
        guard let composition = try? Composition(plain) else { return nil }
        self.composition = composition
    }

    /// Throws where atoms make another composition.
    func refuseOther(_ structure: Structure) throws(StructureTextError) {
        let made = Composition(of: structure)
        guard composition.agrees(with: made) else {
            throw .otherFormula(made: made.reducedFormula, tag: CIFTag.formulaSum.name, said: text)
        }
    }
}

extension CIFReading {
    var statedFormula: CIFFormula? { text(of: .formulaSum).flatMap(CIFFormula.init) }

    /// The atoms of the cell by formula and number of formula units; nil where one of them is not given.
    ///
    /// Only used to choose between settings. It is no reason to refuse: some programs write the sum of the whole cell and the number of formula
    /// units beside it, and numbers from files copied for another compound stay as they were.
    func siteCount(_ formula: CIFFormula) -> Int? {
        guard let units = given(.formulaUnits).first.flatMap({ try? number($0, of: .formulaUnits) }), units > 0 else { return nil }
        let count = formula.composition.total * units
        return count < 1e6 && abs(count - count.rounded()) < 1e-6 ? Int(count.rounded()) : nil
    }
}
