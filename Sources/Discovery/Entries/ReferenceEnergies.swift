import Materials

/// The energies of the pure elements, eV/atom: where formation energies count from.
public struct ReferenceEnergies: Sendable {
    public private(set) var energies: [Element: Double]

    public init(_ energies: [Element: Double]) {
        self.energies = energies
    }

    /// Elements that a material holds and no reference energy is known of.
    public struct Missing: Error, Hashable, Sendable, CustomStringConvertible {
        public let elements: [Element]

        public var description: String {
            "there is no reference energy of \(elements.map(\.symbol).joined(separator: ", ")): neither an entry of the pure element nor a "
                + "row of --references"
        }
    }

    /// Reads a table of `element` and `energy`.
    public init(path: String) throws(EntryError) {
        var table: TableReader
        let columns: (symbol: Int, energy: Int)
        do { table = try TableReader(path: path) } catch { throw .table(error) }
        do {
            columns = (try table.column("element"), try table.column("energy"))
        } catch {
            throw .table(error)
        }
        energies = [:]
        var fields = TableRow()
        while true {
            do { guard try table.next(into: &fields) else { break } } catch { throw .table(error) }
            let symbol = (fields.text(columns.symbol) ?? "").filter { !$0.isWhitespace }
            let number = TableNumber(fields.text(columns.energy) ?? "")
            func fault(_ problem: String) -> EntryError { .reference(path: path, row: table.row, problem: problem) }
            guard let element = Element(symbol: symbol) else { throw fault("'\(symbol)' is no element's symbol") }
            guard let value = number.value else { throw fault(number.fault ?? "the energy of \(symbol) is not known, so that it is no reference") }
            guard energies.updateValue(value, forKey: element) == nil else { throw fault("\(element) is given twice") }
        }
    }

    /// Finds, for the elements that have none, the lowest of the entries of the pure element.
    public mutating func find(in entries: [PhaseDiagram.Entry]) {
        var lowest: [Element: Double] = [:]
        for entry in entries {
            guard let element = entry.composition.onlyElement else { continue }
            lowest[element] = min(lowest[element] ?? .infinity, entry.energy)
        }
        energies.merge(lowest) { given, _ in given }
    }

    /// eV/atom: the energy per atom less that of the elements in their proportions.
    public func formationEnergy(of entry: PhaseDiagram.Entry) throws(Missing) -> Double {
        let unknown = entry.composition.elements.filter { energies[$0] == nil }
        guard unknown.isEmpty else { throw Missing(elements: unknown) }
        let total = entry.composition.total
        return entry.composition.components.reduce(entry.energy) { $0 - (energies[$1.element] ?? 0) * $1.amount / total }
    }
}
