import Predictions

extension Metric {
    /// Every metric of a split.
    package static let all: [Metric] = errors + scores + parts + intervals + classes

    private static let errors: [Metric] = [
        Metric("mae", "MAE", unit: .ofTarget, shown: [.errors: 0, .leakage: 0, .groups: 0, .comparison: 0], .points { $0.errors.mae }),
        Metric("rmse", "RMSE", unit: .ofTarget, shown: [.errors: 0, .leakage: 0, .groups: 0, .comparison: 0], .points { $0.errors.rmse }),
        Metric("r2", "R²", shown: [.errors: 0, .leakage: 0, .groups: 0, .comparison: 0], .points { $0.errors.r2 }),
    ]

    private static let scores: [Metric] = [
        Metric(
            "negative_log_likelihood", "Negative log-likelihood", heading: "NLL",
            shown: [.uncertainty: 0, .recalibration: 1, .leakage: 0, .groups: 1, .comparison: 0],
            .gaussian {
                GaussianScores.negativeLogLikelihood(targets: $0.targets, predictions: $0.predictions, deviations: $0.deviations)
            }),
        Metric(
            "crps", "CRPS", unit: .ofTarget, shown: [.uncertainty: 0, .recalibration: 1, .comparison: 0],
            .gaussian {
                GaussianScores.continuousRankedProbability(targets: $0.targets, predictions: $0.predictions, deviations: $0.deviations)
            }),
        // Over p = 0.01 … 0.99.
        Metric(
            "interval_score", "Interval score", unit: .ofTarget, shown: [.uncertainty: 0, .recalibration: 1],
            .gaussian { GaussianScores.intervalScore(targets: $0.targets, predictions: $0.predictions, deviations: $0.deviations) }),
        Metric(
            "miscalibration_area", "Miscalibration area", shown: [.uncertainty: 0, .recalibration: 0, .groups: 1, .comparison: 0],
            .curve { GaussianCalibration.miscalibrationArea($0) }),
        Metric(
            "mean_absolute_calibration_error", "Mean absolute calibration error", shown: [.uncertainty: 0, .recalibration: 0],
            .curve { GaussianCalibration.meanAbsoluteError($0) }),
        Metric(
            "root_mean_square_calibration_error", "Root mean square calibration error", shown: [.uncertainty: 0, .recalibration: 0],
            .curve { GaussianCalibration.rootMeanSquareError($0) }),
        Metric(
            "sharpness", "Sharpness, √⟨σ²⟩", heading: "Sharpness", unit: .ofTarget, shown: [.uncertainty: 0, .groups: 0],
            .gaussian { GaussianCalibration.sharpness(deviations: $0.deviations) }),
    ]

    /// How large each part of an uncertainty is, and how well it ranks the errors. The size of the whole is the sharpness, shown already.
    private static let parts: [Metric] =
        PartRows.names.map { name in
            Metric(
                "root_mean_square_\(name)", "of it \(name)", unit: .ofTarget, shown: name == "total" ? [:] : [.uncertainty: 0],
                .part(name: name, key: "root_mean_square") { GaussianCalibration.sharpness(deviations: $0.deviations) })
        }
        + PartRows.names.flatMap { name in
            [
                Metric(
                    "area_above_oracle_\(name)", "AUSE, ranked by \(name)", unit: .ofTarget, shown: [.uncertainty: 0],
                    .part(name: name, key: "area_above_oracle") { $0.ranking.areaAboveOracle }),
                Metric(
                    "gain_over_random_\(name)", "Gain over random, \(name)", unit: .share, shown: [.uncertainty: 0],
                    .part(name: name, key: "gain_over_random") { $0.ranking.gain }),
            ]
        }

    private static let intervals: [Metric] = SplitMetrics.coverageLevels.map { level in
        let percent = "\(Int((100 * level).rounded()))"
        return Metric(
            "coverage_\(percent)", "Share in the \(percent)\u{202F}% interval", heading: "In the \(percent)\u{202F}% interval", unit: .share,
            shown: level == 0.9 ? [.uncertainty: 0, .leakage: 0, .groups: 1, .comparison: 0] : [.uncertainty: 0],
            .interval(level: level) {
                GaussianCalibration.coverage(level: level, targets: $0.targets, predictions: $0.predictions, deviations: $0.deviations)
            })
    }

    private static let classes: [Metric] = [
        Metric(
            "accuracy", "Accuracy", unit: .share, shown: [.scores: 0, .leakage: 0, .groups: 0, .comparison: 0], .decisions { $0.accuracy }),
        // What accuracy must be read beside: it takes no model to reach it.
        Metric("largest_class_share", "Always the largest class", unit: .share, shown: [.scores: 0], .classes { $0.largest?.share }),
        Metric(
            "balanced_accuracy", "Balanced accuracy", unit: .share, shown: [.scores: 0, .leakage: 0, .groups: 0, .comparison: 0],
            .decisions { $0.balancedAccuracy }),
        // Of the positive class of two, else the mean over the classes.
        Metric("f1", "F1", shown: [.scores: 0, .comparison: 0], .decisions { $0.f1 }),
        Metric(
            "roc_auc", "ROC-AUC", shown: [.scores: 0, .leakage: 0, .comparison: 0],
            .probabilities { ClassificationScores.areaUnderROC(classes: $0, probabilities: $1) }),
        Metric(
            "average_precision", "Average precision", shown: [.scores: 0, .comparison: 0],
            .probabilities { ClassificationScores.averagePrecision(classes: $0, probabilities: $1) }),
        Metric(
            "log_loss", "Log loss", shown: [.scores: 0, .recalibration: 0, .leakage: 0, .groups: 0, .comparison: 0],
            .probabilities { ClassificationScores.logLoss(classes: $0, probabilities: $1) }),
        Metric(
            "brier", "Brier score", shown: [.scores: 0, .recalibration: 0],
            .probabilities { ClassificationScores.brier(classes: $0, probabilities: $1) }),
        Metric(
            "expected_calibration_error", "Expected calibration error", heading: "ECE", shown: [.scores: 0, .recalibration: 0, .comparison: 0],
            .probabilities { Reliability(classes: $0, probabilities: $1).expectedCalibrationError }),
    ]
}
