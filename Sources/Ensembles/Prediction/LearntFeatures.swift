import Datasets
import Foundation
import Kernels
import MessagePassing
import Models

/// What an ensemble has learnt to see in a material, as features for others to learn from: what enters the output networks of its members, the mean over
/// them or that of one.
///
/// Members begin from different weights, so that a mean of what they see mixes their columns at random; it tells materials apart all the same.
public struct LearntFeatures {
    private let ensemble: Ensemble
    private let members: [EnsembleMember]
    /// Of the features; "bundle-" and the beginning of the ensemble's digest, and the member where there is but one.
    public let name: String

    /// - Parameter member: whose; nil: the mean over all that are sound
    /// - Throws: `LearntFeaturesError` for a member that is not there
    public init(_ ensemble: Ensemble, member: Int? = nil) throws {
        self.ensemble = ensemble
        members = ensemble.sound.filter { member == nil || $0.number == member }
        guard !members.isEmpty else { throw LearntFeaturesError.member(member ?? 0, known: ensemble.sound.map(\.number)) }
        name = "bundle-\(try Bundle.contentHash(of: ensemble).prefix(12))" + (member.map { "-\($0)" } ?? "")
    }

    /// The numbers of every material on rank 0, [materials × columns]; no numbers on the others, and the same schema.
    ///
    /// - Parameter progress: told of the share of this rank's work that is done
    /// - Throws: `DatasetError` and `ModelMismatch` for what members cannot read, `LearntFeaturesError.nothing` for kinds that make nothing of a material,
    ///   `MessageError`
    public func values(
        of dataset: Dataset, _ communicator: borrowing Communicator, progress: (Double) -> Void = { _ in }
    ) throws -> (schema: FeatureSchema, values: [Float]) {
        try ensemble.model.check(dataset)
        let own = Predictor.blocks(of: dataset, rank: communicator.rank, of: communicator.size)
        let rows = own.flatMap { Predictor.rows(ofBlock: $0, of: dataset) }
        try ensemble.model.check(rows, of: dataset)
        var predictor = try ensemble.model.predictor(ModelInputs(dataset, rows: rows))
        var values: [Float] = []
        var width = 0
        for (done, block) in own.enumerated() {
            predictor.layOut(Array(Predictor.rows(ofBlock: block, of: dataset))[...])
            var sums: [Double] = []
            for member in members {
                guard let part = predictor.representation(member.weights) else { throw LearntFeaturesError.nothing(ensemble.configuration.model.kind.name) }
                width = part.columns
                if sums.isEmpty { sums = [Double](repeating: 0, count: part.rows * width) }
                for row in 0..<part.rows { for column in 0..<width { sums[row * width + column] += Double(part[row, column]) } }
            }
            values += sums.map { Float($0 / Double(members.count)) }
            progress(Double(done + 1) / Double(own.count))
        }
        width = Int(try communicator.allReduce(Int64(width), .largest))
        let schema = FeatureSchema(
            name: name, columns: (0..<width).map { "learnt \($0)" }, version: 1, imputation: "none",
            source: "\(ensemble.configuration.model.kind.title) on \(ensemble.configuration.targets.joined(separator: ", ")), \(members.count) members")
        guard communicator.size > 1 else { return (schema, values) }
        let gathered = try communicator.gather(values)
        guard communicator.rank == 0 else { return (schema, []) }
        return (schema, Predictor.interleaved(gathered, width: width, ofRows: dataset.count))
    }
}

/// Why an ensemble gives no features.
public enum LearntFeaturesError: Error, Sendable, Hashable, CustomStringConvertible {
    case member(Int, known: [Int])
    case nothing(String)

    public var description: String {
        switch self {
        case .member(let number, let known): "the ensemble has no member \(number) that is sound; it has \(known.map(String.init).joined(separator: ", "))"
        case .nothing(let kind): "members of the kind \(kind) make nothing of a material that others could learn from; networks, Roost and Wren do"
        }
    }
}
