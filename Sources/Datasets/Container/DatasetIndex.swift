import HDF5
import Materials

/// What the HDF5 library says of a data set's file: attributes and where arrays lie. The arrays themselves are then mapped.
struct DatasetIndex {
    let path: String
    let representation: Representation
    let count: Int
    let contentHash: String
    let layouts: [ArrayLayout]
    let units: [String: String]
    /// Of the targets that have named classes.
    let classes: [String: ClassNames]
    /// Whether the column `material` says which rows are structures of one material.
    let haveVariants: Bool
    let vectorsName: String
    let features: [FeatureSchema]
    /// By which graphs were made; nil where it is not said.
    let graphRule: String?
    let provenance: [(name: String, value: String)]
    let tolerances: [(name: String, value: Double)]

    init(path: String) throws(DatasetError) {
        let file = try reading { () throws(HDF5Error) in try HDF5File.open(path) }
        let format = try reading { () throws(HDF5Error) in try file.textAttribute("format") }
        guard format == DatasetContent.format else { throw .notADataset(path: path, found: format ?? "an HDF5 file without a format") }
        let version = try reading { () throws(HDF5Error) in try file.integerAttribute("version") }
        guard let version, (1...DatasetContent.version).contains(version) else {
            throw .version(path: path, expected: DatasetContent.version, found: version ?? 0)
        }
        let name = try reading { () throws(HDF5Error) in try file.requiredText("representation") }
        guard let representation = Representation(rawValue: name) else {
            throw .array(path: path, name: "representation", index: nil, expected: "wyckoff or composition", found: name)
        }
        let names = try reading { () throws(HDF5Error) in try DatasetContent.arrayNames(in: file) }
        var layouts: [ArrayLayout] = []
        for name in names { layouts.append(try reading { () throws(HDF5Error) in try file.layout(of: name) }) }
        var units: [String: String] = [:]
        var classes: [String: ClassNames] = [:]
        for layout in layouts where layout.name.hasPrefix("targets/") {
            units[String(layout.name.dropFirst("targets/".count))] =
                try reading { () throws(HDF5Error) in try file.textAttribute("unit", of: layout.name) }
            guard let text = try reading({ () throws(HDF5Error) in try file.textAttribute("classes", of: layout.name) }) else { continue }
            guard let names = ClassNames(text: text) else {
                throw .array(path: path, name: "\(layout.name) classes", index: nil, expected: "a name a line, each once", found: text)
            }
            classes[String(layout.name.dropFirst("targets/".count))] = names
        }
        var features: [FeatureSchema] = []
        for layout in layouts where layout.name.hasPrefix("features/") { features.append(try Self.schema(layout, in: file)) }
        guard version > 1 || features.isEmpty else {
            throw .array(path: path, name: "version", index: nil, expected: "2, as there are features", found: "1")
        }
        if version < 4, let double = layouts.first(where: { $0.name.hasPrefix("targets/") && $0.kind == .float64 }) {
            throw .array(
                path: path, name: "version", index: nil, expected: "4, as \(double.name) is in double precision", found: "\(version)")
        }
        if version < 5, let structures = layouts.first(where: { $0.name.hasPrefix("structures/") }) {
            throw .array(path: path, name: "version", index: nil, expected: "5, as there is \(structures.name)", found: "\(version)")
        }
        let graphs = layouts.first { $0.name.hasPrefix("graphs/") }
        if version < 6, let graphs {
            throw .array(path: path, name: "version", index: nil, expected: "6, as there is \(graphs.name)", found: "\(version)")
        }
        graphRule =
            layouts.contains { $0.name == "graphs/node_offset" }
            ? try reading { () throws(HDF5Error) in try file.textAttribute("rule", of: "graphs/node_offset") } : nil
        let haveVariants = try Self.haveVariants(layouts, in: file)
        if version < 7, haveVariants {
            throw .array(path: path, name: "version", index: nil, expected: "7, as materials have several rows", found: "\(version)")
        }
        let stored = try reading { () throws(HDF5Error) in try file.requiredText("content_hash") }
        let found = try reading { () throws(HDF5Error) in try DatasetContent.contentHash(of: file) }
        guard stored == found else { throw .file(.digest(path: path, object: "content_hash", expected: stored, found: found)) }
        let storedAttributes = try reading { () throws(HDF5Error) in try file.requiredText("attributes_hash") }
        let attributes = try reading { () throws(HDF5Error) in try DatasetContent.attributesHash(of: file) }
        guard storedAttributes == attributes else {
            throw .file(.digest(path: path, object: "an attribute", expected: storedAttributes, found: attributes))
        }
        var provenance: [(name: String, value: String)] = []
        for name in DatasetContent.provenanceNames {
            if let value = try reading({ () throws(HDF5Error) in try file.textAttribute(name) }) { provenance.append((name, value)) }
        }
        var tolerances: [(name: String, value: Double)] = []
        for name in DatasetContent.toleranceNames {
            if let value = try reading({ () throws(HDF5Error) in try file.numberAttribute(name) }) { tolerances.append((name, value)) }
        }

        self.path = path
        self.representation = representation
        self.layouts = layouts
        self.units = units
        self.classes = classes
        self.provenance = provenance
        self.tolerances = tolerances
        self.features = features
        self.haveVariants = haveVariants
        contentHash = stored
        vectorsName = try reading { () throws(HDF5Error) in try file.textAttribute("name", of: "embedding/elements") } ?? "unnamed"
        count = layouts.first { $0.name == "id" }?.count ?? 0
        for layout in layouts where !["nodes/", "embedding/", "structures/", "graphs/"].contains(where: layout.name.hasPrefix) {
            let isTable = layout.name.hasPrefix("features/")
            if isTable ? layout.shape.first == count : layout.shape == [count] { continue }
            throw .array(path: path, name: layout.name, index: nil, expected: "\(count) rows, as many as ids", found: "shape \(layout.shape)")
        }
    }

    private static func haveVariants(_ layouts: [ArrayLayout], in file: borrowing HDF5File) throws(DatasetError) -> Bool {
        let name = "columns/\(MaterialRows.column)"
        guard let layout = layouts.first(where: { $0.name == name }) else { return false }
        let role: String?
        do { role = try file.textAttribute("role", of: name) } catch { throw .file(error) }
        guard let role else { return false }
        guard role == DatasetContent.variantRole, case .text = layout.kind else {
            throw .array(
                path: file.path, name: name, index: nil, expected: "texts, with the role \(DatasetContent.variantRole)", found: "\(layout.kind), \(role)")
        }
        return true
    }

    func layout(_ name: String) throws(DatasetError) -> ArrayLayout {
        guard let layout = layouts.first(where: { $0.name == name }) else { throw .file(.missingObject(path: path, object: name)) }
        return layout
    }

    func members(of group: String) -> [String] {
        layouts.compactMap { $0.name.hasPrefix("\(group)/") ? String($0.name.dropFirst(group.count + 1)) : nil }
    }
}
