import Materials
import Predictions

extension SweepReport {
    /// A row for each ensemble. Numbers of members that diverged, and of ensembles that have too few others, are empty.
    var resultsTable: DataTable {
        let numbers = 0..<(results.flatMap { $0.members.map(\.number) }.max().map { max($0 + 1, members) } ?? members)
        let parameter = variation.map { [$0.name] } ?? []
        let columns =
            ["run", "model"] + parameter + ["materials", "members", "single_mae", "single_mae_deviation"] + numbers.map { "mae_\($0)" }
            + ["ensemble_mae", "ensemble_rmse", "ensemble_nll", "validation_mae", "epochs"]
        return DataTable(
            name: "sweep", columns: columns,
            rows: results.map { result in
                let alone = numbers.map { number in result.members.first { $0.number == number }?.mae }
                var values = [result.single?.mean, result.single?.deviation] + alone
                values += [result.test?.mae, result.test?.rmse, result.negativeLogLikelihood, result.validation?.mae, result.epochs]
                var row = [result.point.name, result.point.model]
                if variation != nil { row.append(result.point.value ?? "") }
                row += ["\(result.point.materials)", "\(result.members.count)"]
                return row + values.map { $0.map(TableText.field) ?? "" }
            })
    }

    var timesTable: DataTable {
        DataTable(
            name: "times", columns: ["run", "core_seconds"], rows: results.map { [$0.point.name, TableText.field($0.coreSeconds)] })
    }
}

extension MetricTable {
    /// The table of the page: a line for each ensemble.
    static func sweep(_ report: SweepReport) -> MetricTable {
        let parameter = report.variation.map { [$0.name] } ?? []
        let suffix = report.unit.map { " (\($0))" } ?? ""
        func text(_ value: Double?) -> String { value.map { NumberText.short($0) } ?? "–" }
        let rows = report.results.map { result in
            var row = [result.point.model]
            if report.variation != nil { row.append(result.point.value ?? "") }
            row += [NumberText.count(result.point.materials), "\(result.members.count)"]
            row.append(result.single.map { NumberText.spread(mean: $0.mean, deviation: $0.deviation) } ?? "–")
            row += [result.test?.mae, result.test?.rmse, result.negativeLogLikelihood, result.validation?.mae].map(text)
            let epochs = result.epochs == result.epochs.rounded() ? NumberText.count(Int(result.epochs)) : NumberText.short(result.epochs)
            return row + [epochs, text(result.coreSeconds)]
        }
        return MetricTable(
            heading: "All ensembles",
            note: """
                Single: mean and standard deviation over the members, each taken alone. All errors are those of the same test materials, but for \
                the validation MAE, by which settings should be chosen.
                """,
            columns: ["Model"] + parameter + [
                "Training materials", "Members", "Single MAE" + suffix, "Ensemble MAE" + suffix, "RMSE" + suffix, "NLL",
                "Validation MAE" + suffix, "Epochs", "Core-seconds",
            ],
            rows: rows, labels: 1 + parameter.count, data: report.resultsTable)
    }

    /// The fitted lines, and the sizes at which they come down to the errors that were asked for; nil where there are none.
    static func powerLaws(_ report: SweepReport) -> MetricTable? {
        let fits = report.curves.flatMap { curve in curve.fits.map { (curve.name, $0.who, $0.law) } }
        guard !fits.isEmpty else { return nil }
        let lines = report.asked
        return MetricTable(
            heading: "Power laws",
            note: """
                ε = α N^−β by least squares through the logarithms; intervals are 95 %, from the t distribution. A size beyond the largest that \
                was trained supposes that the line goes on.
                """,
            columns: ["Curve", "", "Sizes", "β", "α"] + lines.map { "Materials for \(report.text(ofAsked: $0.error))" },
            rows: fits.map { name, who, law in
                var row = [name, who, "\(law.points)", NumberText.spread(mean: law.exponent, deviation: law.exponentMargin)]
                row.append(NumberText.short(law.factor))
                return row + lines.map { SweepReport.text(of: law.size(for: $0.error)) }
            },
            labels: 2,
            data: DataTable(
                name: "power-laws",
                columns: ["curve", "of", "sizes", "exponent", "exponent_margin", "factor"]
                    + lines.flatMap { ["for_\($0.name)", "for_\($0.name)_lower", "for_\($0.name)_upper"] },
                rows: fits.map { name, who, law in
                    var values: [Double?] = [law.exponent, law.exponentMargin, law.factor]
                    for line in lines {
                        let forecast = law.size(for: line.error)
                        values += [forecast?.size, forecast?.lower, forecast?.upper]
                    }
                    return [name, who, "\(law.points)"] + values.map { $0.map(TableText.field) ?? "" }
                }))
    }
}
