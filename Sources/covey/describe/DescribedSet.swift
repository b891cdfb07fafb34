import Commands
import Datasets
import Descriptors
import Ensembles
import Foundation
import Materials
import MessagePassing

/// The materials that are to be described, on rank 0.
struct DescribedSet {
    let ids: [String]
    /// Rows of the input that are no materials, with the reasons.
    let rejected: [CleaningFunnel.Rejection]
    /// What is written where a data set is asked for: everything but the features.
    let content: DatasetContent
    /// Features of every material that are there already: those of a data set, and what ensembles have learnt.
    let present: [Present]
    private let materials: (Range<Int>) throws -> [DescribedMaterial]

    /// Features whose numbers need not be computed here.
    struct Present {
        let schema: FeatureSchema
        let isNew: Bool
        let values: (Range<Int>) -> [Float]
    }

    var count: Int { ids.count }

    func materials(_ rows: Range<Int>) throws -> [DescribedMaterial] { try materials(rows) }

    /// Materials that are in no file.
    init(_ formulae: [Composition]) {
        var content = DatasetContent(representation: .composition, elementVectors: .builtIn)
        for (number, composition) in formulae.enumerated() {
            let nodes = Featuriser.nodes(of: composition).map { ($0.element, $0.wyckoff, $0.count, $0.weight) }
            content.append(id: "\(number + 1)", formula: composition.reducedFormula, label: "", nodes: nodes)
        }
        (ids, rejected, present) = (content.ids, [], [])
        self.content = content
        materials = { formulae[$0].map { DescribedMaterial(composition: $0, structure: nil) } }
    }

    /// Materials of files, every row that can be read.
    ///
    /// - Returns: nil on ranks that have only helped to read
    init?(_ reading: RowReading, _ features: FeatureRequest, _ communicator: borrowing Communicator) throws {
        let first = try reading.firstRecord()
        if let descriptor = features.structural, first.kind != .structure {
            throw CommandError.usage("--features \(descriptor.name): there are no structures in \(first.path); --structure names their column")
        }
        var options = FeaturiserOptions(representation: .composition, targets: [], columns: [], elementVectors: .builtIn)
        options.allowsMissingElements = true
        options.keepsStructures = first.kind == .structure
        options.askedDuplicates = .all
        (options.largestPositionCount, options.largestSiteCount, options.largestVolume) = (.max, .max, .infinity)
        let rows = try reading.rows(options, communicator)
        guard communicator.rank == 0 else { return nil }
        let funnel = CleaningFunnel(rows, options)
        if funnel.kept.isEmpty, let first = funnel.rejected.first { throw FeaturisingError.nothingKept(read: funnel.readCount, first: first) }
        var content = try DatasetContent(funnel, options, splits: [])
        content.provenance = [
            ("created", try CreationTime.text()), ("source", reading.paths.map { ($0 as NSString).lastPathComponent }.joined(separator: ", ")),
        ]
        let kept = funnel.kept
        (ids, rejected, present) = (content.ids, funnel.rejected, [])
        self.content = content
        materials = { kept[$0].map { DescribedMaterial(composition: $0.material.composition, structure: $0.material.structure) } }
    }

    /// Materials of a data set, with what it has already.
    ///
    /// - Returns: nil on ranks that have only helped to compute what ensembles have learnt
    init?(dataset path: String, _ features: FeatureRequest, _ communicator: borrowing Communicator) throws {
        let dataset = try Dataset(path: path, verifying: communicator.rank == 0 ? .everything : .structure)
        if let descriptor = features.structural, !dataset.hasStructures {
            throw CommandError.badData(
                "\(path): --features \(descriptor.name) are those of structures, which this data set does not keep; "
                    + "make it again with covey featurise … --keep-structures")
        }
        try communicator.agree(on: ["data": dataset.contentHash])
        let replaced = Set(features.descriptors.map(\.name))
        var present: [Present] = []
        for schema in dataset.featureSchemas where !replaced.contains(schema.name) {
            let stored = try dataset.features(schema.name)
            present.append(Present(schema: schema, isNew: false) { rows in rows.flatMap { stored.numbers(of: $0) } })
        }
        for bundle in features.bundles {
            let ensemble = try Bundle.read(bundle.path)
            try communicator.agree(on: ["ensemble": try Bundle.contentHash(of: ensemble)])
            let progress = communicator.rank == 0 ? Progress("asking \(bundle.path)") : nil
            let (schema, values) = try LearntFeatures(ensemble, member: bundle.member).values(of: dataset, communicator) { progress?.show($0) }
            progress?.end()
            let width = schema.columns.count
            present.removeAll { $0.schema.name == schema.name }
            present.append(
                Present(schema: schema, isNew: true) { rows in Array(values[(rows.lowerBound * width)..<(rows.upperBound * width)]) })
        }
        guard communicator.rank == 0 else { return nil }
        content = try DatasetContent(withoutFeatures: dataset)
        (ids, rejected) = (content.ids, [])
        self.present = present
        materials = { rows in
            try rows.map { row in
                let structure = try dataset.structure(row)
                let composition = try structure.map { Composition(of: $0) } ?? Composition(dataset.formula(row))
                return DescribedMaterial(composition: composition, structure: structure)
            }
        }
    }
}
