import Datasets
import Materials
import SmallEnsemble

/// Small contents with a material of every kind that matters.
enum Samples {
    /// Four materials of two compositions: rock salt (No. 225, a and b), fluorite (a and c), and two of the triclinic general position.
    static func wyckoff() -> DatasetContent {
        let table = WyckoffTable.standard
        let first = UInt16(table.firstRow(225))
        let general = UInt16(table.firstRow(1))
        var content = DatasetContent(representation: .wyckoff, elementVectors: .ramp)
        content.append(id: "m-1", formula: "ClNa", label: "AB_cF8_225_a_b:Cl-Na", nodes: [(17, first, 1, 0.5), (11, first + 1, 1, 0.5)])
        content.append(
            id: "m-2", formula: "CaF2", label: "AB2_cF12_225_a_c:Ca-F", nodes: [(20, first, 1, 1.0 / 3), (9, first + 2, 1, 2.0 / 3)])
        content.append(id: "m-3", formula: "CaF2", label: "AB2_aP3_1_a_2a:Ca-F", nodes: [(20, general, 1, 1.0 / 3), (9, general, 2, 1.0 / 3)])
        content.append(id: "m-4", formula: "CaF2", label: "AB2_aP6_1_2a_4a:Ca-F", nodes: [(20, general, 2, 1.0 / 6), (9, general, 4, 1.0 / 6)])
        content.targets = [.init(name: "energy", unit: "eV/atom", values: [-2, -4, .nan, -3.5])]
        content.columns = [("source", .texts(["a", "b", "b", ""])), ("year", .numbers([1999, 2001, .nan, 2004]))]
        content.splits = [("fixed", [0, 1, 2, 255])]
        content.provenance = [("created", "2026-01-01T00:00:00Z"), ("source", "made up")]
        content.tolerances = [("symprec", 0.1), ("angle_tolerance", 5)]
        return content
    }

    /// The content hash that version 0.1 of the program gave ``wyckoff()``.
    static let wyckoffHash = "ff14c6bfffb7d948061ba404280ab82f"

    /// Graphs of those four: rock salt and fluorite merged, then two as they stand.
    static func graphs() throws -> [CrystalGraph] {
        let faces: [SIMD3<Double>] = [.zero, SIMD3(0, 0.5, 0.5), SIMD3(0.5, 0, 0.5), SIMD3(0.5, 0.5, 0)]
        func cubic(_ edge: Double, _ sites: [(Int, SIMD3<Double>)]) throws -> CrystalGraph {
            let lattice = Lattice(a: [edge, 0, 0], b: [0, edge, 0], c: [0, 0, edge])
            let sites = sites.map { Site(element: Element(atomicNumber: $0.0)!, position: $0.1) }
            return try CrystalGraph(Structure(lattice: lattice, sites: sites), rule: GraphRule("12@8"))
        }
        let quarter = SIMD3(repeating: 0.25)
        return [
            try cubic(5.6, faces.map { (11, $0) } + faces.map { (17, $0 + SIMD3(0.5, 0, 0)) }),
            try cubic(5.46, faces.map { (20, $0) } + faces.flatMap { [(9, $0 + quarter), (9, $0 - quarter)] }),
            CrystalGraph(elements: [20, 9, 9], edges: [[(1, 2.25), (2, 2.5)], [(0, 2.25)], [(0, 2.5), (1, 3)]]),
            CrystalGraph(elements: [9], edges: [[(0, 2.75)]]),
        ]
    }

    static let counts = FeatureSchema(name: "counts", columns: ["first", "second", "third"], version: 3, imputation: "none", source: "made up")
    static let sizes = FeatureSchema(name: "sizes", columns: ["volume"], version: 1, imputation: "mean-over-elements", source: "guessed")

    /// ``wyckoff()`` with two tables of features, one of them with gaps.
    static func described() -> DatasetContent {
        var content = wyckoff()
        content.features = [
            .init(schema: counts) { rows in rows.flatMap { row in (0..<3).map { Float(3 * row + $0) } } },
            .init(schema: sizes) { rows in rows.map { $0 % 2 == 0 ? 1.5 : .nan } },
        ]
        return content
    }

    /// Ten of each of six chemical systems in turn: Li, O, Li-O, and Li-O-X with X of Na, K, Rb.
    static func systems() -> DatasetContent {
        let kinds: [[UInt8]] = [[3], [8], [3, 8], [3, 8, 11], [3, 8, 19], [3, 8, 37]]
        var content = DatasetContent(representation: .composition, elementVectors: .ramp)
        for row in 0..<60 {
            let elements = kinds[row % 6]
            content.append(id: "s-\(row)", formula: "F\(row)", label: "", nodes: elements.map { ($0, 0, 1, 1 / Float(elements.count)) })
        }
        content.targets = [.init(name: "gap", unit: "eV", values: (0..<60).map { Float($0) })]
        return content
    }

    /// `count` compositions; formula i is one of `formulae` different ones, and so is the column "batch".
    static func compositions(count: Int, formulae: Int) -> DatasetContent {
        var content = DatasetContent(representation: .composition, elementVectors: .ramp)
        for row in 0..<count {
            let element = UInt8(1 + row % formulae)
            content.append(id: "c-\(row)", formula: "F\(row % formulae)", label: "", nodes: [(element, 0, 1, 1)])
        }
        content.targets = [.init(name: "gap", unit: "eV", values: (0..<count).map { Float($0) })]
        content.columns = [("batch", .texts((0..<count).map { $0 == 0 || $0 == 1 ? "" : "b\($0 % formulae)" }))]
        return content
    }
}
