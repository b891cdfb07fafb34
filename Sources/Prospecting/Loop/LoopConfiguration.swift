import Foundation
import Materials

/// What a loop is to do: LOOP.json5 once it is read (FileFormats.md, "Loop").
public struct LoopConfiguration: Sendable, Hashable {
    /// Who says what the energy of a candidate is.
    public enum Oracle: Sendable, Hashable {
        /// A command line, run once a round with the folder of candidates and the file of answers as its last words.
        case command(String)
        /// People: the loop writes the folder and ends; a later call finds the answers.
        case manual
        /// The energy model of `covey sandbox`.
        case sandbox
        /// A data set that holds the energies, revealed as they are asked for; nil: the pool itself.
        case replay(String?)

        var isReplay: Bool {
            if case .replay = self { true } else { false }
        }
    }

    /// How the ensemble of a round comes about.
    public enum Training: String, Sendable, Hashable, CaseIterable, Codable {
        /// From random weights.
        case fresh
        /// From the weights of the round before.
        case warm
        /// Not at all: that of the first round stays.
        case once
    }

    public var path: String
    public var known: String
    public var pool: String
    public var target: String
    public var oracle: Oracle
    public var strategies: [AcquisitionStrategy]
    public var trainings: [Training]
    public var seeds: [Int]
    public var kappa: Double
    public var epsilon: Double
    /// Candidates a round.
    public var budget: Int
    public var rounds: Int
    public var limits: BatchLimits
    /// A column of the pool whose values are the rounds, in place of a budget.
    public var batches: String?
    /// eV/atom; nil: a path ends with its rounds, or its pool.
    public var stopAbove: Double?
    /// Of the structures that the oracle is handed; nil: it gets labels alone.
    public var structures: StructureFormat?
    /// Words of `covey train`.
    public var training: [String]

    /// The paths of the study, each a loop of its own.
    public var paths: [LoopPath] {
        let names = batches == nil ? strategies.map { Optional($0) } : [nil]
        let all = names.flatMap { strategy in
            trainings.flatMap { training in seeds.map { LoopPath(strategy: strategy, training: training, seed: $0) } }
        }
        guard all.count > 1 else { return all }
        return all.map { path in
            var path = path
            let words = [path.strategy?.rawValue, path.strategy == nil || trainings.count > 1 ? path.training.rawValue : nil]
            path.name = words.compactMap { $0 }.joined(separator: "-")
            return path
        }
    }

    /// What must be the same for a loop to be gone on with, by the names of keys; more rounds are none of it.
    public var identity: [(key: String, value: String)] {
        func text(_ limit: Int?) -> String { limit.map(String.init) ?? "none" }
        return [
            ("known", known), ("pool", pool), ("target", target), ("oracle", "\(oracle)"),
            ("strategy", strategies.map(\.rawValue).joined(separator: ", ")),
            ("training", trainings.map(\.rawValue).joined(separator: ", ")), ("seeds", seeds.map(String.init).joined(separator: ", ")),
            ("kappa", "\(kappa)"), ("epsilon", "\(epsilon)"), ("budget", "\(budget)"), ("perComposition", text(limits.perComposition)),
            ("perSystem", text(limits.perSystem)), ("perPrototype", text(limits.perPrototype)), ("batches", batches ?? "none"),
            ("stopAbove", stopAbove.map { "\($0)" } ?? "none"), ("structures", structures?.rawValue ?? "none"),
            ("train", training.joined(separator: " ")),
        ]
    }

    /// - Throws: `LoopError.otherLoop` with the first key whose value differs
    public func check(against earlier: LoopConfiguration, in directory: String) throws(LoopError) {
        for (own, other) in zip(identity, earlier.identity) where own.value != other.value {
            throw .otherLoop(path: directory, key: own.key, found: other.value, asked: own.value)
        }
        guard rounds >= earlier.rounds else {
            throw .otherLoop(path: directory, key: "rounds", found: "\(earlier.rounds)", asked: "\(rounds), which may grow but not shrink")
        }
    }
}

/// One of the loops of a study: a strategy, a way of training and a seed.
public struct LoopPath: Sendable, Hashable {
    /// nil where batches are given.
    public let strategy: AcquisitionStrategy?
    public let training: LoopConfiguration.Training
    public let seed: Int
    /// Of its folder; nil where it is the only one.
    public var name: String?

    public init(strategy: AcquisitionStrategy?, training: LoopConfiguration.Training, seed: Int, name: String? = nil) {
        self.strategy = strategy
        self.training = training
        self.seed = seed
        self.name = name
    }

    /// What pages and messages call all paths that differ in their seeds alone.
    public var title: String { name ?? strategy?.rawValue ?? training.rawValue }

    /// "pessimist, seed 3"
    public var description: String { name == nil ? title : "\(title), seed \(seed)" }
}
