import Materials

/// A formula in which letters stand for sets of elements: ABX3 with A = Ca, Sr, Ba and X = O, S.
struct FormulaTemplate {
    private let text: String
    /// What stands in the formula, each once, with its elements and its amount.
    private let parts: [(choices: [Element], amount: Int)]

    /// - Parameters:
    ///   - text: names and whole amounts, without brackets: "ABO3"
    ///   - sets: the elements that a name stands for; every other name is the symbol of an element
    init(_ text: String, sets: [String: [Element]]) throws(EnumerationError) {
        self.text = text
        var amounts: [(name: String, amount: Int)] = []
        for match in text.matches(of: /([A-Z][a-z]?)([0-9]*)/) {
            let amount = match.output.2.isEmpty ? 1 : Int(match.output.2) ?? 0
            guard (1...Self.largestAmount).contains(amount) else {
                throw .formula(text, reason: "the amount \(match.output.2) is not from 1 to \(Self.largestAmount)")
            }
            let name = String(match.output.1)
            if let place = amounts.firstIndex(where: { $0.name == name }) {
                amounts[place].amount += amount
            } else {
                amounts.append((name, amount))
            }
        }
        guard !amounts.isEmpty, text.wholeMatch(of: /([A-Z][a-z]?[0-9]*)+/) != nil else {
            throw .formula(text, reason: "expected names and whole amounts without brackets, as in ABX3")
        }
        if let name = sets.keys.sorted().first(where: { name in !amounts.contains { $0.name == name } }) {
            throw .formula(text, reason: "--elements names \(name), which is not in it")
        }
        var parts: [(choices: [Element], amount: Int)] = []
        for (name, amount) in amounts {
            guard let choices = sets[name] ?? Element(symbol: name).map({ [$0] }) else {
                throw .formula(text, reason: "\(name) is no element; --elements \(name):Ca,Sr says which elements it stands for")
            }
            parts.append((choices, amount))
        }
        self.parts = parts
    }

    static let largestAmount = 10000
    /// More choices than anybody would predict, and than a table should hold.
    static let largestCount = 1_000_000

    /// Adds every choice of different elements.
    func fill(_ table: inout FormulaTable) throws(EnumerationError) {
        var choices = 1
        for part in parts { choices = min(choices * part.choices.count, Self.largestCount + 1) }
        guard choices <= Self.largestCount else {
            throw .formula(text, reason: "it stands for more than \(Self.largestCount) choices of elements; name fewer in --elements")
        }
        var chosen: [(element: Element, amount: Int)] = []
        var filled = false
        choose(&chosen, into: &table, &filled)
        guard filled else { throw .formula(text, reason: "there is no choice of elements in which all are different") }
    }

    private func choose(_ chosen: inout [(element: Element, amount: Int)], into table: inout FormulaTable, _ filled: inout Bool) {
        guard chosen.count < parts.count else {
            table.add(chosen)
            filled = true
            return
        }
        let part = parts[chosen.count]
        for element in part.choices where !chosen.contains(where: { $0.element == element }) {
            chosen.append((element, part.amount))
            choose(&chosen, into: &table, &filled)
            chosen.removeLast()
        }
    }
}
