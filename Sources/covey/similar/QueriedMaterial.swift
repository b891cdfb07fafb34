import Commands
import Datasets
import Descriptors
import Foundation
import Materials

/// A material whose likes are looked for.
struct QueriedMaterial {
    /// What people call it.
    let name: String
    /// Where it stands in the data set; nil for one from elsewhere.
    let row: Int?
    let composition: Composition
    /// nil where it is a formula alone.
    let structure: Structure?

    /// An id of the data set, else the materials of a file, else a formula.
    static func all(_ text: String, in dataset: Dataset) throws -> [QueriedMaterial] {
        if let row = (0..<dataset.count).first(where: { dataset.id($0) == text }) {
            return [QueriedMaterial(name: text, row: row, composition: try Composition(dataset.formula(row)), structure: nil)]
        }
        if FileManager.default.fileExists(atPath: text) {
            var source = try RecordSource(paths: [text])
            var materials: [QueriedMaterial] = []
            while let record = try source.next() {
                let structure: Structure? = record.kind == .structure ? try record.structure() : nil
                let composition = try structure.map { Composition(of: $0) } ?? record.composition()
                materials.append(QueriedMaterial(name: record.id, row: nil, composition: composition, structure: structure))
            }
            guard !materials.isEmpty else { throw CommandError.badData("\(text): there is no material in this file") }
            return materials
        }
        guard let composition = try? Composition(text) else {
            throw CommandError.missingInput("--to \(text) is no id of \(dataset.path), no file and no formula")
        }
        return [QueriedMaterial(name: text, row: nil, composition: composition, structure: nil)]
    }

    /// The material as the distance sees it.
    ///
    /// - Throws: where the distance needs a structure and there is none
    func encoded(by fitted: FittedDistance, in dataset: Dataset) throws -> EncodedPoints {
        if let row { return try fitted.encode(dataset, rows: [row]) }
        var content = DatasetContent(representation: .composition, elementVectors: .oneHot)
        let nodes = zip(composition.components, composition.fractions).map { component, fraction in
            (element: component.element.atomicNumber, wyckoff: UInt16(0), count: UInt8(1), weight: Float(fraction))
        }
        content.append(id: name, formula: composition.reducedFormula, label: "", nodes: nodes)
        for schema in fitted.schemas {
            guard let descriptor = try? Descriptor.named(schema.name) else {
                throw CommandError.badData(
                    "\(name): the features \(schema.name) of \(dataset.path) are none that covey makes; --to must be an id of the data set")
            }
            guard descriptor.need == .composition || structure != nil else {
                throw CommandError.usage(
                    "--to \(name) is a formula; the distance \(fitted.distance) needs a structure: an id of \(dataset.path), or a file")
            }
            let values = descriptor.values(of: composition, structure).map { Float($0) }
            content.features.append(DatasetContent.Features(schema: FeatureSchema(descriptor)) { _ in values })
        }
        return try fitted.encode(try Dataset(content, named: name), rows: [0])
    }
}
