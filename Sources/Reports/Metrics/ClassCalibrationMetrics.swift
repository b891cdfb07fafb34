import Predictions

/// How well the probabilities of classes hold on the headline rows as predicted, and at the temperature that was fitted on the validation set.
struct ClassCalibrationMetrics: Encodable, Equatable {
    /// How many validation rows the fit is made of.
    var fittedRows: Int
    var temperature: Double
    /// As predicted, calibrated.
    var variants: [Variant]

    struct Variant: Encodable, Equatable {
        var name: String
        /// Those that the page shows of recalibrations.
        var values: MetricValues<Double>
    }

    /// - Parameter table: rows that the fit has not seen
    /// - Returns: nil without a known class or without probabilities
    init?(_ scaling: TemperatureScaling, table: PredictionTable) {
        let known = table.rowsWithTarget
        guard known.count > 0, !known.probabilities.isEmpty else { return nil }
        let classes = known.knownTargets.map { Int($0) }
        func variant(_ name: String, _ probabilities: [[Double]]) -> Variant {
            Variant(
                name: name,
                values: MetricValues(Metric.shown(in: .recalibration)) { metric in
                    guard case .probabilities(let measure) = metric.measure else { return nil }
                    return (metric.key, measure(classes, probabilities))
                })
        }
        fittedRows = scaling.rows
        temperature = scaling.temperature
        variants = [variant("as predicted", known.probabilities), variant("calibrated", scaling.calibrated(known.probabilities))]
    }
}
