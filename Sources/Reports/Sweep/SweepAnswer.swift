import Foundation
import Predictions

extension SweepReport {
    /// Errors that sizes are asked for, with the names that tables give them.
    var asked: [(name: String, error: Double)] {
        [("reference", reference), ("goal", goal)].compactMap { name, error in error.map { (name, $0) } }
    }

    /// What the sweep says of each curve or model, in sentences.
    public var answer: [[String]] {
        guard areSizesVaried else { return variationAnswer }
        let crossings = crossingSentences
        return learningAnswer + (crossings.isEmpty ? [] : [crossings])
    }

    /// An error as it was asked for, with its unit.
    func text(ofAsked error: Double) -> String { String(format: "%g", error) + unitSuffix }

    private var learningAnswer: [[String]] {
        curves.map { curve in
            guard let last = curve.points.last else { return ["\(curve.name): no ensemble has enough sound members."] }
            let size = NumberText.count(Int(last.materials))
            let alone = last.single.map { ", a single member \(NumberText.spread(mean: $0.mean, deviation: $0.deviation))" } ?? ""
            let error = "\(NumberText.short(last.mae))\(unitSuffix)"
            let first = "\(curve.name): trained on \(size) materials, the \(curve.kind.rawValue) has a test MAE of \(error)\(alone)."
            guard let law = curve.law else {
                return [first, "No power law is fitted to \(count(curve.points.count)): three are the least."]
            }
            let margin = NumberText.spread(mean: law.exponent, deviation: law.exponentMargin)
            let fall = "Its error goes as N^−β with β = \(margin)"
            return [first, fall + " (95 % interval, \(count(law.points)))."]
                + asked.map { forecast(law, $0.error, largest: last.materials) }
        }
    }

    private func count(_ sizes: Int) -> String { sizes == 1 ? "one size" : "\(sizes) sizes" }

    private func forecast(_ law: PowerLaw, _ error: Double, largest: Double) -> String {
        let goal = text(ofAsked: error)
        guard let forecast = law.size(for: error) else { return "It does not fall, and so no size is forecast for \(goal)." }
        guard let lower = forecast.lower, let upper = forecast.upper else {
            let least = forecast.lower.map { ", \(Self.materials($0)) at the least" } ?? ""
            return "\(goal) would take about \(Self.materials(forecast.size)) materials\(least), but these sizes do not say how many at the most."
        }
        let interval = "95 % interval \(Self.materials(lower)) to \(Self.materials(upper))"
        let caution = forecast.size > 10 * largest ? ", far beyond the sizes that were trained" : ""
        return "\(goal) takes about \(Self.materials(forecast.size)) materials (\(interval))\(caution)."
    }

    /// "31,000 (25,000 to 40,000)"
    static func text(of forecast: PowerLaw.Forecast?) -> String {
        guard let forecast else { return "–" }
        guard let lower = forecast.lower else { return "\(materials(forecast.size)) (no bounds)" }
        guard let upper = forecast.upper else { return "\(materials(forecast.size)) (\(materials(lower)) at the least)" }
        return "\(materials(forecast.size)) (\(materials(lower)) to \(materials(upper)))"
    }

    /// A number of materials to three digits.
    static func materials(_ size: Double) -> String {
        guard size < 1e15 else { return NumberText.short(size) }
        guard size >= 1000 else { return NumberText.count(Int(size.rounded())) }
        var unit = 1.0
        while size / unit >= 1000 { unit *= 10 }
        return NumberText.count(Int((size / unit).rounded() * unit))
    }

    private var variationAnswer: [[String]] {
        guard let variation else { return [] }
        return Set(results.map(\.point.model)).sorted().map { model in
            let own = results.filter { $0.point.model == model && $0.test != nil }
            guard let best = own.min(by: { ($0.validation?.mae ?? .infinity) < ($1.validation?.mae ?? .infinity) }),
                let value = best.point.value, let test = best.test, let validation = best.validation
            else { return ["\(model): no ensemble has enough sound members."] }
            let text = """
                \(model): of \(variation.values.count) values, \(variation.name) = \(value) has the smallest validation MAE, \
                \(NumberText.short(validation.mae))\(unitSuffix); its test MAE is \(NumberText.short(test.mae))\(unitSuffix)\
                \(best.single.map { ", that of a single member \(NumberText.spread(mean: $0.mean, deviation: $0.deviation))" } ?? "").
                """
            return [text]
        }
    }
}
