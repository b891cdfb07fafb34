import Commands
import Datasets
import Descriptors
import Foundation
import Materials

/// The features that are asked for of some materials, slab after slab.
struct FeatureComputation {
    /// By a descriptor's place, of some materials.
    typealias Compute = (_ place: Int, _ materials: [DescribedMaterial]) throws -> [Float]

    let described: DescribedSet
    private let descriptors: [Descriptor]

    init(_ described: DescribedSet, _ descriptors: [Descriptor]) {
        self.described = described
        self.descriptors = descriptors
    }

    /// Those that were asked for: descriptors, then what ensembles have learnt.
    var schemas: [FeatureSchema] { descriptors.map { FeatureSchema($0) } + learnt.map(\.schema) }

    private var learnt: [DescribedSet.Present] { described.present.filter(\.isNew) }

    /// Numbers of some materials, of the features of that place among `schemas`.
    func values(_ place: Int, _ rows: Range<Int>, _ compute: Compute) throws -> [Float] {
        if descriptors.indices.contains(place) { return try compute(place, described.materials(rows)) }
        return learnt[place - descriptors.count].values(rows)
    }

    /// Names of all columns, each once: where there are several features, behind the name of theirs.
    var columns: [String] {
        schemas.count == 1 ? schemas[0].columns : schemas.flatMap { schema in schema.columns.map { "\(schema.name) \($0)" } }
    }

    /// Materials that are shown rather than written.
    static let mostShown = 8

    /// A line for each column, a column for each material.
    func shown(_ compute: Compute) throws -> String {
        guard described.count <= Self.mostShown else {
            throw CommandError.usage("\(described.count) materials are too many to be shown; --out FILE.h5 or FILE.csv writes them")
        }
        var table = TextTable(header: [""] + described.content.formulae, alignment: [.left] + described.ids.map { _ in .right })
        let numbers = try schemas.indices.map { try values($0, 0..<described.count, compute) }
        let names = columns
        var first = 0
        for (schema, numbers) in zip(schemas, numbers) {
            let width = schema.columns.count
            for column in 0..<width {
                table.add([names[first + column]] + (0..<described.count).map { TableText.field(numbers[$0 * width + column]) })
            }
            first += width
        }
        return table.text
    }
}
