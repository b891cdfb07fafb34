import Datasets
import Kernels
import Materials
import Models
import TestSupport
import Testing

/// A small data set with features: ordinary ones, one that is the same for all, one that some materials lack, one that none has.
struct NetworkFixture {
    static let schema = FeatureSchema(
        name: "made-up", columns: ["a", "b", "c", "constant", "some", "none", "wide"], version: 2, imputation: "none", source: "made up")
    static let count = 40

    private let directory: TemporaryDirectory
    let dataset: Dataset

    /// - Parameters:
    ///   - schema: of the features
    ///   - change: of the numbers, by material and column
    init(_ schema: FeatureSchema? = NetworkFixture.schema, change: @escaping @Sendable (Int, Int) -> Float? = { _, _ in nil }) throws {
        directory = try TemporaryDirectory()
        let vectors = ElementVectors(
            name: "made up", dimension: 1, values: [Float](repeating: 1, count: 119), isPresent: [Bool](repeating: true, count: 119))
        var content = DatasetContent(representation: .composition, elementVectors: vectors)
        for row in 0..<Self.count { content.append(id: "n-\(row)", formula: "H", label: "", nodes: [(1, 0, 1, 1)]) }
        if let schema {
            content.features = [
                .init(schema: schema) { rows in rows.flatMap { row in schema.columns.indices.map { change(row, $0) ?? Self.number(row, $0) } } }
            ]
        }
        try content.write(to: directory.file("data.h5"))
        dataset = try Dataset(path: directory.file("data.h5"), verifying: .structure)
    }

    static func number(_ row: Int, _ column: Int) -> Float {
        let normal = CounterRandom(seed: 7, member: column, purpose: .test).normal(at: row)
        return switch column {
        case 3: 0.1
        case 4: row % 3 == 0 ? .nan : normal
        case 5: .nan
        case 6: 1000 * normal - 400
        default: normal
        }
    }

    static func settings(_ hidden: [Int] = [12, 12, 8], residual: Bool = true, dropout: String = "0", standardise: Bool = true) throws -> NetworkSettings {
        var settings = NetworkSettings(kind: .network)
        settings.features = schema.name
        settings.hidden = hidden
        settings.isResidual = residual
        settings.dropout = try DropoutRates(dropout)
        settings.isStandardised = standardise
        return settings
    }

    /// Trained on the first thirty.
    func model(_ settings: NetworkSettings, tasks: [Task] = [.regression(.l2)]) throws -> any GradientModel {
        let model = try settings.model(tasks, for: dataset, training: Array(0..<30), besides: [])
        return try #require(model as? any GradientModel)
    }

    func learner(_ model: any GradientModel, for purpose: ModelPurpose = .training) throws -> any GradientLearner {
        try model.learner(ModelInputs(dataset, rows: 0..<Self.count), for: purpose, account: nil)
    }

    static func draws(epoch: Int = 3, seed: UInt64 = 5, member: Int = 1) -> EpochDraws {
        EpochDraws(seed: seed, member: member, epoch: epoch, drawsRepresentations: false)
    }
}

extension GradientModel {
    /// A block of that name in a vector.
    func block(_ name: String, of vector: ParameterVector) throws -> Matrix {
        vector[try #require(layout.blocks.first { $0.name == name })]
    }
}
