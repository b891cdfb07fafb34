import Datasets
import Models
import Predictions
import Training

/// An ensemble at work on materials that come in pieces and are forgotten again, where only what it says as a whole is asked for.
public struct EnsemblePredictor {
    private let ensemble: Ensemble
    /// Among the ensemble's.
    private let place: Int

    /// - Parameter target: of the ensemble, one that is a number
    public init(_ ensemble: Ensemble, target place: Int) {
        precondition(!ensemble.targets[place].task.isClassification, "a number is predicted")
        self.ensemble = ensemble
        self.place = place
    }

    /// The stored features that members read.
    public var featureSchemas: [FeatureSchema] { ensemble.model.featureSchemas }

    /// Whether members can read materials of this kind at all.
    ///
    /// - Throws: `ModelMismatch`
    public func check(_ dataset: Dataset) throws { try ensemble.model.check(dataset) }

    /// Rows that members cannot predict, as their elements are in no table that they read.
    public func outside(_ dataset: Dataset) -> [Int] {
        // Mostly there is none, and to ask about all of them is cheap.
        if (try? ensemble.model.check(0..<dataset.count, of: dataset)) != nil { return [] }
        return (0..<dataset.count).filter { (try? ensemble.model.check(CollectionOfOne($0), of: dataset)) == nil }
    }

    /// What all sound members together say of each row, the same to the last bit for the same data set.
    ///
    /// - Throws: `DatasetError` and `ModelMismatch` for rows that cannot be predicted
    public func predict(_ dataset: Dataset) throws -> EnsemblePrediction {
        let target = ensemble.targets[place]
        let (means, deviations) = target.restored(try ensemble.predictions(of: dataset), place: place, rows: Array(0..<dataset.count))
        return EnsemblePrediction.regression(means: means, deviations: deviations).restored(target.form ?? .plain)
    }
}

extension Ensemble {
    /// What each sound member says of every row of a data set.
    ///
    /// - Throws: `DatasetError` and `ModelMismatch` for rows that cannot be predicted
    func predictions(of dataset: Dataset) throws -> [MemberPrediction] {
        var predictor = try Predictor(model, inputs: ModelInputs(dataset, rows: 0..<dataset.count))
        let members = sound
        let weights = members.map(\.weights)
        var predictions = members.map { MemberPrediction(number: $0.number, targets: targets.count) }
        for block in 0..<Predictor.blocks(of: dataset) { predictor.predict(block: block, weights: weights, into: &predictions) }
        return predictions
    }
}

extension EnsembleTarget {
    /// What members say of a number in the scale that they have learnt, [members × rows]; no deviations where the loss has none.
    ///
    /// - Parameter place: of the target among the ensemble's
    func restored(_ members: [MemberPrediction], place: Int, rows: [Int]) -> (means: [[Double]], deviations: [[Double]]) {
        let width = task.outputs
        let means = members.map { member in rows.map { normaliser.restored(member.outputs[place][$0 * width]) } }
        guard task.hasDeviation else { return (means, []) }
        return (means, members.map { member in rows.map { task.deviation(member.outputs[place][$0 * width + 1]) * normaliser.deviation } })
    }
}
