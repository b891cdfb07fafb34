import HDF5
import Materials

/// What the nodes of a material are.
public enum Representation: String, Sendable, CaseIterable {
    /// Occupied Wyckoff positions.
    case wyckoff
    /// Elements.
    case composition
}

/// A whole data set in memory, to be written (layout: FileFormats.md, "Data set").
public struct DatasetContent: Sendable {
    public static let format = "covey-dataset"
    /// The newest version, of files whose materials may have several rows each; without them a file is of the sixth where it has graphs, else of the
    /// fifth where it has structures, else of the fourth where it has a target in double precision, else of the third where it has named classes,
    /// else of the second where it has features, else of the first, byte for byte.
    public static let version = 7

    public struct Target: Sendable {
        public var name: String
        public var unit: String
        /// NaN: not known.
        public var values: [Double]
        /// What the numbers of classes stand for; nil: values are numbers.
        public var classes: ClassNames?
        /// In which the file has the values.
        public var precision: TargetPrecision

        public init(
            name: String, unit: String, values: [some BinaryFloatingPoint], classes: ClassNames? = nil, precision: TargetPrecision = .single
        ) {
            self.name = name
            self.unit = unit
            self.values = values.map { Double($0) }
            self.classes = classes
            self.precision = precision
        }
    }

    public enum Column: Sendable {
        case numbers([Float])
        case texts([String])
    }

    public var representation: Representation
    public var ids: [String] = []
    /// Reduced formulae.
    public var formulae: [String] = []
    /// Protostructure labels; empty texts for compositions.
    public var labels: [String] = []
    public var nodeOffsets: [UInt64] = [0]
    public var nodeElement: [UInt8] = []
    /// Rows of the Wyckoff table; empty for compositions.
    public var nodeWyckoff: [UInt16] = []
    public var nodeCount: [UInt8] = []
    public var nodeWeight: [Float] = []
    public var targets: [Target] = []
    public var columns: [(name: String, values: Column)] = []
    /// Whether the column `material` says which rows are structures of one material.
    public var haveVariants = false
    public var splits: [(name: String, values: [UInt8])] = []
    public var features: [Features] = []
    /// Cells and positions; nil where they are not kept.
    public var structures: StoredStructures?
    /// Of every material its graph of neighbours; nil where none are kept.
    public var graphs: StoredGraphs?
    public var elementVectors: ElementVectors
    /// Texts that say where the data come from: created, source, spglib_version.
    public var provenance: [(name: String, value: String)] = []
    /// symprec in Å and angle_tolerance in degrees.
    public var tolerances: [(name: String, value: Double)] = []

    public init(representation: Representation, elementVectors: ElementVectors) {
        self.representation = representation
        self.elementVectors = elementVectors
    }

    /// Adds a material's nodes.
    ///
    /// - Parameter nodes: element, row of the Wyckoff table (ignored for compositions), how many identical ones, weight of one
    public mutating func append(
        id: String, formula: String, label: String, nodes: [(element: UInt8, wyckoff: UInt16, count: UInt8, weight: Float)]
    ) {
        ids.append(id)
        formulae.append(formula)
        labels.append(label)
        for node in nodes {
            nodeElement.append(node.element)
            if representation == .wyckoff { nodeWyckoff.append(node.wyckoff) }
            nodeCount.append(node.count)
            nodeWeight.append(node.weight)
        }
        nodeOffsets.append(UInt64(nodeElement.count))
    }

    /// Writes the file beside its place and puts it there. The bytes depend on the content alone.
    ///
    /// - Parameter compute: numbers of features that do not bring them, by the features' place and for some rows, the columns of each in order; called with all
    ///   rows of each such features in order
    public func write(to path: String, computing compute: (_ features: Int, _ rows: Range<Int>) throws -> [Float] = Self.nothingToCompute) throws {
        try HDF5File.write(to: path) { file in try write(into: file, computing: compute) }
    }

    public static func nothingToCompute(_ features: Int, _ rows: Range<Int>) -> [Float] { preconditionFailure("features that bring their numbers") }

    /// The first version that has all of it.
    private var leastVersion: Int {
        // Earlier programs would part the structures of a material.
        if haveVariants { return 7 }
        if graphs != nil { return 6 }
        if structures != nil { return 5 }
        if targets.contains(where: { $0.precision == .double }) { return 4 }
        if targets.contains(where: { $0.classes != nil }) { return 3 }
        return features.isEmpty ? 1 : 2
    }

    private func write(into file: borrowing HDF5File, computing compute: (Int, Range<Int>) throws -> [Float]) throws {
        try file.write(texts: ids, at: "id")
        try file.write(texts: formulae, at: "formula")
        try file.write(texts: labels, at: "label")
        try file.write(nodeOffsets.span, at: "nodes/offset")
        try file.write(nodeElement.span, at: "nodes/element")
        if representation == .wyckoff { try file.write(nodeWyckoff.span, at: "nodes/wyckoff") }
        try file.write(nodeCount.span, at: "nodes/count")
        try file.write(nodeWeight.span, at: "nodes/weight")
        for target in targets {
            switch target.precision {
            case .single:
                let values = target.values.map { Float($0) }
                try file.write(values.span, at: "targets/\(target.name)")
            case .double: try file.write(target.values.span, at: "targets/\(target.name)")
            }
            try file.setAttribute("unit", of: "targets/\(target.name)", to: target.unit)
            if let classes = target.classes { try file.setAttribute("classes", of: "targets/\(target.name)", to: classes.text) }
        }
        for column in columns {
            switch column.values {
            case .numbers(let values): try file.write(values.span, at: "columns/\(column.name)")
            case .texts(let values): try file.write(texts: values, at: "columns/\(column.name)")
            }
        }
        if haveVariants { try file.setAttribute("role", of: "columns/\(MaterialRows.column)", to: Self.variantRole) }
        for split in splits { try file.write(split.values.span, at: "splits/\(split.name)") }
        for (place, features) in features.enumerated() { try write(features, into: file) { try compute(place, $0) } }
        try structures?.write(into: file)
        if let graphs {
            precondition(graphs.count == ids.count, "a graph of each material")
            try graphs.write(into: file)
        }
        let rows = elementVectors.values.count / max(elementVectors.dimension, 1)
        try file.write(elementVectors.values.span, shape: [rows, elementVectors.dimension], at: "embedding/elements")
        try file.setAttribute("name", of: "embedding/elements", to: elementVectors.name)
        let present = elementVectors.isPresent.map { $0 ? UInt8(1) : 0 }
        try file.write(present.span, at: "embedding/present")

        try file.setAttribute("format", to: Self.format)
        try file.setAttribute("version", to: leastVersion)
        try file.setAttribute("representation", to: representation.rawValue)
        for (name, value) in provenance { try file.setAttribute(name, to: value) }
        for (name, value) in tolerances { try file.setAttribute(name, to: value) }
        try file.setAttribute("content_hash", to: try Self.contentHash(of: file))
        try file.setAttribute("attributes_hash", to: try Self.attributesHash(of: file))
    }

    /// The digest of the digests of every array, in the order of their names.
    static func contentHash(of file: borrowing HDF5File) throws(HDF5Error) -> String {
        var hash = ContentHash()
        for name in try arrayNames(in: file) { hash.add(name, text: try file.requiredText("xxh3", of: name)) }
        hash.add("representation", text: try file.requiredText("representation"))
        return hash.finish()
    }

    /// The digest of every attribute that the content hash leaves out: where the data come from, tolerances, units, names.
    static func attributesHash(of file: borrowing HDF5File) throws(HDF5Error) -> String {
        var hash = ContentHash()
        for name in ["format"] + provenanceNames { hash.add(name, text: try file.textAttribute(name) ?? "") }
        for name in toleranceNames { hash.add(name, text: "\(try file.numberAttribute(name) ?? .nan)") }
        for name in try arrayNames(in: file) {
            for attribute in ["unit", "name"] { hash.add("\(name) \(attribute)", text: try file.textAttribute(attribute, of: name) ?? "") }
            for attribute in ["classes", "role", "rule"] {
                if let text = try file.textAttribute(attribute, of: name) { hash.add("\(name) \(attribute)", text: text) }
            }
            guard name.hasPrefix("features/") else { continue }
            for attribute in featureAttributes { hash.add("\(name) \(attribute)", text: try file.textAttribute(attribute, of: name) ?? "") }
            if let digest = try file.textAttribute("digest", of: name) { hash.add("\(name) digest", text: digest) }
            hash.add("\(name) version", text: "\(try file.integerAttribute("version", of: name) ?? 0)")
        }
        return hash.finish()
    }

    /// What the attribute `role` of the column `material` says where its rows are structures of materials.
    static let variantRole = "material"

    /// Attributes that say where the data come from.
    static let provenanceNames = ["created", "source", "spglib_version"]
    static let toleranceNames = ["symprec", "angle_tolerance"]

    /// Every array that the format allows and the file has.
    static func arrayNames(in file: borrowing HDF5File) throws(HDF5Error) -> [String] {
        var names = ["formula", "id", "label"]
        for group in ["columns", "embedding", "features", "graphs", "nodes", "splits", "structures", "targets"] {
            names += try file.names(in: group).map { "\(group)/\($0)" }
        }
        return names
    }
}
