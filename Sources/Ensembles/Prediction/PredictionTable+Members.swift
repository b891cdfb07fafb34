import Datasets
import Foundation
import Models
import Predictions
import Training

extension PredictionTable {
    /// Combines what members say of one target.
    ///
    /// - Parameters:
    ///   - members: over all rows of the data set, ascending by number
    ///   - place: of the target among the ensemble's
    ///   - split: rows of no part are left out; nil keeps all rows, under the split's name "new"
    ///   - predicted: rows that members have said anything of; nil: all
    ///   - trained: what the ensemble has met in training, where that is known
    /// - Throws: `DatasetError` where a column that was kept cannot be read
    public init(
        _ members: [MemberPrediction], target: EnsembleTarget, place: Int, dataset: Dataset, split: Split?, predicted: [Int]? = nil,
        trained: TrainedMaterials?
    ) throws(DatasetError) {
        let parts = (split ?? Split(parts: [])).parts(count: dataset.count)
        let rows = (predicted ?? Array(0..<dataset.count)).filter { split == nil || parts[$0] != .unused }
        // A target that the data set lacks is a screening: nothing to compare with.
        let known = target.task.isLikelihood ? [] : (try? dataset.target(target.name, inClasses: target.classes)) ?? []
        let targets = rows.map { known.isEmpty || known[$0].isNaN ? nil : known[$0] }
        let ids = rows.map(dataset.id)
        let splits = rows.map { split == nil ? Self.newMaterials : parts[$0].word }
        let numbers = members.map(\.number)
        let columns = try Self.descriptions(dataset, rows: rows) + (trained?.columns(dataset, rows: rows) ?? [])
        switch target.task {
        case .regression:
            // Members are combined in the scale that they have learnt.
            let form = target.form ?? .plain
            let (means, deviations) = target.restored(members, place: place, rows: rows)
            let combined = EnsemblePrediction.regression(means: means, deviations: deviations)
            let alone = form == .plain ? means : means.map { $0.map(form.restored) }
            self.init(
                ids: ids, splits: splits, targets: targets, combined: combined.restored(form), members: alone, memberNumbers: numbers,
                memberDeviations: zip(deviations, alone).map { zip($0, $1).map { form.width(ofDeviation: $0, at: $1) } }, form: form,
                columns: columns + (form == .plain ? [] : Self.intervals(combined, form)))
        case .likelihood:
            let nats = Likelihoods(members, place: place, rows: rows)
            self.init(
                ids: ids, splits: splits, targets: targets, combined: nats.combined, members: nats.members, memberNumbers: numbers,
                columns: columns + nats.columns)
        case .classification(let classes, _):
            let probabilities = members.map { member in
                Self.softmax(member.outputs[place], rows: rows, classes: classes)
            }
            let (combined, mean) = EnsemblePrediction.classification(probabilities: probabilities)
            self.init(
                ids: ids, splits: splits, targets: targets, combined: combined,
                members: probabilities.map { EnsemblePrediction.mostProbableClass($0).map(Double.init) }, memberNumbers: numbers,
                probabilities: mean, classNames: target.classes, columns: columns)
        }
    }

    /// What the column `split` says of materials that no split knows.
    static let newMaterials = "new"

    /// [classes × rows]
    private static func softmax(_ logits: [Float], rows: [Int], classes: Int) -> [[Double]] {
        var probabilities = Array(repeating: [Double](), count: classes)
        for row in rows {
            let values = (0..<classes).map { Double(logits[row * classes + $0]) }
            let largest = values.max() ?? 0
            let sum = values.reduce(0) { $0 + exp($1 - largest) }
            for (index, value) in values.enumerated() { probabilities[index].append(exp(value - largest) / sum) }
        }
        return probabilities
    }
}
