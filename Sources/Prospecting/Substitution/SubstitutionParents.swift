import Datasets
import Discovery
import Materials

/// A known material that others are made of.
public struct SubstitutionParent: Hashable, Sendable {
    public let id: String
    public let decoration: Decoration

    public init(id: String, decoration: Decoration) {
        self.id = id
        self.decoration = decoration
    }
}

extension SubstitutionParent {
    /// All materials of a data set, in order: arrangements, or compositions where it has no more.
    public static func all(of dataset: Dataset) throws(SubstitutionError) -> [SubstitutionParent] {
        var parents: [SubstitutionParent] = []
        for row in 0..<dataset.count {
            parents.append(SubstitutionParent(id: dataset.id(row), decoration: try decoration(dataset, row)))
        }
        return parents
    }

    private static func decoration(_ dataset: Dataset, _ row: Int) throws(SubstitutionError) -> Decoration {
        func fault(_ name: String, _ expected: String, _ error: any Error) -> SubstitutionError {
            .dataset(.array(path: dataset.path, name: name, index: row, expected: expected, found: "\(error)"))
        }
        switch dataset.representation {
        case .wyckoff:
            do { return Decoration(try Protostructure(label: dataset.label(row))) } catch { throw fault("label", "a protostructure label", error) }
        case .composition:
            do { return Decoration(try Composition(dataset.formula(row))) } catch { throw fault("formula", "a formula", error) }
        }
    }

    /// Those within some energy of the hull of the known phases.
    ///
    /// - Parameters:
    ///   - parents: all materials of a data set, in order
    ///   - entries: the same materials with formation energies, in order; those without one are no parents
    ///   - limit: eV/atom
    public static func stable(
        among parents: [SubstitutionParent], entries: EntryTable, within limit: Double
    ) throws -> [SubstitutionParent] {
        precondition(entries.rows.count == parents.count, "a row for each material")
        var energies = try KnownPhases(entries.entries).energiesAboveHull()[...]
        var stable: [SubstitutionParent] = []
        for (parent, row) in zip(parents, entries.rows) where row.entry != nil {
            if let energy = energies.popFirst(), energy <= limit { stable.append(parent) }
        }
        guard !stable.isEmpty else {
            throw SubstitutionError.noParents(path: entries.path, reason: "none lies within \(limit) eV/atom of the hull")
        }
        return stable
    }
}
