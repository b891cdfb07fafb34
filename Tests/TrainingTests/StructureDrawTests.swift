import Datasets
import Models
import Testing
import Training

/// Which structures of materials an epoch learns from.
@Suite struct StructureDrawTests {
    private func made(_ structures: TrainingConfiguration.StructureChoice?, rows: Int = 3) throws -> MadeUpTraining {
        var configuration = TrainingConfiguration()
        (configuration.epochs, configuration.batch, configuration.structures) = (3, 10, structures)
        return try MadeUpTraining(materials: 40, structures: rows, configuration) { share, elements, _ in share * Float(elements.0) }
    }

    private func order(_ task: LearningTask, _ choice: TrainingConfiguration.StructureChoice?, epoch: Int, member: Int = 0) -> [Int] {
        task.order(of: EpochDraws(seed: 1, member: member, epoch: epoch, drawsRepresentations: false), choice)
    }

    @Test func oneOfEachMaterialAnewInEveryEpoch() throws {
        let task = try made(.one).task
        var met = [Int](repeating: 0, count: 90)
        for epoch in 1...300 {
            let order = order(task, .one, epoch: epoch)
            #expect(order.map { $0 / 3 }.sorted() == Array(0..<30))
            for row in order { met[row] += 1 }
        }
        // A hundred times each, up to a chance of one in a million.
        #expect(met.allSatisfy { (60...142).contains($0) }, "\(met)")
        #expect(order(task, .one, epoch: 1) == order(task, .one, epoch: 1))
        #expect(order(task, .one, epoch: 1).sorted() != order(task, .one, epoch: 1, member: 1).sorted())
    }

    @Test func allOfThemAreShuffledAsEver() throws {
        let task = try made(nil).task
        var rows = task.training
        CounterRandom(seed: 1, member: 2, purpose: .shuffle, stream: 5).shuffle(&rows)
        #expect(order(task, nil, epoch: 5, member: 2) == rows && order(task, .all, epoch: 5, member: 2) == rows)
    }

    /// What is drawn of a material does not depend on what else is trained on.
    @Test func drawsAreOfTheMaterial() throws {
        let made = try made(.one)
        let fewer = try LearningTask(
            targets: made.task.targets, training: Array(made.task.training.dropFirst(30)), validation: made.task.validation,
            materials: MaterialRows(names: (0..<120).map { "\($0 / 3)" }))
        for epoch in 1...5 {
            #expect(Set(order(fewer, .one, epoch: epoch)) == Set(order(made.task, .one, epoch: epoch).filter { $0 >= 30 }))
        }
    }

    @Test func anEpochIsAsLongAsThereAreMaterials() throws {
        for (choice, crystals, steps) in [(TrainingConfiguration.StructureChoice.one, 30, 9), (.all, 90, 27)] {
            var member = try made(choice).member()
            let trained = try #require(try member.run())
            #expect(trained.history.map(\.crystals) == [crystals, crystals, crystals] && member.state.progress.step == steps)
        }
    }

    /// Where each material has one row there is nothing to draw, and nothing changes.
    @Test func singleStructuresAreTrainedOnAsBefore() throws {
        let (drawn, all) = (try made(.one, rows: 1), try made(nil, rows: 1))
        var (one, other) = (try drawn.member(), try all.member())
        #expect(try one.run()?.vector == (try other.run()?.vector))
    }
}
