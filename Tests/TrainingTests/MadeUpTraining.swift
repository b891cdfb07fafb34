import Datasets
import Kernels
import Materials
import Models
import TestSupport
import Training

/// A small Roost on made-up compositions: what a training does, without any file that a user has.
struct MadeUpTraining {
    let task: LearningTask
    let configuration: TrainingConfiguration
    private let model: SetModel
    private let dataset: Dataset
    private let directory: TemporaryDirectory

    /// - Parameters:
    ///   - structures: rows of each material
    ///   - target: of a row with so much of the second of its two elements, by number
    init(
        materials: Int = 96, structures: Int = 1, _ configuration: TrainingConfiguration, target: (_ share: Float, _ elements: (Int, Int), _ row: Int) -> Float
    ) throws {
        let random = CounterRandom(seed: 3, member: 0, purpose: .test)
        var content = DatasetContent(representation: .composition, elementVectors: .builtIn)
        var values: [Float] = []
        let rows = materials * structures
        for row in 0..<rows {
            let elements = (3 + random.integer(below: 40, at: 3 * row), 50 + random.integer(below: 30, at: 3 * row + 1))
            let share = Float(1 + random.integer(below: 9, at: 3 * row + 2)) / 10
            content.append(
                id: "m-\(row)", formula: "made up \(row)", label: "",
                nodes: [(UInt8(elements.0), 0, 1, 1 - share), (UInt8(elements.1), 0, 1, share)])
            values.append(target(share, elements, row))
        }
        content.targets = [.init(name: "y", unit: "eV", values: values)]
        if structures > 1 {
            content.haveVariants = true
            content.columns = [(MaterialRows.column, .texts((0..<rows).map { "m-\($0 / structures)" }))]
        }
        directory = try TemporaryDirectory()
        try content.write(to: directory.file("data.h5"))
        dataset = try Dataset(path: directory.file("data.h5"))
        let (training, validation) = (Array(0..<(materials * 3 / 4 * structures)), Array((materials * 3 / 4 * structures)..<rows))
        let learnt = try LearningTarget("y", in: dataset, loss: .robustL1, floor: configuration.sigmaFloor, training: training)
        task = try LearningTask(targets: [learnt], training: training, validation: validation, materials: try dataset.materials())
        self.configuration = configuration
        var sizes = SetSettings(kind: .roost)
        (sizes.layers, sizes.heads, sizes.poolingHeads, sizes.elementWidth) = (1, 1, 1, 15)
        (sizes.gateWidth, sizes.messageWidth, sizes.poolingGateWidth, sizes.poolingMessageWidth) = (16, 16, 16, 16)
        (sizes.trunk, sizes.output) = ([32], [16])
        model = try SetModel(sizes, tasks: [learnt.task], tables: EmbeddingTables(.builtIn, kind: .roost))
    }

    func member(_ number: Int = 0, shards: any ShardExchange = NoShards()) throws -> GradientTraining {
        let rows = task.training + task.validation
        return try GradientTraining(
            member: number, configuration: configuration, task: task,
            learner: SetLearner(model, builder: try BatchBuilder(dataset, rows: rows), for: .training), shards: shards)
    }
}

/// The first of two shards, of which the other one has nothing to say; on the way some of its losses become what they are not.
final class FaultyShards: ShardExchange {
    let index = 0
    let count = 2
    private let faulty: Range<Int>
    private let loss: Double
    private var calls: Int

    /// - Parameters:
    ///   - faulty: exchanges, counted from the first step
    ///   - calls: exchanges that came before
    init(faulty: Range<Int>, loss: Double = .infinity, calls: Int = 0) {
        self.faulty = faulty
        self.loss = loss
        self.calls = calls
    }

    func sum(_ vector: Matrix, slices: Int) {}

    func all(_ numbers: [Double], lengths: [Int]) -> [Double] {
        var own = numbers
        if faulty.contains(calls), own.count > 1 { own[1] = loss }
        calls += 1
        return own + [Double](repeating: 0, count: lengths[1])
    }
}

extension TrainedMember {
    /// The parameters of a member that has learnt by gradient.
    var vector: [Float]? { (weights as? ParameterVector)?.flat.elements }
}
