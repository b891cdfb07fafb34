extension Composition {
    /// Reads a formula, or amounts of elements as pymatgen and Python print them: `{"Fe": 2.0, "O": 3.0}`, `{'Fe': 2, 'O': 3}`.
    ///
    /// Charges behind symbols do not count. Throws where it is neither.
    public init(formulaOrAmounts text: String) throws(FormulaError) {
        guard text.first(where: { !$0.isWhitespace }) == "{" else {
            try self.init(text)
            return
        }
        func fault(_ problem: FormulaError.Problem) -> FormulaError { FormulaError(formula: text, position: 1, problem: problem) }
        let usual = text.contains("\"") ? text : text.replacing("'", with: "\"")
        guard let tree = try? JSONValue(Array(usual.utf8)), case .object(let members) = tree else { throw fault(.unexpected("{")) }
        var amounts: [Element: Double] = [:]
        for member in members {
            let symbol = String(member.name.prefix { $0.isLetter })
            guard let element = Element(symbol: symbol), member.name.dropFirst(symbol.count).allSatisfy({ "0123456789.+-".contains($0) }) else {
                throw fault(.unknownElement(member.name))
            }
            guard let amount = member.value.double, amount >= 0, amount < 1e6 else { throw fault(.badAmount(member.value.field ?? "…")) }
            amounts[element, default: 0] += amount
        }
        self.init(amounts: amounts)
        guard !components.isEmpty else { throw fault(.empty) }
    }
}
