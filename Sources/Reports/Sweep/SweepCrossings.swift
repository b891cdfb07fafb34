import Materials
import Predictions

/// Which learning curve overtakes which, and where.
extension SweepReport {
    struct Crossing {
        /// Who errs less below that size, and above it.
        let below: String
        let above: String
        let place: CurveCrossing
    }

    /// Of every two curves, in the order of sizes.
    var crossings: [Crossing] {
        let curves = curves.filter { !$0.points.isEmpty }
        func points(_ curve: LearningCurve) -> [(size: Double, error: Double)] { curve.points.map { ($0.materials, $0.mae) } }
        var found: [Crossing] = []
        for (place, first) in curves.enumerated() {
            for second in curves.dropFirst(place + 1) {
                let laws = first.law.flatMap { law in second.law.map { (law, $0) } }
                found += CurveCrossing.all(points(first), points(second), laws: laws).map { crossing in
                    Crossing(
                        below: crossing.firstIsBetterAbove ? second.name : first.name, above: crossing.firstIsBetterAbove ? first.name : second.name,
                        place: crossing)
                }
            }
        }
        return found.sorted { $0.place.size < $1.place.size }
    }

    /// A sentence for each.
    var crossingSentences: [String] {
        crossings.map { crossing in
            let size = Self.materials(crossing.place.size)
            let how = crossing.place.isForecast ? " by their power laws, beyond what was trained" : ""
            return "\(crossing.above) overtakes \(crossing.below) at about \(size) materials\(how)."
        }
    }
}

extension MetricTable {
    /// nil where no curve overtakes another.
    static func crossings(_ report: SweepReport) -> MetricTable? {
        let crossings = report.crossings
        guard !crossings.isEmpty else { return nil }
        return MetricTable(
            heading: "Crossings",
            note: """
                Where the errors of two curves are equal: between the sizes that both were trained on, along straight lines through the logarithms; beyond the largest, \
                where their power laws meet within ten times that size.
                """,
            columns: ["Better below", "Better above", "Materials", "MAE" + (report.unit.map { " (\($0))" } ?? ""), ""],
            rows: crossings.map { crossing in
                [
                    crossing.below, crossing.above, SweepReport.materials(crossing.place.size), NumberText.short(crossing.place.error),
                    crossing.place.isForecast ? "forecast" : "measured",
                ]
            },
            labels: 2,
            data: DataTable(
                name: "crossings", columns: ["better_below", "better_above", "materials", "mae", "is_forecast"],
                rows: crossings.map { crossing in
                    [crossing.below, crossing.above]
                        + [crossing.place.size, crossing.place.error, crossing.place.isForecast ? 1 : 0].map(TableText.field)
                }))
    }
}
