import HDF5
import Materials

/// A data set, mapped read-only straight from its file.
///
/// Nothing that the file holds is trusted: what opening has not looked at is looked at when it is asked for. Not `Sendable`: a rank has one
/// thread.
public final class Dataset {
    /// How far opening looks.
    public enum Verification: Sendable {
        /// Digests of all arrays and every number.
        case everything
        /// That arrays are as long as they should be, in a time that does not grow with them; for ranks beside one that has looked at
        /// everything. Numbers are looked at by whoever uses them: `target`, `split`, `check(nodesOf:)`.
        case structure
    }

    public let path: String
    public let representation: Representation
    public let count: Int
    public let contentHash: String
    public let elementVectors: ElementVectors
    public let targetNames: [String]
    public let columnNames: [String]
    public let splitNames: [String]
    public let featureSchemas: [FeatureSchema]
    /// Every array of the file, for whoever wants to show them.
    public let layouts: [ArrayLayout]
    /// Text attributes of the file: created, source, spglib_version.
    public let provenance: [(name: String, value: String)]
    /// symprec in Å and angle_tolerance in degrees, where symmetry was looked for.
    public let tolerances: [(name: String, value: Double)]
    /// Cells and positions; nil where they were not kept.
    let structures: MappedStructures?
    /// Graphs of neighbours, as the file has them until `check(graphsOf:)` has looked at them; nil where there are none.
    public let graphs: MappedGraphs?

    /// Whether a material may have several rows, which the column `material` names.
    public let haveVariants: Bool
    private var foundMaterials: MaterialRows?

    /// nil for a data set that is in memory alone.
    private let file: MappedFile?
    private let units: [String: String]
    private let classes: [String: ClassNames]
    private let targets: [String: StoredTarget]
    private let splits: [String: MappedArray<UInt8>]
    private let featureValues: [MappedArray<Float>]
    private let areNodesChecked: Bool
    private let areGraphsChecked: Bool
    private let columns: [String: ArrayLayout]
    private let ids: MappedTexts
    private let formulae: MappedTexts
    private let labels: MappedTexts

    /// [count + 1]: material m owns nodes `nodeOffsets[m] ..< nodeOffsets[m + 1]`.
    public let nodeOffsets: MappedArray<UInt64>
    /// Atomic numbers.
    public let nodeElement: MappedArray<UInt8>
    /// Rows of the Wyckoff table; nil for compositions.
    public let nodeWyckoff: MappedArray<UInt16>?
    /// How many identical nodes each one stands for.
    public let nodeCount: MappedArray<UInt8>
    /// Weight of one of them.
    public let nodeWeight: MappedArray<Float>

    /// - Throws: `DatasetError`, naming the file, the array and the index, for anything that is not as the format says
    public init(path: String, verifying verification: Verification = .everything) throws(DatasetError) {
        let index = try DatasetIndex(path: path)
        let mapped = try reading { () throws(HDF5Error) in try MappedFile(path: path) }
        if verification == .everything {
            for layout in index.layouts { try reading { () throws(HDF5Error) in try mapped.verify(layout) } }
        }
        func numbers<Element: ArrayElement>(_ name: String, _ type: Element.Type) throws(DatasetError) -> MappedArray<Element> {
            let layout = try index.layout(name)
            return try reading { () throws(HDF5Error) in try mapped.array(layout, of: type) }
        }
        func texts(_ name: String) throws(DatasetError) -> MappedTexts {
            let layout = try index.layout(name)
            return try reading { () throws(HDF5Error) in try mapped.texts(layout) }
        }
        ids = try texts("id")
        formulae = try texts("formula")
        labels = try texts("label")
        nodeOffsets = try numbers("nodes/offset", UInt64.self)
        nodeElement = try numbers("nodes/element", UInt8.self)
        nodeWyckoff = index.representation == .wyckoff ? try numbers("nodes/wyckoff", UInt16.self) : nil
        nodeCount = try numbers("nodes/count", UInt8.self)
        nodeWeight = try numbers("nodes/weight", Float.self)
        var targets: [String: StoredTarget] = [:]
        for name in index.members(of: "targets") {
            let array = "targets/\(name)"
            targets[name] =
                try index.layout(array).kind == .float64 ? .double(try numbers(array, Double.self)) : .single(try numbers(array, Float.self))
        }
        var splits: [String: MappedArray<UInt8>] = [:]
        for name in index.members(of: "splits") { splits[name] = try numbers("splits/\(name)", UInt8.self) }
        var featureValues: [MappedArray<Float>] = []
        for schema in index.features { featureValues.append(try numbers("features/\(schema.name)", Float.self)) }
        structures = index.members(of: "structures").isEmpty ? nil : try MappedStructures(index, mapped)
        graphs = index.members(of: "graphs").isEmpty ? nil : try MappedGraphs(index, mapped)
        var columns: [String: ArrayLayout] = [:]
        for name in index.members(of: "columns") { columns[name] = try index.layout("columns/\(name)") }

        let vectors = try index.layout("embedding/elements")
        let values = try numbers("embedding/elements", Float.self)
        let present = try numbers("embedding/present", UInt8.self)
        guard vectors.shape.count == 2, vectors.shape[0] == Element.count + 1, present.count == Element.count + 1 else {
            throw .array(path: path, name: "embedding/elements", index: nil, expected: "119 rows", found: "shape \(vectors.shape)")
        }
        elementVectors = ElementVectors(
            name: index.vectorsName, dimension: vectors.shape[1], values: values.elements, isPresent: present.elements.map { $0 != 0 })

        self.path = path
        representation = index.representation
        count = index.count
        contentHash = index.contentHash
        layouts = index.layouts
        provenance = index.provenance
        tolerances = index.tolerances
        units = index.units
        classes = index.classes
        targetNames = index.members(of: "targets")
        columnNames = index.members(of: "columns")
        splitNames = index.members(of: "splits")
        self.targets = targets
        self.splits = splits
        featureSchemas = index.features
        self.featureValues = featureValues
        self.columns = columns
        haveVariants = index.haveVariants
        file = mapped
        areNodesChecked = verification == .everything
        areGraphsChecked = verification == .everything
        try checkLengths()
        if verification == .everything { try checkNumbers() }
    }

    /// A data set that is in memory alone: materials that are predicted and then forgotten. Nothing but what is predicted from is there, neither
    /// targets nor splits nor columns.
    ///
    /// - Parameter name: what messages call it in place of a path
    /// - Throws: `DatasetError.array` for nodes, graphs and features that are not as the format says
    public init(_ content: DatasetContent, named name: String) throws(DatasetError) {
        path = name
        representation = content.representation
        count = content.ids.count
        contentHash = ""
        elementVectors = content.elementVectors
        (targetNames, columnNames, splitNames) = ([], [], [])
        (layouts, provenance, tolerances) = ([], content.provenance, content.tolerances)
        structures = nil
        graphs = try reading { () throws(HDF5Error) in try content.graphs.map { (graphs) throws(HDF5Error) in MappedGraphs(try graphs.arrays(), rule: graphs.rule) } }
        haveVariants = false
        (file, units, classes, targets, splits, columns) = (nil, [:], [:], [:], [:], [:])
        featureSchemas = content.features.map(\.schema)
        featureValues = content.features.map { MappedArray($0.values?(0..<content.ids.count) ?? []) }
        (ids, formulae, labels) = (MappedTexts(content.ids), MappedTexts(content.formulae), MappedTexts(content.labels))
        nodeOffsets = MappedArray(content.nodeOffsets)
        nodeElement = MappedArray(content.nodeElement)
        nodeWyckoff = content.representation == .wyckoff ? MappedArray(content.nodeWyckoff) : nil
        nodeCount = MappedArray(content.nodeCount)
        nodeWeight = MappedArray(content.nodeWeight)
        areNodesChecked = true
        areGraphsChecked = true
        try checkLengths()
        try checkNumbers()
    }

    /// Every number of every array.
    private func checkNumbers() throws(DatasetError) {
        try NodeCheck(self).check(0..<count)
        for (name, values) in targets.sorted(by: { $0.key < $1.key }) { try check(values, named: name) }
        for (name, values) in splits.sorted(by: { $0.key < $1.key }) { try check(values, ofSplit: name) }
        for (schema, values) in zip(featureSchemas, featureValues) { try check(values, ofFeatures: schema) }
        if let structures { for row in 0..<count { _ = try structures.structure(row) } }
        if let graphs { try GraphCheck(graphs, path: path).check(0..<count) }
    }

    public func id(_ row: Int) -> String { ids[row] }
    public func formula(_ row: Int) -> String { formulae[row] }
    public func label(_ row: Int) -> String { labels[row] }

    /// The first element of a material that a table of elements lacks; nil where it has them all.
    ///
    /// - Parameter isPresent: [119], by atomic number
    public func atomicNumber(of row: Int, notIn isPresent: [Bool]) -> UInt8? {
        nodes(of: row).first { !isPresent[Int(nodeElement[$0])] }.map { nodeElement[$0] }
    }

    /// How many Wyckoff positions a material's sites are on, each orbit counted; of a composition its elements.
    public func siteCount(of row: Int) -> Int { nodes(of: row).reduce(0) { $0 + Int(nodeCount[$1]) } }

    /// A material's space group; nil where it is a composition.
    public func spaceGroup(of row: Int) -> Int? {
        nodeWyckoff.map { WyckoffTable.standard.spaceGroup(ofRow: Int($0[nodes(of: row).lowerBound])) }
    }

    public func nodes(of row: Int) -> Range<Int> { Int(nodeOffsets[row])..<Int(nodeOffsets[row + 1]) }

    /// Looks at the nodes of some materials, unless opening has done so: whoever computes with nodes asks first.
    ///
    /// - Throws: `DatasetError.array` with the array and the index
    public func check(nodesOf rows: some Collection<Int>) throws(DatasetError) {
        if !areNodesChecked { try NodeCheck(self).check(rows) }
    }

    /// Looks at the graphs of some materials, unless opening has done so: whoever computes with graphs asks first.
    ///
    /// - Throws: `DatasetError.array` with the array and the index
    public func check(graphsOf rows: some Collection<Int>) throws(DatasetError) {
        if !areGraphsChecked, let graphs { try GraphCheck(graphs, path: path).check(rows) }
    }

    /// [count], NaN where not known; single precision is widened.
    public func target(_ name: String) throws(DatasetError) -> [Double] { try stored(name).values }

    /// [count], NaN where not known: the same as the decimal numbers that people wrote, where these had no more than six digits or are stored in
    /// double precision. 0.1 in single precision is 0.1 again, and no 0.100000001.
    public func decimals(ofTarget name: String) throws(DatasetError) -> [Double] { try stored(name).decimals }

    /// How the file has a target; single for one that it has not.
    public func precision(ofTarget name: String) -> TargetPrecision {
        if case .double? = targets[name] { return .double }
        return .single
    }

    private func stored(_ name: String) throws(DatasetError) -> StoredTarget {
        guard let target = targets[name] else { throw .unknown(path: path, what: "target", name: name, known: targetNames) }
        try check(target, named: name)
        return target
    }

    /// The same, its class numbers as they are in another order of names.
    ///
    /// - Parameter names: of that order; nil: as they are
    /// - Throws: `DatasetError.array` for a class that the names lack
    public func target(_ name: String, inClasses names: [String]?) throws(DatasetError) -> [Double] {
        let values = try target(name)
        guard let names, let own = classes(ofTarget: name), own.names != names else { return values }
        let others = ClassNames(names)
        let numbers = own.names.map { others.number(of: $0) }
        var renumbered = values
        for row in values.indices where !values[row].isNaN {
            guard let number = numbers[Int(values[row])] else {
                throw .array(
                    path: path, name: "targets/\(name)", index: row, expected: "one of the classes \(names.joined(separator: ", "))",
                    found: "\(own.names[Int(values[row])]) (\(id(row)))")
            }
            renumbered[row] = Double(number)
        }
        return renumbered
    }

    public func unit(ofTarget name: String) -> String { units[name] ?? "" }

    /// What a target's class numbers stand for; nil where its values are numbers.
    public func classes(ofTarget name: String) -> ClassNames? { classes[name] }

    /// [count]: 0 train, 1 validation, 2 test, 255 unused.
    public func split(_ name: String) throws(DatasetError) -> [UInt8] {
        guard let array = splits[name] else { throw .unknown(path: path, what: "split", name: name, known: splitNames) }
        try check(array, ofSplit: name)
        return array.elements
    }

    public func features(_ name: String) throws(DatasetError) -> StoredFeatures {
        guard let place = featureSchemas.firstIndex(where: { $0.name == name }) else {
            throw .unknown(path: path, what: "features", name: name, known: featureSchemas.map(\.name))
        }
        try check(featureValues[place], ofFeatures: featureSchemas[place])
        return StoredFeatures(schema: featureSchemas[place], values: featureValues[place])
    }

    /// A column that was kept, numbers written out, whole ones without a fraction.
    public func column(_ name: String) throws(DatasetError) -> [String] {
        switch try storedColumn(name) {
        case .texts(let texts): texts
        case .numbers(let numbers): numbers.map { TableText.field($0) }
        }
    }

    /// Which rows are structures of one material; each is one by itself where the data set does not say.
    public func materials() throws(DatasetError) -> MaterialRows {
        if let foundMaterials { return foundMaterials }
        let materials = haveVariants ? MaterialRows(names: try column(MaterialRows.column)) : MaterialRows(rows: count)
        foundMaterials = materials
        return materials
    }

    /// A column as the file has it.
    func storedColumn(_ name: String) throws(DatasetError) -> DatasetContent.Column {
        guard let layout = columns[name], let file else { throw .unknown(path: path, what: "column", name: name, known: columnNames) }
        if case .text = layout.kind {
            let texts = try reading { () throws(HDF5Error) in try file.texts(layout) }
            return .texts((0..<count).map { texts[$0] })
        }
        return .numbers(try reading { () throws(HDF5Error) in try file.array(layout, of: Float.self) }.elements)
    }

    /// Asks whether the file still holds what was opened; whoever reads it for hours asks now and then.
    ///
    /// - Throws: `DatasetError.file` with what changed
    public func checkUnchanged() throws(DatasetError) {
        guard let file else { return }
        try reading { () throws(HDF5Error) in try file.checkUnchanged(layouts) }
    }
}
