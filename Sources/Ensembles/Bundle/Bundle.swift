import Foundation
import HDF5
import Models
import Training

/// The file of an ensemble (FileFormats.md, "Bundle").
public enum Bundle {
    public static let format = "covey-bundle"
    public static let version = 1

    /// Writes the bundle beside its place and puts it there.
    public static func write(_ ensemble: Ensemble, to path: String) throws {
        try HDF5File.write(to: path) { file in try fill(file, with: ensemble) }
    }

    /// The digest over the configuration and every sound member's weights, and nothing else: not over times, hosts or ranks.
    public static func contentHash(of ensemble: Ensemble) throws -> String {
        contentHash(of: ensemble, configuration: try json(ensemble.configuration), targets: try json(ensemble.targets))
    }

    /// - Parameters:
    ///   - configuration, targets: as a file has them, which an older program may have written, of fewer settings
    package static func contentHash(of ensemble: Ensemble, configuration: String, targets: String) -> String {
        var hash = ContentHash()
        hash.add("configuration", text: configuration)
        hash.add("targets", text: targets)
        for member in ensemble.sound {
            for array in member.weights.arrays { array.add(to: &hash, as: "\(member.number)/\(array.name)") }
        }
        return hash.finish()
    }

    private static func fill(_ file: borrowing HDF5File, with ensemble: Ensemble) throws {
        for array in ensemble.model.basis { try array.write(to: file, at: array.name) }
        for member in ensemble.members { try fill(file, with: member) }
        for (target, calibration) in ensemble.calibrations.sorted(by: { $0.key < $1.key }) {
            try fill(file, with: calibration, of: target)
        }
        for (target, scaling) in ensemble.temperatures.sorted(by: { $0.key < $1.key }) { try fill(file, with: scaling, of: target) }
        if let trained = ensemble.trained { try fill(file, with: trained) }
        try file.setAttribute("format", to: format)
        try file.setAttribute("version", to: version)
        try file.setAttribute("configuration", to: try json(ensemble.configuration))
        try file.setAttribute("normaliser", to: try json(ensemble.targets))
        try file.setAttribute("provenance", to: try json(ensemble.provenance))
        try file.setAttribute("warnings", to: try json(ensemble.warnings))
        try file.setAttribute("content_hash", to: try contentHash(of: ensemble))
    }

    private static func fill(_ file: borrowing HDF5File, with member: EnsembleMember) throws {
        let group = groupName(member.number)
        for array in member.weights.arrays { try array.write(to: file, at: "\(group)/weights/\(array.name)") }
        for (name, column) in columns {
            let values = member.history.map { $0[keyPath: column] }
            try file.write(values.span, at: "\(group)/history/\(name)")
        }
        let tested = member.history.compactMap(\.testMAE)
        if !tested.isEmpty && tested.count == member.history.count { try file.write(tested.span, at: "\(group)/history/\(testColumn)") }
        for (place, errors) in furtherErrors(of: member.history) {
            let columns = [("train_mae", errors.map(\.training)), ("val_mae", errors.map(\.validation)), (testColumn, errors.compactMap(\.test))]
            for (name, values) in columns where values.count == errors.count { try file.write(values.span, at: "\(group)/history/\(name)_\(place)") }
        }
        let wentBack = member.history.filter { $0.wentBack == true }.map { Int64($0.epoch) }
        if !wentBack.isEmpty { try file.write(wentBack.span, at: "\(group)/history/\(wentBackColumn)") }
        let epochs = member.history.map { Int64($0.epoch) }
        try file.write(epochs.span, at: "\(group)/history/epoch")
        try file.setAttribute("outcome", of: group, to: member.outcome.rawValue)
        try file.setAttribute("best_epoch", of: group, to: member.bestEpoch)
    }

    static func groupName(_ member: Int) -> String { "members/\(digits(ofMember: member))" }

    /// The history's columns and their names in the file.
    static let columns: [(name: String, column: any WritableKeyPath<EpochRecord, Double> & Sendable)] = [
        ("train_loss", \.trainLoss), ("train_mae", \.trainMAE), ("val_loss", \.validationLoss), ("val_mae", \.validationMAE),
        ("learning_rate", \.learningRate), ("seconds", \.seconds), ("cpu_seconds", \.cpuSeconds),
        ("validation_seconds", \.validationSeconds),
    ]

    /// Of each target beyond the first its place and its errors after each epoch; none where some epoch does not tell.
    private static func furtherErrors(of history: [EpochRecord]) -> [(place: Int, errors: [TargetErrors])] {
        let known = history.compactMap(\.targets)
        guard let first = known.first, known.count == history.count else { return [] }
        return first.indices.dropFirst().map { place in (place, known.map { $0[place] }) }
    }

    /// The history's column that only a run with test curves has.
    static let testColumn = "test_mae"

    /// Epochs after which a member went back to its best weights, where there are any.
    static let wentBackColumn = "went_back"

    /// One text for one value, whatever the dictionary's order.
    public static func json(_ value: some Encodable, with encoder: JSONEncoder = JSONEncoder()) throws -> String {
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
