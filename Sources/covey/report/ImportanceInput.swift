import Commands
import Datasets
import Ensembles
import Foundation
import Kernels
import Predictions
import Reports
import Training

/// `--importance`: the data set that features of the tested materials are dealt out anew from.
struct ImportanceInput {
    static let options: [Option] = [
        .text("importance", "DATA.h5", "of a run on features: how much worse it predicts the tested materials with each feature dealt out anew"),
        .text("importance-deals", "N", "times that each feature is dealt out (5)"),
    ]

    private let dataset: Dataset
    private let deals: Int

    /// nil where it is not asked for.
    init?(_ arguments: Arguments) throws {
        guard let path = arguments.text("importance") else {
            guard !arguments.has("importance-deals") else { throw CommandError.usage("--importance-deals belongs to --importance DATA.h5") }
            return nil
        }
        deals = try arguments.integer("importance-deals", in: 1...1000) ?? 5
        dataset = try Dataset(path: try arguments.existing(path))
    }

    /// Tries the features of the ensemble of a run.
    ///
    /// - Parameter bundle: that made the subject's predictions
    func ask(_ subject: inout ReportSubject, bundle: String) throws {
        Product.useOneThread()
        let ensemble = try Bundle.read(bundle)
        guard let split = subject.headlineSplit, let target = subject.target, let place = ensemble.targets.firstIndex(where: { $0.name == target }) else {
            throw CommandError.badData("\(subject.name): the true values of no material are known, by which errors could be told")
        }
        let rows = Dictionary((0..<dataset.count).map { (dataset.id($0), $0) }) { first, _ in first }
        let table = subject.predictions.rows(ofSplit: split).rowsWithTarget
        var known: [(row: Int, truth: Double)] = []
        for (id, truth) in zip(table.ids, table.targets) {
            if let row = rows[id], let truth { known.append((row, truth)) }
        }
        let trial = try FeatureTrial(
            ensemble, target: place, dataset: dataset, rows: known.map(\.row), truths: known.map(\.truth), split: split)
        let progress = Progress("dealing out features")
        subject.importance = try trial.importance(deals: deals, seed: ensemble.configuration.training.seed) { progress.show($0) }
        progress.end()
    }
}
