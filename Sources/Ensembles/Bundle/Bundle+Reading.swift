import Foundation
import HDF5
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
        for target in targets {
            guard let classes = target.classes, classes.count != target.task.outputs || !target.task.isClassification else { continue }
            throw BundleError.damaged(path: path, object: "normaliser", reason: "names \(classes.count) classes of \(target.name), which has others")
        }
        let provenance: [String: String] = try decode(file, "provenance", path)
        let warnings: [String] = try decode(file, "warnings", path)

        let mapped = try MappedFile(path: path)
        let settings = configuration.model.settings
        let basis = try settings.basisNames.map { try array(file, mapped, $0.array, attributes: $0.attributes) }
        let model = try damage(in: path) { () throws(ModelError) in try settings.model(targets.map(\.task), basis: basis) }
        var members: [EnsembleMember] = []
        for name in try file.names(in: "members") {
            guard let number = Int(name), groupName(number) == "members/\(name)" else {
                throw BundleError.damaged(path: path, object: "members/\(name)", reason: "is no member's number")
            }
            members.append(try member(number, file, mapped, model, path))
        }
        var calibrations: [String: Recalibration] = [:]
        var temperatures: [String: TemperatureScaling] = [:]
        for target in targets {
            calibrations[target.name] = try calibration(of: target.name, file, mapped, path)
            temperatures[target.name] = try temperature(of: target.name, file, mapped, path)
        }
        let ensemble = Ensemble(
            configuration: configuration, targets: targets, model: model, members: members, provenance: provenance,
            warnings: warnings, calibrations: calibrations, temperatures: temperatures, trained: try trained(file, mapped, path))
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
        _ number: Int, _ file: borrowing HDF5File, _ mapped: MappedFile, _ model: any Model, _ path: String
    ) throws -> EnsembleMember {
        let group = groupName(number)
        let arrays = try model.weightNames.map { try array(file, mapped, "\(group)/weights/\($0)").named($0) }
        let weights = try damage(in: path) { () throws(ModelError) in try model.weights(of: arrays) }
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
        try readFurtherErrors(into: &history, others, file, mapped, group, path)
        let text = try file.requiredText("outcome", of: group)
        guard let outcome = MemberOutcome(rawValue: text) else {
            throw BundleError.damaged(path: path, object: group, reason: "its outcome \"\(text)\" is not known")
        }
        return EnsembleMember(
            number: number, weights: weights, history: history, bestEpoch: try file.integerAttribute("best_epoch", of: group) ?? 0,
            outcome: outcome)
    }

    /// Errors of the targets beyond the first, which runs of several targets have.
    private static func readFurtherErrors(
        into history: inout [EpochRecord], _ names: [String], _ file: borrowing HDF5File, _ mapped: MappedFile, _ group: String, _ path: String
    ) throws {
        var place = 1
        while names.contains("val_mae_\(place)") {
            func column(_ name: String) throws -> [Double] {
                try numbers(file, mapped, "\(group)/history/\(name)_\(place)", shape: [history.count], path)
            }
            let (training, validation) = (try column("train_mae"), try column("val_mae"))
            let test = names.contains("\(testColumn)_\(place)") ? try column(testColumn) : []
            for index in history.indices {
                let first = TargetErrors(training: history[index].trainMAE, validation: history[index].validationMAE, test: history[index].testMAE)
                let errors = TargetErrors(training: training[index], validation: validation[index], test: test.isEmpty ? nil : test[index])
                history[index].targets = (history[index].targets ?? [first]) + [errors]
            }
            place += 1
        }
    }

    /// An array of a model, with the texts that go with it.
    private static func array(
        _ file: borrowing HDF5File, _ mapped: MappedFile, _ name: String, attributes: [String] = []
    ) throws -> NamedArray {
        var texts: [String: String] = [:]
        for attribute in attributes { texts[attribute] = try file.textAttribute(attribute, of: name) }
        return try NamedArray(try file.layout(of: name), named: name, in: mapped, attributes: texts)
    }

    /// What a model says of arrays that it cannot be made of, said of the file.
    private static func damage<Value>(in path: String, _ body: () throws(ModelError) -> Value) throws -> Value {
        do { return try body() } catch {
            switch error {
            case .tensorShape(let name, let expected, let found):
                throw BundleError.damaged(path: path, object: name, reason: "has shape \(found); \(expected) is needed")
            case .array(let name, let problem): throw BundleError.damaged(path: path, object: name, reason: problem)
            default: throw error
            }
        }
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
