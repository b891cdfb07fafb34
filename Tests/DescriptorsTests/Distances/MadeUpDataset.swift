import Datasets
import Descriptors
import Materials
import Testing

/// A data set in memory of formulae, with features where they are given.
func madeUpDataset(_ formulae: [String], features: [(name: String, columns: [String], rows: [[Float]])] = []) throws -> Dataset {
    var content = DatasetContent(representation: .composition, elementVectors: .oneHot)
    for (row, formula) in formulae.enumerated() {
        let composition = try Composition(formula)
        let nodes = zip(composition.components, composition.fractions).map { component, fraction in
            (element: component.element.atomicNumber, wyckoff: UInt16(0), count: UInt8(1), weight: Float(fraction))
        }
        content.append(id: "m\(row)", formula: formula, label: "", nodes: nodes)
    }
    for (name, columns, rows) in features {
        let schema = FeatureSchema(name: name, columns: columns, version: 1, imputation: "none", source: "made up")
        content.features.append(DatasetContent.Features(schema: schema) { range in range.flatMap { rows[$0] } })
    }
    return try Dataset(content, named: "made up")
}
