import Foundation

/// Where one learning curve overtakes another.
public struct CurveCrossing: Equatable, Sendable {
    /// Of the training set.
    public let size: Double
    /// That both have there.
    public let error: Double
    /// Whether it lies beyond the sizes that were trained, where the fitted power laws meet.
    public let isForecast: Bool
    /// Whether the first of the two curves errs less above that size.
    public let firstIsBetterAbove: Bool

    /// Sizes that a forecast may lie beyond the largest that was trained.
    private static let farthest = 10.0

    /// Every crossing of two curves, smallest size first: between measured sizes by the straight line through the logarithms, and beyond the largest at most
    /// one, where their power laws meet within ten times that size.
    ///
    /// - Parameters:
    ///   - first, second: errors by size; sizes that only one of them has are left out
    ///   - laws: of the two; nil where one has none
    public static func all(
        _ first: [(size: Double, error: Double)], _ second: [(size: Double, error: Double)], laws: (PowerLaw, PowerLaw)?
    ) -> [CurveCrossing] {
        let errors = Dictionary(second.map { ($0.size, $0.error) }, uniquingKeysWith: { earlier, _ in earlier })
        let common = first.sorted { $0.size < $1.size }.compactMap { point in
            errors[point.size].map { (size: log(point.size), error: log(point.error), difference: log(point.error) - log($0)) }
        }
        // Equal errors are no change of the lead.
        let apart = common.filter { $0.difference != 0 }
        var crossings = zip(apart, apart.dropFirst()).compactMap { below, above -> CurveCrossing? in
            guard below.difference * above.difference < 0 else { return nil }
            let share = below.difference / (below.difference - above.difference)
            return CurveCrossing(
                size: exp(below.size + share * (above.size - below.size)), error: exp(below.error + share * (above.error - below.error)),
                isForecast: false, firstIsBetterAbove: above.difference < 0)
        }
        if let (one, other) = laws, let last = apart.last, one.exponent != other.exponent {
            // α₁ N^−β₁ = α₂ N^−β₂
            let size = pow(one.factor / other.factor, 1 / (one.exponent - other.exponent))
            let falls = one.exponent > other.exponent
            // Who leads at the largest size is overtaken only by a steeper curve.
            if size.isFinite, size > exp(last.size), size <= farthest * exp(last.size), falls == (last.difference > 0) {
                crossings.append(CurveCrossing(size: size, error: one.error(at: size), isForecast: true, firstIsBetterAbove: falls))
            }
        }
        return crossings
    }
}
