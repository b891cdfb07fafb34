import Commands
import Datasets
import Discovery
import Ensembles
import Foundation
import HDF5
import Materials
import Models
import Prospecting
import Reports

/// What `covey loop` was asked to do, checked against the data. Every rank makes the same one.
struct LoopJob {
    let configuration: LoopConfiguration
    let known: Dataset
    let pool: Dataset
    /// Rows of the pool that are no known materials: the candidates.
    let candidates: [Int]
    /// [pool rows]
    let compositions: [Composition]
    let keys: [BatchKeys]
    /// Energies of candidates that are known beforehand, by id: what a replay reveals.
    let truth: [String: Double]?
    /// Ids of the candidates of each batch, where the rounds are given.
    let batches: [[Int]]?
    /// The known phases, of which every round's hull is made.
    let phases: [PhaseDiagram.Entry]
    let warnings: [String]
    private let train: Arguments

    init(_ configuration: LoopConfiguration, _ arguments: Arguments, rank: Int, ranks: Int) throws {
        self.configuration = configuration
        let verification: Dataset.Verification = rank == 0 ? .everything : .structure
        known = try Dataset(path: configuration.known, verifying: verification)
        pool = try Dataset(path: configuration.pool, verifying: verification)
        try known.check(canJoin: pool)
        guard configuration.structures == nil || known.hasStructures else {
            throw CommandError.usage("\(known.path) holds no structures, of which those of candidates are made: covey featurise --keep-structures")
        }
        let ids = Set((0..<known.count).map(known.id))
        guard try !pool.materials().areShared else {
            throw CommandError.usage(
                "\(configuration.pool) has several structures of some materials; a loop computes materials one by one: covey featurise with one --structure makes "
                    + "its pool")
        }
        let pool = pool
        let candidates = (0..<pool.count).filter { !ids.contains(pool.id($0)) }
        var warnings: [String] = []
        if candidates.count < pool.count {
            warnings.append(
                "\(pool.count - candidates.count) of \(pool.count) materials of \(pool.path) are known already, by their ids; they are no candidates"
            )
        }
        guard !candidates.isEmpty else {
            throw CommandError.badData("\(pool.path): every material is known already; there are no candidates")
        }
        compositions = try (0..<pool.count).map { row in
            guard let composition = try? Composition(pool.formula(row)), !composition.components.isEmpty else {
                throw CommandError.badData("\(pool.path), material \(pool.id(row)): its formula \(pool.formula(row)) cannot be read")
            }
            return composition
        }
        keys = zip(0..<pool.count, compositions).map { BatchKeys(formula: pool.formula($0), composition: $1, label: pool.label($0)) }
        self.candidates = candidates
        let table = try EntryTable(path: known.path, energy: .formation(configuration.target))
        if let loss = try LossArgument.accepted(table.loss(), arguments) { warnings.append(loss.sentence) }
        phases = table.entries
        truth = try Self.truth(configuration, pool, candidates)
        batches = try configuration.batches.map { try Self.batches($0, pool, candidates) }
        if configuration.oracle == .sandbox, pool.representation != .wyckoff {
            throw CommandError.usage("\(configuration.path): oracle: the sandbox needs arrangements, and \(pool.path) holds compositions")
        }
        self.warnings = warnings
        train = try Self.trainArguments(configuration)
        // Whatever is wrong with how to train is said now, and not when the first round begins.
        let first = try training(of: configuration.paths[0], on: known, from: nil, ranks: ranks)
        if let target = first.targets.first, target.task.isClassification {
            throw CommandError.usage("\(configuration.path): target: \(target.name) is learnt as classes; a hull needs energies")
        }
        guard configuration.trainings.contains(.warm), case .inStages(_) = first.model.learning else { return }
        throw CommandError.usage(
            "\(configuration.path): training: \(first.configuration.model.kind.name) is built in stages and cannot begin with weights; fresh would do"
        )
    }

    /// What ranks must have in common.
    var facts: [String: String] {
        var facts = Dictionary(uniqueKeysWithValues: configuration.identity.map { ("loop: \($0.key)", $0.value) })
        facts["known data"] = known.contentHash
        facts["pool data"] = pool.contentHash
        facts["rounds"] = "\(configuration.rounds)"
        facts["program"] = Covey.program.nameAndVersion
        return facts
    }

    /// The training of a round.
    ///
    /// - Parameter start: a run whose weights members begin with
    func training(of path: LoopPath, on dataset: Dataset, from start: String?, ranks: Int) throws -> TrainingJob {
        var arguments = train.adding("seed", "\(path.seed)")
        // What the first round has dealt out stays where it is, and what was added was dealt out with it.
        if dataset.splitNames.contains(Self.split) { arguments = arguments.removing(["split"]).adding("split", Self.split) }
        if let start { arguments = arguments.adding("from", start) }
        do { return try TrainingJob(arguments, dataset: dataset, ranks: ranks) } catch let error as CommandError
            where error.status == .usage
        {
            throw error.of("\(configuration.path), train")
        }
    }

    /// The split of every data set that a round leaves.
    static let split = "loop"

    private static func trainArguments(_ configuration: LoopConfiguration) throws -> Arguments {
        let foreign = ["out", "resume", "events", "target", "from", "folds", "config", "seed", "checkpoint-every", "stop-on", "test-curve"]
        for word in configuration.training {
            let name = word.dropFirst(2).prefix { $0 != "=" }
            guard !foreign.contains(String(name)) else {
                throw CommandError.usage("\(configuration.path): train.\(name): the loop itself says that")
            }
        }
        do {
            return try Arguments(configuration.training, of: Train.self).adding("target", configuration.target)
        } catch {
            throw error.of("\(configuration.path), train")
        }
    }

    private static func truth(_ configuration: LoopConfiguration, _ pool: Dataset, _ candidates: [Int]) throws -> [String: Double]? {
        guard case .replay(let path) = configuration.oracle else { return nil }
        let source = try path.map { try Dataset(path: $0) } ?? pool
        let values = try source.decimals(ofTarget: configuration.target)
        let asked = Set(candidates.map(pool.id))
        let known = (0..<source.count).filter { !values[$0].isNaN && asked.contains(source.id($0)) }.map { (source.id($0), values[$0]) }
        guard !known.isEmpty else {
            throw CommandError.badData(
                "\(source.path): target \(configuration.target) is known of no candidate; there is nothing to replay")
        }
        return Dictionary(known) { first, _ in first }
    }

    private static func batches(_ column: String, _ pool: Dataset, _ candidates: [Int]) throws -> [[Int]] {
        let values = try pool.column(column)
        var rows: [String: [Int]] = [:]
        for row in candidates {
            guard let name = GroupLabel.of(values[row]) else { continue }
            rows[name, default: []].append(row)
        }
        guard !rows.isEmpty else { throw CommandError.badData("\(pool.path): column \(column) is empty; its values are to be the batches") }
        return GroupLabel.sorted(rows.keys).compactMap { rows[$0] }
    }
}
