import HDF5
import Materials
import Predictions

/// What a bundle says of a target's recalibration, under `calibration/TARGET`, and of the materials of training, under `training`. Bundles that
/// were written before there was such a thing have neither.
extension Bundle {
    static func fill(_ file: borrowing HDF5File, with calibration: Recalibration, of target: String) throws {
        let group = "calibration/\(target)"
        let levels = calibration.conformal.halfWidths.map(\.level)
        let factors = calibration.conformal.halfWidths.map(\.factor)
        try file.write(levels.span, at: "\(group)/conformal/level")
        try file.write(factors.span, at: "\(group)/conformal/factor")
        try file.setAttribute("score", of: "\(group)/conformal", to: calibration.conformal.isRelative ? relative : absolute)
        if let quantiles = calibration.quantiles {
            try file.write(quantiles.inputs.span, at: "\(group)/isotonic/share")
            try file.write(quantiles.outputs.span, at: "\(group)/isotonic/level")
        }
        try file.setAttribute("rows", of: group, to: calibration.rows)
        if let scale = calibration.scale { try file.setAttribute("scale", of: group, to: scale) }
    }

    /// Beside the other calibrations, so that a program that does not know of it finds none of a classification, as it always has.
    static func fill(_ file: borrowing HDF5File, with scaling: TemperatureScaling, of target: String) throws {
        let values = [scaling.temperature]
        try file.write(values.span, at: "temperature/\(target)")
        try file.setAttribute("rows", of: "temperature/\(target)", to: scaling.rows)
    }

    /// nil where the bundle has none for this target.
    static func temperature(
        of target: String, _ file: borrowing HDF5File, _ mapped: MappedFile, _ path: String
    ) throws -> TemperatureScaling? {
        let name = "temperature/\(target)"
        guard try file.has(name) else { return nil }
        let values: [Double] = try numbers(file, mapped, name, shape: [1], path)
        guard values[0] > 0, values[0].isFinite else {
            throw BundleError.damaged(path: path, object: name, reason: "\(values[0]) is no temperature")
        }
        return TemperatureScaling(rows: try file.integerAttribute("rows", of: name) ?? 0, temperature: values[0])
    }

    static func fill(_ file: borrowing HDF5File, with trained: TrainedMaterials) throws {
        for trait in TrainedMaterials.Trait.allCases {
            let digests = trained.digests[trait] ?? []
            try file.write(digests.span, at: "training/\(trait.rawValue)")
        }
        guard let elements = trained.elements else { return }
        let numbers = elements.map(\.atomicNumber)
        try file.write(numbers.span, at: trainedElements)
    }

    /// nil where the bundle has none for this target.
    static func calibration(
        of target: String, _ file: borrowing HDF5File, _ mapped: MappedFile, _ path: String
    ) throws -> Recalibration? {
        let group = "calibration/\(target)"
        guard try file.has(group) else { return nil }
        let levels: [Double] = try numbers(file, mapped, "\(group)/conformal/level", shape: nil, path)
        let factors: [Double] = try numbers(file, mapped, "\(group)/conformal/factor", shape: [levels.count], path)
        let score = try file.requiredText("score", of: "\(group)/conformal")
        guard score == relative || score == absolute else {
            throw BundleError.damaged(path: path, object: "\(group)/conformal", reason: "its score \"\(score)\" is not known")
        }
        let scale = try file.numberAttribute("scale", of: group)
        guard factors.allSatisfy({ $0 >= 0 && $0.isFinite }), scale.map({ $0 > 0 && $0.isFinite }) ?? true else {
            throw BundleError.damaged(path: path, object: group, reason: "a factor is no positive number")
        }
        return Recalibration(
            rows: try file.integerAttribute("rows", of: group) ?? 0, scale: scale,
            quantiles: try quantiles(group, file, mapped, path),
            conformal: ConformalIntervals(
                isRelative: score == relative, halfWidths: zip(levels, factors).map { ConformalIntervals.HalfWidth(level: $0, factor: $1) }))
    }

    private static func quantiles(
        _ group: String, _ file: borrowing HDF5File, _ mapped: MappedFile, _ path: String
    ) throws -> IsotonicMap? {
        guard try file.has("\(group)/isotonic") else { return nil }
        let shares: [Double] = try numbers(file, mapped, "\(group)/isotonic/share", shape: nil, path)
        let levels: [Double] = try numbers(file, mapped, "\(group)/isotonic/level", shape: [shares.count], path)
        let isRising = zip(shares, shares.dropFirst()).allSatisfy { $0 < $1 } && zip(levels, levels.dropFirst()).allSatisfy { $0 <= $1 }
        guard !shares.isEmpty, isRising, (shares + levels).allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
            throw BundleError.damaged(path: path, object: "\(group)/isotonic", reason: "is no rising function of shares between 0 and 1")
        }
        return IsotonicMap(inputs: shares, outputs: levels)
    }

    /// nil where the bundle does not say what training has met.
    static func trained(_ file: borrowing HDF5File, _ mapped: MappedFile, _ path: String) throws -> TrainedMaterials? {
        guard try file.has("training") else { return nil }
        var digests: [TrainedMaterials.Trait: [UInt64]] = [:]
        for trait in TrainedMaterials.Trait.allCases {
            digests[trait] = try numbers(file, mapped, "training/\(trait.rawValue)", shape: nil, path)
        }
        guard try file.has(trainedElements) else { return TrainedMaterials(digests: digests) }
        let found: [UInt8] = try numbers(file, mapped, trainedElements, shape: nil, path)
        let elements = found.compactMap { Element(atomicNumber: Int($0)) }
        guard elements.count == found.count else {
            throw BundleError.damaged(path: path, object: trainedElements, reason: "holds a number that is no element's")
        }
        return TrainedMaterials(digests: digests, elements: elements)
    }

    /// Bundles of before it was written have none.
    private static var trainedElements: String { "training/elements" }

    private static var relative: String { "error / sigma" }
    private static var absolute: String { "error" }
}
