extension GenerationConditions: CustomStringConvertible {
    /// All of them in one order, so that equal conditions have equal texts.
    public var description: String {
        var parts: [String] = []
        func add(_ name: String, _ text: String?) { if let text { parts.append("\(name) \(text)") } }
        func symbols(_ set: ElementSet) -> String { set.elements.map(\.symbol).joined(separator: ",") }
        func text(_ range: ClosedRange<Int>) -> String { "\(range.lowerBound)-\(range.upperBound)" }
        func text(_ amounts: [Element: Int]) -> String { amounts.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: ",") }
        add("groups", spaceGroups.map { $0.sorted().map(String.init).joined(separator: ",") })
        add("elements", allowed == .all ? nil : symbols(allowed))
        add("require", required.isEmpty ? nil : symbols(required))
        switch amounts {
        case .formula(let amounts): add("formula", text(amounts))
        case .cell(let amounts): add("cell", text(amounts))
        case .anonymous(let amounts): add("anonymous", amounts.sorted().map(String.init).joined(separator: ","))
        case nil: break
        }
        add("number of elements", elementCounts.map(text))
        add("sites", siteCounts.map(text))
        add("atoms", maxAtoms.map(String.init))
        add(
            "containing",
            containing.map { structure in
                let sites = structure.sites.map { "\($0.element) \(WyckoffTable.standard.position(Int($0.row)).letter)" }
                return "\(structure.spaceGroup): " + sites.sorted().joined(separator: ", ")
            })
        return parts.isEmpty ? "none" : parts.joined(separator: "; ")
    }
}
