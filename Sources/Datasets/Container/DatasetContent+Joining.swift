import HDF5
import Materials

extension DatasetContent {
    /// A data set with some materials of another one behind its own: what is known grows.
    ///
    /// Nodes, graphs, features and columns of the added materials are theirs, as far as the data set has such columns; their targets are not known, and
    /// they are in no part of any split, until the caller says so. Where the data come from is what the data set says.
    ///
    /// - Parameter rows: of `other`, in the order in which they are added
    /// - Throws: `DatasetError` where a file is damaged or the two do not go together (``Dataset/check(canJoin:)``)
    public init(_ dataset: Dataset, adding rows: [Int], of other: Dataset) throws(DatasetError) {
        try self.init(withoutFeatures: dataset, adding: rows, of: other)
        for schema in dataset.featureSchemas {
            let (own, further) = (try dataset.features(schema.name).values.elements, try other.features(schema.name))
            let numbers = own + rows.flatMap { further.numbers(of: $0) }
            let width = schema.columns.count
            features.append(Features(schema: schema) { Array(numbers[($0.lowerBound * width)..<($0.upperBound * width)]) })
        }
    }

    /// A copy of a data set with its structures and graphs and without its features, which may be too many to be held in memory.
    ///
    /// - Throws: `DatasetError` where the file is damaged
    public init(withoutFeatures dataset: Dataset) throws(DatasetError) {
        try self.init(withoutFeatures: dataset, adding: [], of: dataset)
        guard dataset.hasStructures else { return }
        var kept: [Structure?] = []
        for row in 0..<dataset.count { kept.append(try dataset.structure(row)) }
        structures = StoredStructures(kept)
    }

    /// Some materials of a data set with their graphs and nothing else of it: neither targets nor columns, splits, structures and features.
    ///
    /// - Throws: `DatasetError` where the file is damaged
    public init(rows: [Int], of dataset: Dataset) throws(DatasetError) {
        try dataset.check(nodesOf: rows)
        self.init(representation: dataset.representation, elementVectors: dataset.elementVectors)
        for row in rows { append(row, of: dataset) }
        try dataset.check(graphsOf: rows)
        graphs = dataset.graphs.map { StoredGraphs(rows, of: $0) }
    }

    private init(withoutFeatures dataset: Dataset, adding rows: [Int], of other: Dataset) throws(DatasetError) {
        try dataset.check(canJoin: other)
        try dataset.check(nodesOf: 0..<dataset.count)
        try other.check(nodesOf: rows)
        self.init(representation: dataset.representation, elementVectors: dataset.elementVectors)
        for row in 0..<dataset.count { append(row, of: dataset) }
        for row in rows { append(row, of: other) }
        for name in dataset.targetNames {
            targets.append(
                Target(
                    name: name, unit: dataset.unit(ofTarget: name), values: try dataset.target(name) + rows.map { _ in .nan },
                    classes: dataset.classes(ofTarget: name), precision: dataset.precision(ofTarget: name)))
        }
        for name in dataset.columnNames {
            let own = try dataset.storedColumn(name)
            // Names of materials mean the same on both sides, or nothing.
            let areOthers = dataset.haveVariants && name == MaterialRows.column && !other.haveVariants
            let added = other.columnNames.contains(name) && !areOthers ? try other.storedColumn(name) : nil
            columns.append((name, Self.joined(own, added, rows: rows)))
        }
        for name in dataset.splitNames { splits.append((name, try dataset.split(name) + rows.map { _ in SplitPart.unused.rawValue })) }
        haveVariants = dataset.haveVariants
        if let own = dataset.graphs, let others = other.graphs {
            try dataset.check(graphsOf: 0..<dataset.count)
            try other.check(graphsOf: rows)
            graphs = StoredGraphs(0..<dataset.count, of: own, and: rows, of: others)
        }
        provenance = dataset.provenance
        tolerances = dataset.tolerances
    }

    private mutating func append(_ row: Int, of dataset: Dataset) {
        let nodes = dataset.nodes(of: row).map { node in
            (dataset.nodeElement[node], dataset.nodeWyckoff?[node] ?? 0, dataset.nodeCount[node], dataset.nodeWeight[node])
        }
        append(id: dataset.id(row), formula: dataset.formula(row), label: dataset.label(row), nodes: nodes)
    }

    /// Numbers stay numbers where both sides have them.
    private static func joined(_ own: Column, _ added: Column?, rows: [Int]) -> Column {
        switch (own, added) {
        case (.numbers(let numbers), nil): .numbers(numbers + rows.map { _ in .nan })
        case (.numbers(let numbers), .numbers(let others)): .numbers(numbers + rows.map { others[$0] })
        default: .texts(own.texts + rows.map { row in added.map { $0.texts[row] } ?? "" })
        }
    }
}

extension DatasetContent.Column {
    /// Whole numbers without a fraction; an empty text where nothing is known.
    fileprivate var texts: [String] {
        switch self {
        case .numbers(let numbers): numbers.map { $0.isNaN ? "" : TableText.field($0) }
        case .texts(let texts): texts
        }
    }
}

extension Dataset {
    /// Asks whether materials of another data set may stand among those of this one: whether both mean the same by their nodes, graphs and features.
    ///
    /// - Throws: `DatasetError.array` with what differs
    public func check(canJoin other: Dataset) throws(DatasetError) {
        func differs(_ name: String, _ expected: String, _ found: String) -> DatasetError {
            .array(path: other.path, name: name, index: nil, expected: "\(expected), as \(path) has it", found: found)
        }
        guard other.representation == representation else {
            throw differs("representation", representation.rawValue, other.representation.rawValue)
        }
        let (own, others) = (elementVectors, other.elementVectors)
        guard own.name == others.name, own.values == others.values, own.isPresent == others.isPresent else {
            throw differs(
                "embedding/elements", "the vectors '\(own.name)'", own.name == others.name ? "others of that name" : "'\(others.name)'")
        }
        if let rule = graphs?.rule, other.graphs?.rule != rule {
            throw differs("graphs", "graphs \(rule)", other.graphs.map { "\($0.rule)" } ?? "none")
        }
        for schema in featureSchemas {
            do { try schema.check(against: other) } catch { throw differs("features/\(schema.name)", "the same features", "\(error)") }
        }
    }
}
