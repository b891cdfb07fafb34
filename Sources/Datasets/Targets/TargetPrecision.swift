/// In which precision a data set stores a target.
///
/// Single is enough for almost everything, and half as large. Energies that count from bare nuclei and electrons are thousands of eV an atom, of
/// which single precision keeps seven digits: materials that differ by meV would become one.
public enum TargetPrecision: Sendable, Hashable {
    case single, double

    /// In eV: what single precision may change of an energy. A hundredth of what tells phases apart.
    static let energyTolerance = 1e-5
    /// Of the spread of any target: what single precision may change of half of its values.
    static let spreadTolerance = 1e-4

    /// Decides for each target, once all rows are there; values that are stored in single precision are rounded to it.
    ///
    /// - Parameters:
    ///   - rows: all rows of the input
    ///   - options: gain what their targets need
    public static func settle(_ rows: inout [FeaturisedRow], _ options: inout FeaturiserOptions) {
        for (place, target) in options.targets.enumerated() {
            let known = rows.compactMap { row -> Double? in
                guard case .material(let material) = row.outcome, !material.targets[place].isNaN else { return nil }
                return material.targets[place]
            }
            let unit = target.classes == nil && target.isEnergy ? FeaturiserOptions.Target.electronvolts[target.unit] : nil
            options.targets[place].precision = TargetPrecision(of: known, electronvolts: unit)
        }
        let singles = options.targets.indices.filter { options.targets[$0].precision == .single }
        for index in rows.indices {
            guard case .material(var material) = rows[index].outcome else { continue }
            for place in singles { material.targets[place] = Double(Float(material.targets[place])) }
            rows[index].outcome = .material(material)
        }
    }

    /// What some known values need.
    ///
    /// - Parameter electronvolts: the unit of an energy in eV; nil for anything else
    init(of values: [Double], electronvolts: Double?) {
        let errors = values.map { abs($0 - Double(Float($0))) }
        if let electronvolts, errors.contains(where: { $0 * electronvolts > Self.energyTolerance }) {
            self = .double
            return
        }
        // The middle one: a long tail loses nothing that anybody would miss.
        let typical = Quartiles(errors)?.median ?? 0
        guard typical > 0, let quartiles = Quartiles(values) else {
            self = .single
            return
        }
        let spread = quartiles.range > 0 ? quartiles.range : (values.max() ?? 0) - (values.min() ?? 0)
        // Of equal values nothing is to be told apart.
        self = spread > 0 && typical > Self.spreadTolerance * spread ? .double : .single
    }
}

/// The middle half of some numbers, which a few values far away do not move.
struct Quartiles {
    let lower: Double
    let median: Double
    let upper: Double

    /// nil of none.
    init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        func quantile(_ share: Double) -> Double { sorted[Int((share * Double(sorted.count - 1)).rounded())] }
        (lower, median, upper) = (quantile(0.25), quantile(0.5), quantile(0.75))
    }

    var range: Double { upper - lower }
}
