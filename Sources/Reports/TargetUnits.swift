import Datasets
import Predictions

/// In which units numbers of a target are told.
struct TargetUnits: Equatable {
    /// Of values and errors; nil for a target that has none.
    let own: String?
    /// Of deviations in the scale that was learnt, as likelihoods and intervals are measured there: "ln K", or the target's own.
    let learnt: String?

    init(_ own: String?, scale: TargetScale?) {
        self.own = own
        learnt = scale.map { own == nil ? $0.sign : "\($0.sign) \(own ?? "")" } ?? own
    }
}

extension ReportSubject {
    var units: TargetUnits { TargetUnits(unit, scale: predictions.form.scale) }

    /// What a reader must know of the measures of uncertainty; nil where they are of the target as it is.
    var scaleNote: String? {
        guard let scale = predictions.form.scale else { return nil }
        let learnt = scale == .log ? "its natural logarithm" : "its square root"
        return "The \(targetWords) is learnt as \(learnt): likelihoods, calibration and widths of intervals are of \(units.learnt ?? ""), errors\(unit.map { " of \($0)" } ?? " of the target itself")."
    }
}
