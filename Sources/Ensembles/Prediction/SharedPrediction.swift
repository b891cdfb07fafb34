import Datasets
import MessagePassing
import Models

/// Prediction of a data set, or of some of its rows, by all members, in blocks that are shared out over ranks.
public struct SharedPrediction {
    private let ensemble: Ensemble
    private let dataset: Dataset
    private let rows: [Int]

    /// - Parameter rows: that are predicted; nil: all
    /// - Throws: `BundleError.mismatch` where data set and ensemble do not go together
    public init(_ ensemble: Ensemble, dataset: Dataset, rows: [Int]? = nil) throws {
        self.ensemble = ensemble
        self.dataset = dataset
        self.rows = rows ?? Array(0..<dataset.count)
        try Self.check(dataset) { try ensemble.model.check(dataset) }
    }

    private static func check(_ dataset: Dataset, _ body: () throws -> Void) throws {
        do { try body() } catch let mismatch as ModelMismatch {
            let advice = mismatch.advice.isEmpty ? "" : "; \(mismatch.advice)"
            throw BundleError.mismatch(path: dataset.path, expected: mismatch.expected, found: mismatch.found + advice)
        }
    }

    /// Every sound member's outputs on rank 0, the same to the last bit on any number of ranks; an empty list on the others. They are of all rows of
    /// the data set, NaN where a row is not predicted.
    ///
    /// - Parameter progress: told of the share of this rank's work that is done
    /// - Throws: `DatasetError` and `BundleError.mismatch` for rows of this rank's share that cannot be predicted, `MessageError`
    public func run(_ communicator: borrowing Communicator, progress: (Double) -> Void = { _ in }) throws -> [MemberPrediction] {
        let own = Predictor.blocks(ofRows: rows.count, rank: communicator.rank, of: communicator.size).map { block in
            rows[Predictor.places(ofBlock: block, ofRows: rows.count)]
        }
        let ownRows = own.flatMap(\.self)
        var predictor = try Predictor(ensemble.model, inputs: ModelInputs(dataset, rows: ownRows))
        try Self.check(dataset) { try ensemble.model.check(ownRows, of: dataset) }
        let members = ensemble.sound
        let weights = members.map(\.weights)
        var predictions = members.map { MemberPrediction(number: $0.number, targets: ensemble.targets.count) }
        for (done, block) in own.enumerated() {
            predictor.predict(block, weights: weights, into: &predictions)
            progress(Double(done + 1) / Double(own.count))
        }
        guard communicator.size > 1 else { return scattered(predictions) }
        let gathered = try communicator.gather(RawOutputs.bytes(of: predictions))
        guard communicator.rank == 0 else { return [] }
        let parts = gathered.map { RawOutputs.predictions(of: $0, like: predictions, ensemble: ensemble) }
        return scattered(predictions.indices.map { member in
            var whole = MemberPrediction(number: predictions[member].number, targets: ensemble.targets.count)
            for (place, target) in ensemble.targets.enumerated() {
                whole.outputs[place] = Predictor.interleaved(parts.map { $0[member].outputs[place] }, width: target.task.outputs, ofRows: rows.count)
            }
            return whole
        })
    }

    /// Outputs of the rows that were predicted at the places of these rows in the data set.
    private func scattered(_ predictions: [MemberPrediction]) -> [MemberPrediction] {
        guard rows.count < dataset.count else { return predictions }
        return predictions.map { prediction in
            var whole = MemberPrediction(number: prediction.number, targets: ensemble.targets.count)
            for (place, target) in ensemble.targets.enumerated() {
                let width = target.task.outputs
                whole.outputs[place] = [Float](repeating: .nan, count: dataset.count * width)
                for (number, row) in rows.enumerated() {
                    for output in 0..<width { whole.outputs[place][row * width + output] = prediction.outputs[place][number * width + output] }
                }
            }
            return whole
        }
    }
}

/// Raw outputs as bytes between ranks of one program: member after member, target after target.
enum RawOutputs {
    static func bytes(of predictions: [MemberPrediction]) -> [UInt8] {
        var bytes: [UInt8] = []
        for prediction in predictions {
            for values in prediction.outputs {
                var count = UInt64(values.count)
                withUnsafeBytes(of: &count) { bytes += $0 }
                values.withUnsafeBytes { bytes += $0 }
            }
        }
        return bytes
    }

    static func predictions(of bytes: [UInt8], like own: [MemberPrediction], ensemble: Ensemble) -> [MemberPrediction] {
        var at = 0
        return own.map { model in
            var prediction = MemberPrediction(number: model.number, targets: ensemble.targets.count)
            for target in ensemble.targets.indices {
                let count = bytes.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: at, as: UInt64.self)) }
                at += 8
                prediction.outputs[target] = bytes.withUnsafeBytes { buffer in
                    (0..<count).map { buffer.loadUnaligned(fromByteOffset: at + 4 * $0, as: Float.self) }
                }
                at += 4 * count
            }
            return prediction
        }
    }
}
