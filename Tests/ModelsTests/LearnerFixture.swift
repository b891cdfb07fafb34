import Datasets
import Kernels
import Materials
import Models
import TestSupport

/// Sixty made-up materials that other programs have learnt from as well: 40 to learn from, 10 to validate, 10 to predict.
struct LearnerFixture {
    private let directory: TemporaryDirectory
    let dataset: Dataset
    /// A number, NaN of two materials, and a class of three.
    let targets: [[Float]]
    static let training = Array(0..<40)
    static let validation = Array(40..<50)
    static let test = Array(50..<60)

    /// - Parameter hasGaps: whether every seventh material lacks the third feature
    init(hasGaps: Bool = false) throws {
        var content = DatasetContent(representation: .composition, elementVectors: .builtIn)
        for row in 0..<60 { content.append(id: "m-\(row)", formula: "made up \(row)", label: "", nodes: [(3, 0, 1, 0.5), (8, 0, 1, 0.5)]) }
        let schema = FeatureSchema(name: "made-up", columns: ["a", "b", "c", "d", "e"], version: 1, imputation: "none", source: "a test")
        content.features = [
            DatasetContent.Features(schema: schema) { rows in
                rows.flatMap { row in (0..<5).map { hasGaps && row % 7 == 0 && $0 == 2 ? .nan : Self.feature(row, $0) } }
            }
        ]
        directory = try TemporaryDirectory()
        try content.write(to: directory.file("data.h5"))
        dataset = try Dataset(path: directory.file("data.h5"))
        let numbers = (0..<60).map { row in
            let x = (0..<4).map { Double(Self.feature(row, $0)) }
            return Float(x[0] + 2 * x[1] * x[2] - x[3] * x[3])
        }
        targets = [numbers, numbers.map { $0 < 0.2 ? 0 : $0 < 0.8 ? 1 : 2 }]
    }

    private static func feature(_ row: Int, _ column: Int) -> Float { Float(((row + 1) * (7 + 13 * column) + row * row * (column + 2)) % 101) / 101 }

    var inputs: ModelInputs { ModelInputs(dataset, rows: 0..<60) }

    func model(_ settings: any ModelSettings, _ tasks: [Task]) throws -> any StagedModel {
        let model = try settings.model(tasks, for: dataset, training: Self.training, besides: [])
        guard case .inStages(let staged) = model.learning else { throw ModelError.missingTensor(name: "stages") }
        return staged
    }

    func lesson(_ targets: [[Float]], member: Int = 0) -> StagedLesson {
        StagedLesson(
            targets: targets, training: Self.training, validation: Self.validation, measured: Self.validation + Self.test, seed: 3, member: member)
    }

    /// The outputs of the last ten materials after all stages, target by target.
    func outputs(_ settings: any ModelSettings, _ tasks: [Task] = [.regression(.l2)], _ targets: [[Float]]? = nil, member: Int = 0) throws -> [[Float]] {
        let model = try model(settings, tasks)
        var fit = try model.fit(inputs, lesson(targets ?? [self.targets[0]], member: member), continuing: [])
        while fit.stages < model.stages { try fit.advance() }
        return fit.outputs().map { $0.rows(10..<20).elements }
    }

    static func boosted(_ change: (inout BoostedSettings) -> Void = { _ in }) -> BoostedSettings {
        var settings = BoostedSettings()
        settings.features = "made-up"
        (settings.eta, settings.depth, settings.rounds, settings.method) = (0.3, 3, 12, .exact)
        change(&settings)
        return settings
    }

    static func linear(_ kind: LinearSettings.Penalty, _ penalty: Double? = nil) -> LinearSettings {
        var settings = LinearSettings(kind)
        settings.features = "made-up"
        (settings.penalty, settings.penalties) = (penalty, 6)
        return settings
    }

    static func kernel(_ kernel: KernelSettings.Kernel, _ change: (inout KernelSettings) -> Void = { _ in }) -> KernelSettings {
        var settings = KernelSettings()
        settings.features = "made-up"
        settings.kernel = kernel
        change(&settings)
        return settings
    }

    static func neighbours(_ change: (inout NeighbourSettings) -> Void = { _ in }) -> NeighbourSettings {
        var settings = NeighbourSettings()
        settings.distance = "euclidean:features=made-up:standardised"
        settings.mostNeighbours = 5
        change(&settings)
        return settings
    }

    /// One of each kind, with several stages.
    static let all: [any ModelSettings] = [
        boosted { $0.subsample = 0.7; $0.featureShare = 0.7; $0.method = .hist }, linear(.ridge), linear(.lasso), kernel(.squaredExponential),
        kernel(.laplacian) { $0.distance = "euclidean:features=made-up:standardised" }, neighbours(),
    ]
}

func isNear(_ found: [Float], _ expected: [Double], within tolerance: Double = 1e-5) -> Bool {
    found.count == expected.count && zip(found, expected).allSatisfy { abs(Double($0) - $1) <= tolerance }
}
