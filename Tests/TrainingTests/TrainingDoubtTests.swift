import Testing
import Training

@Suite struct TrainingDoubtTests {
    private func history(_ losses: [Double], backAfter: Set<Int> = []) -> [EpochRecord] {
        losses.enumerated().map { place, loss in
            var record = EpochRecord(epoch: place + 1)
            record.trainLoss = loss
            if backAfter.contains(place + 1) { record.wentBack = true }
            return record
        }
    }

    /// Of twenty epochs, wavering on its way down.
    private let falling: [Double] = (0..<20).map { epoch in
        let waver = epoch % 3 == 1 ? 0.3 : 0
        return 1 - 0.1 * Double(epoch) + waver
    }

    @Test func nothingIsSaidOfAnOrdinaryTraining() {
        #expect(TrainingDoubt.found(in: history(falling), bestEpoch: 17, keep: nil, targets: 1).isEmpty)
        #expect(TrainingDoubt.found(in: history([3]), bestEpoch: 1, keep: nil, targets: 1).isEmpty)
    }

    @Test func aJumpIsNamedByItsHeight() {
        var losses = falling
        losses[9] += 4
        let found = TrainingDoubt.found(in: history(losses), bestEpoch: 18, keep: nil, targets: 1)
        #expect(found.count == 1)
        guard case .jumped(let rise, 10) = found.first else {
            Issue.record("\(found)")
            return
        }
        #expect(abs(rise - (losses[9] - losses[8])) < 0.5)
        // The losses of several targets are added up, and so may their jumps.
        #expect(TrainingDoubt.found(in: history(losses), bestEpoch: 18, keep: nil, targets: 10).isEmpty)
        losses[9] = .nan
        #expect(TrainingDoubt.found(in: history(losses), bestEpoch: 18, keep: nil, targets: 1) == [.jumped(by: .infinity, epoch: 10)])
    }

    @Test func goingBackIsNamedInItsPlace() {
        var losses = falling
        losses[9] += 4
        let found = TrainingDoubt.found(in: history(losses, backAfter: [10]), bestEpoch: 18, keep: nil, targets: 1)
        #expect(found == [.wentBack(epochs: [10])])
    }

    @Test func whatIsKeptOfTheFirstQuarterIsNamed() {
        #expect(TrainingDoubt.found(in: history(falling), bestEpoch: 5, keep: nil, targets: 1) == [.keptEarly(epoch: 5, of: 20)])
        #expect(TrainingDoubt.found(in: history(falling), bestEpoch: 6, keep: nil, targets: 1).isEmpty)
        #expect(TrainingDoubt.found(in: history(falling), bestEpoch: 5, keep: .last, targets: 1).isEmpty)
        #expect(TrainingDoubt.found(in: history(Array(falling.prefix(8))), bestEpoch: 1, keep: nil, targets: 1).isEmpty)
    }

    @Test func everyDoubtSaysWhatToDo() {
        for doubt in [TrainingDoubt.wentBack(epochs: [3, 7]), .jumped(by: 2.123, epoch: 4), .jumped(by: .infinity, epoch: 4), .keptEarly(epoch: 2, of: 50)] {
            #expect(!doubt.text.isEmpty && doubt.advice.contains("--") && !doubt.text.contains("inf"), "\(doubt.text); \(doubt.advice)")
        }
    }
}
