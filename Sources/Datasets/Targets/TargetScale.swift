import Foundation

/// A scale in which a target is learnt in place of its own: s(y), rising, with errors there about as large for small values as for large.
///
/// A deviation σ in the learnt scale is told in the target's unit as half the width of s⁻¹(s ± σ), the central 68 % interval (Mathematics.md §3,
/// "Targets in another scale"): what people read "±" as. It can be turned back into σ exactly.
public enum TargetScale: String, Codable, Sendable, CaseIterable {
    /// s = ln y, of values above 0.
    case log
    /// s = √y, of values from 0.
    case sqrt

    /// "ln", "√"
    public var sign: String { self == .log ? "ln" : "√" }

    /// Whether a value has a place in the scale.
    public func accepts(_ value: Double) -> Bool { self == .log ? value > 0 : value >= 0 }

    /// s(y), of a value that is accepted.
    public func learnt(_ value: Double) -> Double { self == .log ? Foundation.log(value) : value.squareRoot() }

    /// s⁻¹; what lies below all values of the scale is its end.
    public func restored(_ learnt: Double) -> Double { self == .log ? exp(learnt) : max(learnt, 0) * max(learnt, 0) }

    /// Half the width of s⁻¹(s(y) ± σ).
    public func width(ofDeviation deviation: Double, at value: Double) -> Double {
        switch self {
        case .log: return value * sinh(deviation)
        case .sqrt:
            let root = value.squareRoot()
            return deviation <= root ? 2 * root * deviation : (root + deviation) * (root + deviation) / 2
        }
    }

    /// The σ whose width that is.
    public func deviation(ofWidth width: Double, at value: Double) -> Double {
        switch self {
        case .log: return value > 0 ? asinh(width / value) : 0
        case .sqrt:
            let root = value.squareRoot()
            return width <= 2 * value && root > 0 ? width / (2 * root) : (2 * width).squareRoot() - root
        }
    }
}
