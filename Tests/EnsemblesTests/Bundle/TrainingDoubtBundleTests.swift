import Ensembles
import Foundation
import HDF5
import Models
import SmallEnsemble
import TestSupport
import Testing
import Training

/// What a bundle says of members whose training was no smooth one.
@Suite struct TrainingDoubtBundleTests {
    private func member(_ number: Int, losses: [Double], back: Set<Int> = [], best: Int) throws -> EnsembleMember {
        let history = losses.enumerated().map { place, loss in
            var record = EpochRecord(epoch: place + 1)
            record.trainLoss = loss
            if back.contains(place + 1) { record.wentBack = true }
            return record
        }
        return EnsembleMember(number: number, weights: try smallMember().weights, history: history, bestEpoch: best, outcome: .finished)
    }

    private let smooth = (0..<16).map { 1 - Double($0) / 20 }
    private var jumping: [Double] { smooth.enumerated().map { $0 == 8 ? 7 : $1 } }

    @Test func membersOfOneKindOfDoubtAreNamedTogether() throws {
        let training = EnsembleConfiguration.small.training
        let members = try [
            member(0, losses: smooth, best: 16), member(1, losses: jumping, best: 3), member(2, losses: jumping, back: [9], best: 16),
            member(3, losses: jumping, best: 16),
        ]
        let warnings = EnsembleMember.warnings(members, training, of: try EnsembleConfiguration.small.model())
        #expect(warnings.count == 3)
        #expect(warnings.contains { $0.hasPrefix("member 1 had its training loss jump by 6.35 in epoch 9; member 3 had") && $0.hasSuffix("avoids that") })
        #expect(warnings.contains { $0.hasPrefix("member 1 keeps epoch 3 of 16") })
        #expect(warnings.contains { $0.hasPrefix("member 2 went back to its best weights after epoch 9") })
        #expect(EnsembleMember.warnings([members[0]], training, of: try EnsembleConfiguration.small.model()).isEmpty)
    }

    @Test func manyAreCountedAndNotListed() throws {
        let members = try (0..<9).map { try member($0, losses: jumping, best: 16) }
        let warnings = EnsembleMember.warnings(members, EnsembleConfiguration.small.training, of: try EnsembleConfiguration.small.model())
        #expect(warnings.count == 1 && warnings[0].contains("likewise 6 more"), "\(warnings)")
    }

    @Test func epochsAndFloorComeBack() throws {
        let directory = try TemporaryDirectory()
        var configuration = EnsembleConfiguration.small
        (configuration.training.sigmaFloor, configuration.training.afterJump) = (.automatic, .goBack)
        let task = Task.regression(.robustL1, floor: 0.15)
        let ensemble = Ensemble(
            configuration: configuration,
            targets: [EnsembleTarget(name: "energy", unit: "eV", task: task, normaliser: Normaliser(mean: 0, deviation: 1))],
            model: try configuration.model(), members: [try member(0, losses: jumping, back: [9], best: 16)], provenance: [:])
        let path = directory.file("ensemble.h5")
        try Bundle.write(ensemble, to: path)
        let read = try Bundle.read(path)
        #expect(read.members[0].history.filter { $0.wentBack == true }.map(\.epoch) == [9])
        #expect(read.targets[0].task == task && read.configuration == configuration)
        #expect(try Bundle.contentHash(of: read) == Bundle.contentHash(of: ensemble))
    }
}
