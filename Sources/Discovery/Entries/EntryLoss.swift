import Materials

/// The known phases of a table that a hull has to do without.
///
/// A hull of fewer phases lies higher, and calls more stable: one that has lost a notable part is none to rely on.
public struct EntryLoss: Sendable, Hashable {
    public let path: String
    public let rows: RowLoss
    /// Pure elements among what is lost, from which energies were to count.
    public let references: [Element]

    /// Of the known phases: a hull may lose as many without being asked about it.
    public static let tolerated = 0.01

    /// Whether a hull of the rest is made only where that was asked for.
    public var isNotable: Bool { rows.share > Self.tolerated || !references.isEmpty }
}

extension EntryTable {
    /// What a hull of the table has to do without; nil where every row takes part.
    ///
    /// - Parameters:
    ///   - given: elements whose reference energies come from elsewhere; nil: of formation energies, which count from the elements already
    ///   - isCandidate: whether a row is one of the candidates, which take no part in any case
    public func loss(
        given: Set<Element>? = nil, isCandidate: (_ id: String, _ composition: Composition) -> Bool = { _, _ in false }
    ) -> EntryLoss? {
        let own = rows.filter { row in
            guard row.fault != nil, let composition = row.composition else { return true }
            return !isCandidate(row.id, composition)
        }
        let lost = own.filter { $0.fault != nil }
        guard let loss = RowLoss(rows: own.count, faults: lost.map { ($0.id, $0.fault ?? "") }) else { return nil }
        let elements = given.map { given in Set(lost.compactMap { $0.composition?.onlyElement }).subtracting(given) }
        return EntryLoss(path: path, rows: loss, references: (elements ?? []).sorted())
    }
}
