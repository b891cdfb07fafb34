import Datasets
import Ensembles
import Predictions
import Reports

/// One fold of a cross-validation: the ensemble that has learnt from the other folds.
struct TestedFold {
    let name: String
    let ensemble: Ensemble

    /// All folds as one subject of a report: each material as the fold that tests it predicts it.
    ///
    /// - Parameters:
    ///   - folds: with what each says of its materials
    ///   - target: one of the ensembles'
    static func subject(named name: String, _ folds: [(fold: TestedFold, table: PredictionTable)], target: String) throws -> ReportSubject {
        let pooled = PredictionTable.pooling(folds.map { ($0.fold.name, $0.table.rows(ofSplit: "test")) })
        let first = folds[0].fold.ensemble
        let unit = first.targets.first { $0.name == target }?.unit ?? ""
        var subject = ReportSubject(name: name, predictions: pooled, target: target, unit: unit.isEmpty ? nil : unit)
        subject.folds = folds.map { fold, _ in
            ReportSubject.Fold(
                name: fold.name, recalibration: fold.ensemble.calibrations[target], temperature: fold.ensemble.temperatures[target])
        }
        var configuration = first.configuration
        configuration.split = folds.map(\.fold.ensemble.configuration.split).joined(separator: ", ")
        subject.configuration = try Bundle.json(configuration)
        subject.provenance = first.provenance.sorted { $0.key < $1.key }.map { ReportSubject.Fact(name: $0.key, value: $0.value) }
        subject.warnings = folds.flatMap { fold, _ in fold.ensemble.warnings.map { "Fold \(fold.name): \($0)" } }
        return subject
    }

    /// Whether several finished runs are folds of one data set: they were asked for the same of the same data but for the split, and no
    /// material is tested by two of them.
    static func areFolds(_ runs: [(ensemble: Ensemble, table: PredictionTable)]) -> Bool {
        guard runs.count > 1, let first = runs.first else { return false }
        func withoutSplit(_ ensemble: Ensemble) -> EnsembleConfiguration {
            var configuration = ensemble.configuration
            configuration.split = ""
            return configuration
        }
        guard runs.allSatisfy({ withoutSplit($0.ensemble) == withoutSplit(first.ensemble) }) else { return false }
        var tested: Set<String> = []
        return runs.allSatisfy { run in
            let ids = run.table.rows(ofSplit: "test").ids
            return !ids.isEmpty && ids.allSatisfy { tested.insert($0).inserted }
        }
    }

    /// What a fold is called whose split says so, and else its place.
    static func name(ofSplit split: String, place: Int) -> String {
        let fields = split.split(separator: ":", omittingEmptySubsequences: false)
        if split.hasPrefix("folds:"), let value = fields.last { return String(value) }
        if split.hasPrefix("kfold:"), fields.count == 4 { return String(fields[2]) }
        return split.isEmpty ? "\(place)" : split
    }
}
