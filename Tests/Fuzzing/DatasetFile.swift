import Datasets
import HDF5
import Materials
import SmallEnsemble

extension FileKind {
    static let dataset = FileKind(
        name: "data set",
        write: { path in
            var content = sampleContent()
            let graph = CrystalGraph(elements: [17, 11], edges: [[(1, 2.8), (0, 3.96)], [(0, 2.8), (1, 3.96)]])
            content.graphs = StoredGraphs(content.ids.map { _ in graph }, rule: try GraphRule("12@8"))
            try content.write(to: path)
        }
    ) { path, contents in
        let dataset = try Dataset(path: path)
        let rows = 0..<dataset.count
        contents.add("representation", text: dataset.representation.rawValue)
        contents.add("id", texts: rows.map(dataset.id))
        contents.add("formula", texts: rows.map(dataset.formula))
        contents.add("label", texts: rows.map(dataset.label))
        contents.add("offset", dataset.nodeOffsets.elements)
        contents.add("element", dataset.nodeElement.elements)
        contents.add("wyckoff", dataset.nodeWyckoff?.elements ?? [])
        contents.add("count", dataset.nodeCount.elements)
        contents.add("weight", dataset.nodeWeight.elements)
        for name in dataset.targetNames {
            contents.add("target \(name) \(dataset.unit(ofTarget: name))", try dataset.target(name))
        }
        for name in dataset.columnNames { contents.add("column \(name)", texts: try dataset.column(name)) }
        for name in dataset.splitNames { contents.add("split \(name)", try dataset.split(name)) }
        for schema in dataset.featureSchemas {
            let features = try dataset.features(schema.name)
            contents.add("\(schema.name) \(schema.version) \(schema.imputation) \(schema.source)", texts: schema.columns)
            contents.add("features", features.values.elements)
        }
        if let graphs = dataset.graphs {
            contents.add("graphs", text: "\(graphs.rule)")
            contents.add("graph nodes", graphs.nodeOffsets.elements)
            contents.add("graph elements", graphs.elements.elements)
            contents.add("multiplicities", graphs.multiplicities.elements)
            contents.add("graph edges", graphs.edgeOffsets.elements)
            contents.add("neighbours", graphs.neighbours.elements)
            contents.add("distances", graphs.distances.elements)
            contents.add("edge weights", graphs.weights.elements)
        }
        contents.add(dataset.elementVectors.name, dataset.elementVectors.values)
        contents.add("present", dataset.elementVectors.isPresent.map { $0 ? UInt8(1) : 0 })
        contents.add("provenance", texts: dataset.provenance.map { "\($0.name)=\($0.value)" })
        contents.add("content hash", text: dataset.contentHash)
    }

    /// Rock salt and fluorite, over and over, with a target, columns of both kinds and a split.
    private static func sampleContent() -> DatasetContent {
        let first = UInt16(WyckoffTable.standard.firstRow(225))
        let count = 24
        var content = DatasetContent(representation: .wyckoff, elementVectors: .ramp)
        for row in 0..<count {
            if row % 2 == 0 {
                content.append(
                    id: "m-\(row)", formula: "ClNa", label: "AB_cF8_225_a_b:Cl-Na", nodes: [(17, first, 1, 0.5), (11, first + 1, 1, 0.5)])
            } else {
                content.append(
                    id: "m-\(row)", formula: "CaF2", label: "AB2_cF12_225_a_c:Ca-F",
                    nodes: [(20, first, 1, 1.0 / 3), (9, first + 2, 1, 2.0 / 3)])
            }
        }
        content.targets = [
            .init(name: "energy", unit: "eV/atom", values: (0..<count).map { $0 % 5 == 0 ? .nan : Float($0) }),
            .init(name: "gap", unit: "eV", values: (0..<count).map { Float($0) / 2 }),
        ]
        content.columns = [("source", .texts((0..<count).map { "s\($0 % 3)" })), ("year", .numbers((0..<count).map { Float(1990 + $0) }))]
        content.splits = [("fixed", (0..<count).map { UInt8($0 % 3) })]
        content.features = [
            .init(schema: FeatureSchema(name: "counts", columns: ["a", "b"], version: 1, imputation: "none", source: "made up")) { rows in
                rows.flatMap { [Float($0), $0 % 3 == 0 ? .nan : 1] }
            }
        ]
        content.provenance = [("created", "2026-01-01T00:00:00Z"), ("source", "made up")]
        content.tolerances = [("symprec", 0.1), ("angle_tolerance", 5)]
        return content
    }
}
