import Datasets
import Materials

/// Known materials with their structures, each structure read when it is asked for.
public struct KnownStructures {
    public struct Material: Sendable {
        public let id: String
        public let protostructure: Protostructure
    }

    public let materials: [Material]
    private let read: (Int) throws(DatasetError) -> Structure?
    private let numbers: [String: Int]

    private init(_ materials: [Material], read: @escaping (Int) throws(DatasetError) -> Structure?) {
        self.materials = materials
        self.read = read
        numbers = Dictionary(materials.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    /// Materials with structures that are in memory.
    public init(_ materials: [(id: String, protostructure: Protostructure, structure: Structure)]) {
        let structures = materials.map(\.structure)
        self.init(materials.map { Material(id: $0.id, protostructure: $0.protostructure) }) { number throws(DatasetError) in structures[number] }
    }

    /// The materials of a data set of Wyckoff positions, with the structures that it keeps, or that files hold under its ids.
    ///
    /// - Parameter files: the structures by id where the data set keeps none; nil: it does
    /// - Throws: `DatasetError` where a label of the data set is none
    public init(_ dataset: Dataset, structures files: [String: Structure]? = nil) throws(DatasetError) {
        var materials: [Material] = []
        var rows: [Int] = []
        for row in 0..<dataset.count {
            let id = dataset.id(row)
            if let files, files[id] == nil { continue }
            let label = dataset.label(row)
            guard let protostructure = try? Protostructure(label: label) else {
                throw .array(path: dataset.path, name: "label", index: row, expected: "a protostructure label", found: label)
            }
            materials.append(Material(id: id, protostructure: protostructure))
            rows.append(row)
        }
        let ids = materials.map(\.id)
        self.init(materials) { number throws(DatasetError) in
            if let files { return files[ids[number]] }
            return try dataset.structure(rows[number])
        }
    }

    /// The structure of material `number`; nil where none is known.
    public func structure(_ number: Int) throws(DatasetError) -> Structure? { try read(number) }

    /// The number of the material with this id.
    public func number(of id: String) -> Int? { numbers[id] }

    /// Element volumes fitted on all of them.
    public func elementVolumes() throws(DatasetError) -> ElementVolumes {
        var known: [(composition: Composition, volumePerAtom: Double)] = []
        for number in materials.indices {
            guard let structure = try read(number) else { continue }
            known.append((Composition(of: structure), structure.volumePerSite))
        }
        return ElementVolumes(fitting: known)
    }
}
