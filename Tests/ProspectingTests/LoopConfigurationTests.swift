import Prospecting
import TestSupport
import Testing

/// LOOP.json5: what it says, and what is wrong with it.
@Suite struct LoopConfigurationTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func read(_ text: String) throws -> LoopConfiguration {
        try LoopConfiguration(readingFrom: try directory.write("{known: 'a.h5', pool: \"b.h5\", \(text)}", to: "loop.json5"))
    }

    private func fault(_ text: String) throws -> String {
        do { _ = try read(text) } catch { return "\(error)" }
        Issue.record("\(text) was taken")
        return ""
    }

    @Test func whatIsLeftUnsaid() throws {
        let loop = try read("oracle: 'replay'")
        #expect(loop.strategies == [.pessimist] && loop.trainings == [.fresh] && loop.seeds == [1] && loop.kappa == 1)
        #expect(loop.budget == 50 && loop.rounds == 10 && loop.limits == BatchLimits() && loop.target == "formation_energy_per_atom")
        #expect(loop.paths.map(\.name) == [nil] && loop.oracle == .replay(nil))
    }

    @Test func aStudyHasAPathForEach() throws {
        let loop = try read("oracle: {command: 'relax.sh'}, strategy: ['thompson', 'random'], seeds: [3, 7], // a remark\n perSystem: 2")
        #expect(loop.oracle == .command("relax.sh") && loop.limits.perSystem == 2)
        #expect(loop.paths.map(\.description) == ["thompson, seed 3", "thompson, seed 7", "random, seed 3", "random, seed 7"])
        #expect(LoopDirectory(path: "d").round(4, of: loop.paths[1]).path == "d/thompson/seed-7/round-004")
        let both = try read("oracle: 'sandbox', strategy: 'exploit', training: ['fresh', 'warm'], seeds: 1")
        #expect(both.paths.map(\.name) == ["exploit-fresh", "exploit-warm"])
        let batches = try read("oracle: {replay: 'c.h5'}, batches: 'step', training: ['once', 'fresh']")
        #expect(batches.paths.map(\.name) == ["once", "fresh"] && batches.batches == "step" && batches.oracle == .replay("c.h5"))
    }

    @Test func optionsOfTrainingBecomeWords() throws {
        let loop = try read(
            "oracle: 'manual', train: {epochs: 20, set: ['model.layers=1', 'model.heads=2'], resume: false, recipe: 'thesis', 'learning-rate': 1e-3}"
        )
        #expect(
            loop.training == ["--epochs=20", "--learning-rate=0.001", "--recipe=thesis", "--set=model.layers=1", "--set=model.heads=2"])
    }

    @Test func whatIsWrongIsNamed() throws {
        #expect(try fault("oracle: 'replay', kapa: 2").contains("kapa: there is no such key; the keys are known, pool"))
        #expect(try fault("kappa: 2").contains("oracle: it is missing"))
        #expect(try fault("oracle: 'vasp'").contains("oracle: it must be"))
        #expect(try fault("oracle: 'replay', strategy: 'greedy'").contains("it is greedy; it must be one or a list of exploit, pessimist"))
        #expect(try fault("oracle: 'replay', strategy: ['random', 'random']").contains("random twice"))
        #expect(try fault("oracle: 'replay', budget: 0").contains("budget: it is 0; it must be a whole number from 1"))
        #expect(try fault("oracle: 'replay', kappa: -1").contains("from 0.0 to 100.0"))
        #expect(try fault("oracle: 'replay', seeds: [1, 1]").contains("different whole numbers"))
        #expect(try fault("oracle: 'replay', batches: 'step', budget: 5").contains("budget: it does not go with batches"))
        #expect(try fault("oracle: 'replay', batches: 'step', seeds: 2").contains("seeds: batches are replayed with one seed"))
        #expect(try fault("oracle: 'replay', train: {epochs: {}}").contains("train.epochs"))
        #expect(try fault("oracle: 'replay', target: [1]").contains("target: it must be one value"))
        #expect(throws: LoopError.self) { try LoopConfiguration(readingFrom: try directory.write("[1]", to: "loop.json5")) }
        #expect(throws: LoopError.self) { try LoopConfiguration(readingFrom: try directory.write("{known: ", to: "loop.json5")) }
    }

    @Test func onlyMoreRoundsMayBeAskedForLater() throws {
        let loop = try read("oracle: 'replay', rounds: 3")
        #expect(throws: Never.self) { try read("oracle: 'replay', rounds: 4, // more\n kappa: 1.0").check(against: loop, in: "d") }
        #expect(throws: LoopError.self) { try read("oracle: 'replay', rounds: 2").check(against: loop, in: "d") }
        do {
            try read("oracle: 'replay', rounds: 3, kappa: 2").check(against: loop, in: "d")
            Issue.record("another loop was taken for the same")
        } catch {
            #expect("\(error)".contains("kappa is 1.0 there and 2.0 here"))
        }
    }
}
