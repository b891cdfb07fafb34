import Ensembles
import Models
import SmallEnsemble
import Testing
import Training

/// What keeps a run from being gone on with.
@Suite struct RunIdentityTests {
    typealias Change = @Sendable (inout EnsembleConfiguration) -> Void

    private func hindrances(
        _ own: (inout EnsembleConfiguration) -> Void = { _ in }, asked: (inout EnsembleConfiguration) -> Void
    ) throws -> [String] {
        var (have, want) = (EnsembleConfiguration.small, EnsembleConfiguration.small)
        own(&have)
        asked(&want)
        return try identity(have).hindrances(to: identity(want))
    }

    @Test func whatIsTheSameGoesOn() throws {
        #expect(try hindrances { _ in }.isEmpty)
    }

    @Test func differencesAreSaidInOrder() throws {
        let texts = try hindrances {
            $0.training.patience = 20
            $0.training.learningRate = 1e-3
            $0.model.sets.trunk = [4, 2]
            $0.targets = ["gap"]
            $0.data = "other"
        }
        #expect(texts == [
            "data: the run has made up, asked for is other", "model.trunk: the run has [4], asked for is [4, 2]",
            #"targets: the run has ["energy"], asked for is ["gap"]"#, "training.learningRate: the run has 0.0003, asked for is 0.001",
            "training.patience: the run has none, asked for is 20",
        ])
    }

    /// Everything that numbers depend on, by the least that can differ.
    private static let changes: [(String, Change)] = [
        ("loss", { $0.loss = "robust-L1" }), ("split", { $0.split += " " }), ("data", { $0.data = "" }),
        ("targets", { $0.targets.append("gap") }), ("model.kind", { $0.model.sets.kind = .wren }), ("model.layers", { $0.model.sets.layers += 1 }),
        ("model.output", { $0.model.sets.output = [] }), ("model.selfPairs", { $0.model.sets.selfPairs.toggle() }),
        ("model.trainableEmbeddings", { $0.model.sets.trainableEmbeddings.toggle() }), ("training.batch", { $0.training.batch += 1 }),
        ("training.seed", { $0.training.seed += 1 }), ("training.slices", { $0.training.slices = 2 }),
        ("training.learningRate", { $0.training.learningRate = $0.training.learningRate.nextUp }),
        ("training.weightDecay", { $0.training.weightDecay = $0.training.weightDecay.nextDown }),
        ("training.averageDecay", { $0.training.averageDecay = 0.5 }), ("training.schedule", { $0.training.schedule = .cosine }),
        ("training.warmUp", { $0.training.warmUp = 0.1 }), ("training.representations", { $0.training.representations = .one }),
        ("training.structures", { $0.training.structures = .one }), ("training.keep", { $0.training.keep = .last }),
        ("training.sigmaFloor", { $0.training.sigmaFloor = .fixed(0.1) }), ("training.afterJump", { $0.training.afterJump = .goBack }), ("training.gradientClip", { $0.training.gradientClip = 5 }),
    ]

    @Test(arguments: changes)
    func everySettingCounts(name: String, change: Change) throws {
        let texts = try hindrances(asked: change)
        #expect(texts.count == 1 && texts[0].hasPrefix("\(name): the run has "), "\(texts)")
    }

    /// What is made of members in the end may be made of those that are there.
    @Test func theScaleOfSigmaIsNoHindrance() throws {
        #expect(try hindrances { $0.training.sigmaScale = .fit }.isEmpty)
        #expect(try hindrances({ $0.training.sigmaScale = .fit }, asked: { _ in }).isEmpty)
    }

    /// Numbers that are one and the same to a reader of JSON who knows floating point only, and lists that read alike.
    @Test func noTwoSettingsAreTakenForOne() throws {
        for seed: UInt64 in [1 << 53, 1 << 63 - 2, .max - 1] {
            let texts = try hindrances({ $0.training.seed = seed }, asked: { $0.training.seed = seed + 1 })
            #expect(texts == ["training.seed: the run has \(seed), asked for is \(seed + 1)"])
        }
        #expect(try hindrances({ $0.targets = ["a, b", "c"] }, asked: { $0.targets = ["a", "b, c"] }).count == 1)
        #expect(try hindrances({ $0.training.patience = nil }, asked: { $0.training.patience = 0 }).count == 1)
        #expect(try hindrances({ $0.training.averageDecay = 0.1 + 0.2 }, asked: { $0.training.averageDecay = 0.3 }).count == 1)
    }

    @Test func theProgramCountsAndTheProcessorDoesNot() throws {
        #expect(try identity().hindrances(to: identity(program: "covey 2")) == ["program: the run has covey 1, asked for is covey 2"])
        #expect(try identity().hindrances(to: identity(oneDNN: "3.1")) == ["oneDNN: the run has 3.0, asked for is 3.1"])
        let here = RunIdentity(.small, program: "covey 1")
        let elsewhere = RunIdentity(.small, program: "covey 1", oneDNN: here.oneDNN)
        #expect(here.processor != elsewhere.processor)
        #expect(try here.hindrances(to: elsewhere).isEmpty)
    }

    /// None of them knows how many there are.
    @Test func membersMayBecomeMoreAndFewer() throws {
        #expect(try hindrances { $0.members += 3 }.isEmpty && hindrances({ $0.members += 3 }, asked: { _ in }).isEmpty)
    }

    @Test func epochsMayGrowUnderAConstantLearningRate() throws {
        #expect(try hindrances({ $0.training.epochs = 5 }, asked: { $0.training.epochs = 6 }).isEmpty)
        #expect(
            try hindrances({ $0.training.epochs = 5 }, asked: { $0.training.epochs = 4 })
                == ["training.epochs: the run has 5, asked for is 4 (it may only grow)"])
        // What else is different is still said, and that alone.
        let other = try hindrances({ $0.training.epochs = 5 }, asked: {
            $0.training.epochs = 6
            $0.training.seed = 2
        })
        #expect(other == ["training.seed: the run has 1, asked for is 2"])
    }

    @Test(arguments: [4, 6], [(TrainingConfiguration.Schedule.cosine, 0), (.constant, 0.1)])
    func epochsThatDecideLearningRatesMayNotChange(epochs: Int, rates: (schedule: TrainingConfiguration.Schedule, warmUp: Double)) throws {
        func change(_ epochs: Int) -> Change {
            {
                $0.training.schedule = rates.schedule
                $0.training.warmUp = rates.warmUp
                $0.training.epochs = epochs
            }
        }
        let texts = try hindrances(change(5), asked: change(epochs))
        #expect(
            texts == [
                "training.epochs: the run has 5, asked for is \(epochs) "
                    + "(it decides the learning rates: schedule \(rates.schedule), warm-up \(rates.warmUp))"
            ])
    }
}
