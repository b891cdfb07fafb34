import Datasets
import Predictions
import Reports

/// Predictions with errors as large as their uncertainties say, of any size, the same in every run.
func syntheticPredictions(rows: Int, members: Int, isCertain: Bool = false, seed: UInt64 = 1) -> PredictionTable {
    func normals(_ stream: Int) -> [Double] {
        let random = CounterRandom(seed: seed, member: 0, purpose: .test, stream: stream)
        return (0..<rows).map { Double(random.normal(at: $0)) }
    }
    let targets = normals(0)
    let noise = normals(1).map { 0.05 + 0.1 * abs($0) }
    let means = (0..<members).map { member in
        let draws = normals(10 + member)
        return targets.indices.map { targets[$0] + noise[$0] * draws[$0] }
    }
    let deviations = isCertain ? [] : means.map { _ in noise }
    return PredictionTable(
        ids: (0..<rows).map { "m-\($0)" }, splits: (0..<rows).map { ["train", "validation", "test", "test"][$0 % 4] },
        targets: targets.enumerated().map { $0 % 50 == 3 ? nil : $1 }, combined: .regression(means: means, deviations: deviations),
        members: means)
}

func syntheticClasses(rows: Int) -> PredictionTable {
    let random = CounterRandom(seed: 2, member: 0, purpose: .test)
    let members = (0..<3).map { member in
        let first = (0..<rows).map { Double(random.uniform(at: member * rows + $0)) }
        return [first, first.map { 1 - $0 }]
    }
    let (combined, mean) = EnsemblePrediction.classification(probabilities: members)
    return PredictionTable(
        ids: (0..<rows).map { "m-\($0)" }, splits: (0..<rows).map { _ in "test" },
        targets: mean[1].indices.map { Double(random.uniform(at: 10_000 + $0)) < mean[1][$0] ? 1 : 0 }, combined: combined,
        members: members.map { EnsemblePrediction.mostProbableClass($0).map(Double.init) }, probabilities: mean)
}

let syntheticHistory = TrainingHistory(
    (0..<3).flatMap { member in
        (1...20).map { epoch in
            let value = 0.05 + 0.4 / Double(epoch + member)
            return TrainingHistory.Epoch(
                member: member, epoch: epoch, trainLoss: value - 1, trainMAE: value, validationLoss: value - 0.9, validationMAE: value * 1.2)
        }
    })

/// The same with everything else that `covey predict` says of its rows: formula, label, what training has met, a batch.
func describedPredictions(rows: Int, members: Int) -> PredictionTable {
    let table = syntheticPredictions(rows: rows, members: members)
    let crystals = [("Al2O3", "A2B3_hR30_167_c_e:Al-O"), ("NaCl", "AB_cF8_225_a_b:Cl-Na"), ("Si", "A_cF8_227_a:Si"), ("CaTiO3", "")]
    func column(_ name: String, _ value: (Int) -> String) -> PredictionTable.Column {
        PredictionTable.Column(name: name, values: (0..<rows).map(value))
    }
    let deviations = table.members.map { _ in table.combined.aleatoric }
    return PredictionTable(
        ids: table.ids, splits: table.splits, targets: table.targets, combined: table.combined, members: table.members,
        memberDeviations: deviations,
        columns: [
            column("formula") { crystals[$0 / 4 % 4].0 }, column("label") { crystals[$0 / 4 % 4].1 }, column("batch") { "\($0 / 4 % 3 + 1)" },
            column("seen_composition") { $0 % 4 < 2 || $0 % 5 < 2 ? "1" : "0" },
            column("seen_prototype") { crystals[$0 / 4 % 4].1.isEmpty ? "" : $0 % 7 < 5 ? "1" : "0" },
            column("seen_label") { crystals[$0 / 4 % 4].1.isEmpty ? "" : "0" },
        ])
}
