import Predictions

/// How well the probabilities of classes hold on the headline rows as predicted, and at the temperature that was fitted on the validation set.
struct ClassCalibrationMetrics: Encodable, Equatable {
    /// How many validation rows the fit is made of.
    var fittedRows: Int
    /// null: another in each fold.
    @Nullable var temperature: Double?
    /// As predicted, calibrated.
    var variants: [Variant]

    struct Variant: Encodable, Equatable {
        var name: String
        /// Those that the page shows of recalibrations.
        var values: MetricValues<Double>
    }

    /// - Parameter known: rows that the fit has not seen, with known classes
    /// - Returns: nil without any, and where nothing was fitted
    init?(_ subject: ReportSubject, known: PredictionTable) {
        guard known.count > 0, let calibrated = subject.calibratedClasses(of: known) else { return nil }
        let classes = known.knownTargets.map { Int($0) }
        func variant(_ name: String, _ probabilities: [[Double]]) -> Variant {
            Variant(
                name: name,
                values: MetricValues(Metric.shown(in: .recalibration)) { metric in
                    guard case .probabilities(let measure) = metric.measure else { return nil }
                    return (metric.key, measure(classes, probabilities))
                })
        }
        fittedRows = calibrated.fittedRows
        temperature = calibrated.temperature
        variants = [variant("as predicted", known.probabilities), variant("calibrated", calibrated.probabilities)]
    }
}
