import Foundation
import HDF5
import Kernels
import Materials
import Models
import Predictions
import Training

extension Bundle {
    /// Reads a bundle, comparing every digest and the content hash.
    public static func read(_ path: String) throws -> Ensemble {
        let file = try HDF5File.open(path)
        let found = try file.textAttribute("format")
        guard found == format else { throw BundleError.notABundle(path: path, found: found ?? "an HDF5 file without a format") }
        let number = try file.integerAttribute("version")
        guard number == version else { throw BundleError.version(path: path, expected: version, found: number ?? 0) }
        let configuration: EnsembleConfiguration = try decode(file, "configuration", path)
        let targets: [EnsembleTarget] = try decode(file, "normaliser", path)
        let provenance: [String: String] = try decode(file, "provenance", path)
        let warnings: [String] = try decode(file, "warnings", path)

        let mapped = try MappedFile(path: path)
        let vectors = try elementVectors(file, mapped, path)
        let model = try SetModel(
            configuration.model, tasks: targets.map(\.task), tables: try tables(file, mapped, vectors, configuration.model.kind, path))
        var members: [EnsembleMember] = []
        for name in try file.names(in: "members") {
            guard let number = Int(name), groupName(number) == "members/\(name)" else {
                throw BundleError.damaged(path: path, object: "members/\(name)", reason: "is no member's number")
            }
            members.append(try member(number, file, mapped, model, path))
        }
        var calibrations: [String: Recalibration] = [:]
        for target in targets { calibrations[target.name] = try calibration(of: target.name, file, mapped, path) }
        let ensemble = Ensemble(
            configuration: configuration, targets: targets, elementVectors: vectors, model: model, members: members, provenance: provenance,
            warnings: warnings, calibrations: calibrations, trained: try trained(file, mapped, path))
        let stored = try file.requiredText("content_hash")
        let computed = contentHash(
            of: ensemble, configuration: try file.requiredText("configuration"), targets: try file.requiredText("normaliser"))
        guard stored == computed else {
            throw BundleError.file(.digest(path: path, object: "content_hash", expected: stored, found: computed))
        }
        guard !ensemble.sound.isEmpty else { throw BundleError.damaged(path: path, object: "members", reason: "no sound member is left") }
        return ensemble
    }

    private static func member(
        _ number: Int, _ file: borrowing HDF5File, _ mapped: MappedFile, _ model: SetModel, _ path: String
    ) throws -> EnsembleMember {
        let group = groupName(number)
        let blocks = model.layout.blocks
        // All of them are there before memory is taken for them.
        var layouts: [ArrayLayout] = []
        for block in blocks { layouts.append(try layout(file, "\(group)/weights/\(block.name)", shape: [block.rows, block.columns], path)) }
        let weights = ParameterVector(layout: model.layout)
        for (block, layout) in zip(blocks, layouts) {
            let values: [Float] = try numbers(mapped, layout)
            weights[block].copy(from: values.span)
        }
        let epochs: [Int64] = try numbers(file, mapped, "\(group)/history/epoch", shape: nil, path)
        var history = epochs.map { EpochRecord(epoch: Int($0)) }
        for (name, column) in columns {
            let values: [Double] = try numbers(file, mapped, "\(group)/history/\(name)", shape: [epochs.count], path)
            for index in values.indices { history[index][keyPath: column] = values[index] }
        }
        let others = try file.names(in: "\(group)/history")
        if others.contains(wentBackColumn) {
            let went: [Int64] = try numbers(file, mapped, "\(group)/history/\(wentBackColumn)", shape: nil, path)
            for index in history.indices where went.contains(Int64(history[index].epoch)) { history[index].wentBack = true }
        }
        if others.contains(testColumn) {
            let values: [Double] = try numbers(file, mapped, "\(group)/history/\(testColumn)", shape: [epochs.count], path)
            for index in values.indices { history[index].testMAE = values[index] }
        }
        let text = try file.requiredText("outcome", of: group)
        guard let outcome = MemberOutcome(rawValue: text) else {
            throw BundleError.damaged(path: path, object: group, reason: "its outcome \"\(text)\" is not known")
        }
        return EnsembleMember(
            number: number, weights: weights, history: history, bestEpoch: try file.integerAttribute("best_epoch", of: group) ?? 0,
            outcome: outcome)
    }

    private static func elementVectors(_ file: borrowing HDF5File, _ mapped: MappedFile, _ path: String) throws -> ElementVectors {
        let layout = try file.layout(of: "embedding/elements")
        guard layout.shape.count == 2, layout.shape[0] == Element.count + 1 else {
            throw BundleError.damaged(path: path, object: "embedding/elements", reason: "has shape \(layout.shape), not 119 rows")
        }
        let values: [Float] = try numbers(file, mapped, "embedding/elements", shape: layout.shape, path)
        let present: [UInt8] = try numbers(file, mapped, "embedding/present", shape: [Element.count + 1], path)
        return ElementVectors(
            name: try file.textAttribute("name", of: "embedding/elements") ?? "unnamed", dimension: layout.shape[1], values: values,
            isPresent: present.map { $0 != 0 })
    }

    /// The tables of the file, which the weights were trained with, and not this program's.
    private static func tables(
        _ file: borrowing HDF5File, _ mapped: MappedFile, _ vectors: ElementVectors, _ kind: ModelConfiguration.Kind, _ path: String
    ) throws -> EmbeddingTables {
        let elements = Matrix(packedRows: Element.count + 1, columns: vectors.dimension)
        elements.copy(from: vectors.values.span)
        guard kind == .wren else { return EmbeddingTables(elements: elements, positions: nil) }
        let layout = try file.layout(of: "wyckoff/vectors")
        guard layout.shape.count == 2, layout.shape[0] == WyckoffTable.rowCount else {
            throw BundleError.damaged(path: path, object: layout.name, reason: "has shape \(layout.shape), not \(WyckoffTable.rowCount) rows")
        }
        let values: [Float] = try numbers(file, mapped, layout.name, shape: layout.shape, path)
        let positions = Matrix(packedRows: layout.shape[0], columns: layout.shape[1])
        positions.copy(from: values.span)
        return EmbeddingTables(elements: elements, positions: positions)
    }

    static func numbers<Value: ArrayElement>(
        _ file: borrowing HDF5File, _ mapped: MappedFile, _ name: String, shape: [Int]?, _ path: String
    ) throws -> [Value] {
        try numbers(mapped, try layout(file, name, shape: shape, path))
    }

    private static func numbers<Value: ArrayElement>(_ mapped: MappedFile, _ layout: ArrayLayout) throws -> [Value] {
        try mapped.verify(layout)
        return try mapped.array(layout, of: Value.self).elements
    }

    private static func layout(_ file: borrowing HDF5File, _ name: String, shape: [Int]?, _ path: String) throws -> ArrayLayout {
        let layout = try file.layout(of: name)
        if let shape, layout.shape != shape {
            throw BundleError.damaged(path: path, object: name, reason: "has shape \(layout.shape); \(shape) is needed")
        }
        return layout
    }

    private static func decode<Value: Decodable>(_ file: borrowing HDF5File, _ name: String, _ path: String) throws -> Value {
        let text = try file.requiredText(name)
        do { return try JSONDecoder().decode(Value.self, from: Data(text.utf8)) } catch {
            throw BundleError.damaged(path: path, object: "attribute \(name)", reason: "\(error)")
        }
    }
}
