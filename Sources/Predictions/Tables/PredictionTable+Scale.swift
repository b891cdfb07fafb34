import Datasets

extension PredictionTable {
    /// The column that says in which scale the target was learnt; a table without it is of the target's own.
    public static let scaleColumn = "learnt_scale"

    /// Ends of the 90 % interval, which ŷ ± 1.64 σ is no more where the scale is another or a limit is met.
    ///
    /// - Parameter combined: in the scale that was learnt
    package static func intervals(_ combined: EnsemblePrediction, _ form: TargetForm) -> [Column] {
        let reach = StandardNormal.quantile(0.95)
        return [("low_90", -reach), ("high_90", reach)].map { name, reach in
            Column(name: name, numbers: combined.prediction.indices.map { form.restored(combined.prediction[$0] + reach * combined.total[$0]) })
        }
    }

    /// The same predictions in the scale that was learnt, in which errors are to be compared with their σ: the same table where that is the
    /// target's own. A target without a place in the scale is not known there.
    public var inLearntScale: PredictionTable {
        guard form.scale != nil, task == .regression else { return self }
        func learnt(_ values: [Double]) -> [Double] { values.map(form.learnt) }
        func deviations(_ widths: [Double], _ values: [Double]) -> [Double] {
            zip(widths, values).map { form.deviation(ofWidth: $0, at: $1) }
        }
        let values = combined.prediction
        return PredictionTable(
            ids: ids, splits: splits, targets: targets.map { target in target.flatMap { form.problem(with: $0) == nil ? form.learnt($0) : nil } },
            combined: EnsemblePrediction(
                prediction: learnt(values), epistemic: deviations(combined.epistemic, values),
                aleatoric: deviations(combined.aleatoric, values), total: deviations(combined.total, values)),
            members: members.map(learnt), memberNumbers: memberNumbers, memberDeviations: zip(memberDeviations, members).map(deviations),
            columns: columns)
    }
}

extension EnsemblePrediction {
    /// What was combined in the scale that was learnt, in the target's own and within its limits.
    public func restored(_ form: TargetForm) -> EnsemblePrediction {
        guard form != .plain else { return self }
        let values = prediction.map(form.restored)
        func widths(_ deviations: [Double]) -> [Double] { zip(deviations, values).map { form.width(ofDeviation: $0, at: $1) } }
        return EnsemblePrediction(prediction: values, epistemic: widths(epistemic), aleatoric: widths(aleatoric), total: widths(total))
    }
}
