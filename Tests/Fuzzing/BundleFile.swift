import Ensembles
import HDF5
import Kernels
import Materials
import Models
import Predictions
import SmallEnsemble
import Training

extension FileKind {
    static let bundle = FileKind(name: "bundle", write: { try Bundle.write(try sampleEnsemble(), to: $0) }) { path, contents in
        let ensemble = try Bundle.read(path)
        contents.add("configuration", text: try Bundle.json(ensemble.configuration))
        contents.add("targets", text: try Bundle.json(ensemble.targets))
        contents.add("provenance", text: try Bundle.json(ensemble.provenance))
        contents.add("warnings", text: try Bundle.json(ensemble.warnings))
        contents.add("basis", text: "\(ensemble.model.basis)")
        for (target, calibration) in ensemble.calibrations.sorted(by: { $0.key < $1.key }) {
            contents.add("calibration of \(target)", text: "\(calibration)")
        }
        for (trait, digests) in (ensemble.trained?.digests ?? [:]).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            contents.add(trait.rawValue, text: "\(digests)")
        }
        for member in ensemble.members {
            contents.add("\(member.number) \(member.bestEpoch) \(member.outcome)", text: try Bundle.json(member.history))
            contents.add("weights", text: "\(member.weights.arrays)")
        }
    }

    /// Two members of a Roost of the smallest sizes, with the weights that training would begin with.
    private static func sampleEnsemble() throws -> Ensemble {
        let model = try sampleConfiguration.model()
        let members = (0..<sampleConfiguration.members).map { number in
            let history = (1...3).map { epoch in
                var record = EpochRecord(epoch: epoch)
                record.trainLoss = 1 / Double(epoch + number)
                record.seconds = 0.5
                return record
            }
            return EnsembleMember(
                number: number, weights: model.initialWeights(seed: 1, member: number), history: history, bestEpoch: 3, outcome: .finished)
        }
        return Ensemble(
            configuration: sampleConfiguration, targets: sampleTargets, model: model, members: members,
            provenance: ["program": "fuzz-files", "hosts": "1"], warnings: ["made up"], calibrations: ["energy": try sampleCalibration()],
            trained: TrainedMaterials(digests: [.composition: [1, 2, .max], .prototype: [7], .label: []], elements: [Element(atomicNumber: 8)].compactMap { $0 }))
    }

    /// Fitted to thirty made-up validation rows.
    private static func sampleCalibration() throws -> Recalibration {
        let errors = (0..<30).map { Double($0 * 7 % 30) / 10 - 1.4 }
        let table = PredictionTable(
            ids: errors.map { "\($0)" }, splits: errors.map { _ in "validation" }, targets: errors,
            combined: .regression(means: [errors.map { _ in 0 }], deviations: [errors.map { _ in 0.5 }]), members: [])
        guard let calibration = Recalibration(fittedTo: table) else { throw SampleError() }
        return calibration
    }

    private struct SampleError: Error {}
}
