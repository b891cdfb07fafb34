import Materials

/// Rows of an input of a report that could not be used: said on the page, in metrics.json and by the program.
public struct InputLoss: Sendable, Equatable, Encodable {
    public enum Input: String, Sendable, Encodable {
        case known
        case hullDistance = "hull_distance"
        case predictions
        case truth
        case committee
    }

    public let input: Input
    /// The file, or of a column its name.
    public let name: String
    public let rows: RowLoss

    public init(_ input: Input, name: String, rows: RowLoss) {
        self.input = input
        self.name = name
        self.rows = rows
    }

    /// nil where nothing is lost.
    public init?(_ input: Input, name: String, _ rows: RowLoss?) {
        guard let rows else { return nil }
        self.init(input, name: name, rows: rows)
    }

    /// "3 of 4 known phases of known.csv take no part in the hull: k2: formation_energy_per_atom is empty; k3: …"
    public var sentence: String {
        let isOne = rows.lost == 1
        let lost = "\(NumberText.count(rows.lost)) of \(NumberText.count(rows.rows))"
        let said: String
        switch input {
        case .known: said = "known \(rows.rows == 1 ? "phase" : "phases") of \(name) \(isOne ? "takes" : "take") no part in the hull"
        case .hullDistance:
            said = "\(rows.rows == 1 ? "candidate" : "candidates") \(isOne ? "has" : "have") no true distance to the hull in the column \(name) and "
                + "\(isOne ? "counts" : "count") in no measure of discovery"
        case .predictions: said = "\(rows.rows == 1 ? "prediction" : "predictions") of \(name) \(isOne ? "is no value" : "are no values")"
        case .committee:
            said = "\(rows.rows == 1 ? "material" : "materials") \(isOne ? "is" : "are") left out of the \(name), "
                + "which needs the predictions of all its parts"
        case .truth: said = "true \(rows.rows == 1 ? "value" : "values") of \(name) \(isOne ? "is" : "are") not known"
        }
        let consequence = input == .known ? " Without \(isOne ? "it" : "them") a hull may lie too high, and call too much stable." : ""
        return "\(lost) \(said): \(rows.text).\(consequence)"
    }

    private enum CodingKeys: String, CodingKey {
        case input, name, rows, lost, reasons
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(input, forKey: .input)
        try container.encode(name, forKey: .name)
        try container.encode(rows.rows, forKey: .rows)
        try container.encode(rows.lost, forKey: .lost)
        try container.encode(rows.reasons, forKey: .reasons)
    }
}
