import Datasets
import HDF5
import Materials

/// Materials with an energy each, read from tables, files of structures or a data set.
public struct EntryTable: Sendable {
    /// What the energies are, in eV per atom, and the name of their column or target.
    public enum Energy: Sendable, Hashable {
        /// Counted from the elements. nil: `formation_energy_per_atom`, or the only target of a data set where it is in eV/atom.
        case formation(String?)
        /// Counted from wherever the calculation does; the elements' own energies are subtracted.
        case total(String)
    }

    /// One material of the table.
    public struct Row: Sendable {
        public let id: String
        /// nil where it could not be read.
        public let composition: Composition?
        /// As the table has it, eV/atom; nil where it is not known.
        public let energy: Double?
        /// Why the material takes no part; nil for one that does.
        public var fault: String?

        public init(id: String, composition: Composition?, energy: Double?, fault: String? = nil) {
            self.id = id
            self.composition = composition
            self.energy = energy
            self.fault = fault
        }

        /// The phase, its energy as the table has it.
        public var entry: PhaseDiagram.Entry? {
            guard fault == nil, let composition, let energy else { return nil }
            return PhaseDiagram.Entry(id: id, composition: composition, energy: energy)
        }
    }

    public let path: String
    public private(set) var rows: [Row]

    public init(path: String, rows: [Row]) {
        self.path = path
        self.rows = rows
    }

    /// Reads a data set, or whatever `featurise` reads.
    ///
    /// Rows without a composition or an energy stay, with the reason.
    /// - Parameter columns: where tables hold the id, the formula or the structure; what data sets need not be told
    /// - Throws: `EntryError` for files that cannot be read, and where no row is an entry
    public init(path: String, energy: Energy, columns: InputOptions = InputOptions()) throws(EntryError) {
        self.path = path
        rows = HDF5File.isOne(path) ? try Self.rows(dataset: path, energy) : try Self.rows(table: path, energy, columns)
        guard rows.contains(where: { $0.fault == nil }) else {
            throw .noEntries(path: path, rows: rows.count, first: rows.first?.fault)
        }
    }

    /// The phases that take part, in order.
    public var entries: [PhaseDiagram.Entry] { rows.compactMap(\.entry) }

    /// The same materials with formation energies; those that hold an element without a reference energy take no part.
    public func formationEnergies(from references: ReferenceEnergies) -> EntryTable {
        EntryTable(
            path: path,
            rows: rows.map { row in
                guard let entry = row.entry else { return row }
                do throws(ReferenceEnergies.Missing) {
                    return Row(id: row.id, composition: row.composition, energy: try references.formationEnergy(of: entry))
                } catch {
                    return Row(id: row.id, composition: row.composition, energy: nil, fault: error.description)
                }
            })
    }

    private static func rows(table path: String, _ energy: Energy, _ columns: InputOptions) throws(EntryError) -> [Row] {
        let name =
            switch energy {
            case .formation(let name): name ?? usualName
            case .total(let name): name
            }
        var options = columns
        options.columns = [name]
        var rows: [Row] = []
        do throws(ReaderError) {
            var source = try RecordSource(paths: [path], options: options)
            while let record = try source.next() { rows.append(row(of: record, energy: name)) }
        } catch {
            throw .table(error)
        }
        return rows
    }

    private static func row(of record: InputRecord, energy name: String) -> Row {
        let composition: Composition
        do {
            let label = record.kind == .protostructure ? try record.label() : nil
            composition = try label.map { try Protostructure(label: $0).composition } ?? record.composition()
        } catch {
            return Row(id: record.id, composition: nil, energy: nil, fault: (error as? RecordError)?.reason.description ?? "\(error)")
        }
        let energy: Double
        switch TableNumber(record.columns[name] ?? "") {
        case .known(let value): energy = value
        case .unknown: return Row(id: record.id, composition: composition, energy: nil, fault: "\(name) is not known")
        case .notANumber(let reason), .notAValue(let reason):
            return Row(id: record.id, composition: composition, energy: nil, fault: "\(name): \(reason)")
        }
        guard !composition.components.isEmpty else { return Row(id: record.id, composition: nil, energy: energy, fault: "it holds no atoms") }
        return Row(id: record.id, composition: composition, energy: energy)
    }

    private static func rows(dataset path: String, _ energy: Energy) throws(EntryError) -> [Row] {
        let dataset: Dataset
        do { dataset = try Dataset(path: path) } catch { throw .dataset(error) }
        let name = try target(of: dataset, energy)
        let values: [Double]
        // As a table has them: of both, the hull is the same.
        do { values = try dataset.decimals(ofTarget: name) } catch { throw .dataset(error) }
        return values.enumerated().map { number, value in
            let composition = try? Composition(dataset.formula(number))
            let fault = composition == nil ? "its formula cannot be read" : value.isNaN ? "\(name) is not known" : nil
            return Row(id: dataset.id(number), composition: composition, energy: value.isNaN ? nil : value, fault: fault)
        }
    }

    private static func target(of dataset: Dataset, _ energy: Energy) throws(EntryError) -> String {
        let names = dataset.targetNames
        let name: String
        switch energy {
        case .formation(let given?), .total(let given): name = given
        case .formation(nil) where names.contains(usualName): name = usualName
        case .formation(nil):
            // A hull of band gaps looks like one of energies.
            guard names.count == 1, dataset.unit(ofTarget: names[0]) == unit else { throw .unnamedEnergy(path: dataset.path, names: names) }
            name = names[0]
        }
        let found = dataset.unit(ofTarget: name)
        guard !names.contains(name) || found.isEmpty || found == unit else {
            throw .unit(path: dataset.path, target: name, found: found, expected: unit)
        }
        return name
    }

    private static let usualName = "formation_energy_per_atom"
    private static let unit = "eV/atom"
}
