/// Rows of an input that take no part in what is made of it, with the first reasons: nothing that is read is dropped uncounted.
public struct RowLoss: Sendable, Hashable {
    /// Why some rows take no part.
    public struct Reason: Sendable, Hashable, Encodable {
        public let reason: String
        /// How many rows have it.
        public internal(set) var rows: Int
        /// What the first of them is called.
        public let first: String
    }

    /// Of the whole input.
    public let rows: Int
    public let lost: Int
    /// Each once, in the order of their first rows; of many different ones the first.
    public let reasons: [Reason]

    private static let most = 3

    /// - Parameters:
    ///   - rows: of the whole input
    ///   - faults: of the rows that take no part, in order
    /// - Returns: nil where all rows take part
    public init?(rows: Int, faults: some Sequence<(id: String, reason: String)>) {
        var (lost, reasons) = (0, [Reason]())
        for (id, reason) in faults {
            lost += 1
            if let place = reasons.firstIndex(where: { $0.reason == reason }) {
                reasons[place].rows += 1
            } else if reasons.count < Self.most {
                reasons.append(Reason(reason: reason, rows: 1, first: id))
            }
        }
        guard lost > 0 else { return nil }
        self.rows = rows
        self.lost = lost
        self.reasons = reasons
    }

    /// 0 … 1
    public var share: Double { Double(lost) / Double(max(rows, 1)) }

    /// "k2: formation_energy_per_atom is empty (7 rows); k4: …; and 3 more"
    public var text: String {
        let texts = reasons.map { "\($0.first): \($0.reason)" + ($0.rows > 1 ? " (\($0.rows) rows)" : "") }
        let rest = lost - reasons.reduce(0) { $0 + $1.rows }
        return (texts + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "; ")
    }
}
