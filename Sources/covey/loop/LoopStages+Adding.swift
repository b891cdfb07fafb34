import Commands
import Datasets
import Foundation
import HDF5
import Materials
import Predictions
import Prospecting

extension LoopStages {
    /// Writes the known set of the next round, and what there is to say of this one.
    func add(_ history: LoopHistory) throws {
        let candidates = try ChosenTable.read(round.candidates)
        let answers = try OracleAnswers(readingFrom: round.answers)
        var rows: [Int] = []
        var energies: [Double] = []
        for candidate in candidates {
            guard let energy = answers.of(candidate.id).energy else { continue }
            rows.append(try history.row(of: candidate.id))
            energies.append(energy)
        }
        let known = try previous.map { try Dataset(path: $0.data) } ?? job.known
        var content = try DatasetContent(known, adding: rows, of: job.pool)
        if let place = content.targets.firstIndex(where: { $0.name == job.configuration.target }) {
            content.targets[place].values.replaceSubrange(known.count..., with: energies)
        }
        try deal(rows, known, into: &content)
        try content.write(to: round.data)

        let truth = candidates.map { answers.of($0.id).energy ?? .nan }
        let record = AddRecord(
            known: content.ids.count, answered: rows.count, failed: candidates.count - rows.count,
            stable: zip(truth, candidates).count { $0 - $1.hullEnergy <= 1e-12 },
            errors: ErrorRecord(truth: truth, prediction: candidates.map(\.prediction), deviation: candidates.map(\.total)))
        try writeSummary(record)
        try round.mark(.add, record)
        let failed = record.failed > 0 ? ", \(record.failed) failed" : ""
        say("\(path.description), round \(round.number): \(record.answered) answered\(failed); \(record.stable) on or below the hull")
    }

    /// Deals the added materials out to training and validation as the first split has dealt the others; none is tested, so that errors of all
    /// rounds are of the same materials.
    private func deal(_ rows: [Int], _ known: Dataset, into content: inout DatasetContent) throws {
        var parts: [UInt8]
        if let place = content.splits.firstIndex(where: { $0.name == LoopJob.split }), previous != nil {
            parts = content.splits[place].values
            content.splits.remove(at: place)
        } else {
            let split = try job.training(of: path, on: known, from: nil, ranks: 1).split
            parts = split.parts(count: known.count).map(\.rawValue) + rows.map { _ in SplitPart.unused.rawValue }
            content.splits.removeAll { $0.name == LoopJob.split }
        }
        let (training, validation) = (
            parts.count { $0 == SplitPart.training.rawValue }, parts.count { $0 == SplitPart.validation.rawValue }
        )
        let share = Double(validation) / Double(max(training + validation, 1))
        let random = CounterRandom(seed: UInt64(path.seed), member: 1, purpose: .acquisition)
        for (place, row) in rows.enumerated() {
            let part: SplitPart = Double(random.uniform(at: row)) < share ? .validation : .training
            parts[known.count + place] = part.rawValue
        }
        content.splits.append((LoopJob.split, parts))
    }

    /// The round in one row.
    private func writeSummary(_ record: AddRecord) throws {
        let train = try round.record(.train, TrainRecord.self)
        guard let choice = try round.record(.choose, ChoiceRecord.self) else { return }
        func text(_ value: Double?) -> String { value.map(TableText.field) ?? "" }
        let fields: [(String, String)] = [
            ("round", "\(round.number)"), ("training_materials", train.map { "\($0.trainingMaterials)" } ?? ""),
            ("candidates_left", "\(choice.pool)"), ("predicted_stable", "\(choice.stable)"),
            ("predicted_stable_plus_sigma", "\(choice.certainlyStable)"), ("chosen", "\(choice.chosen)"),
            ("answered", "\(record.answered)"),
            ("failed", "\(record.failed)"), ("stable", "\(record.stable)"), ("known_next", "\(record.known)"),
            ("hull_phases", "\(choice.hullPhases)"), ("mean_hull_energy", text(choice.meanHullEnergy)),
            ("validation_mae", text(train?.validation?.mae)), ("test_mae", text(train?.test?.mae)),
            ("test_within_90", text(train?.test?.within90)),
            ("chosen_mae", text(record.errors?.mae)), ("chosen_within_90", text(record.errors?.within90)),
            ("pool_mae", text(choice.errors?.mae)), ("pool_within_90", text(choice.errors?.within90)),
        ]
        try AtomicFile.write(TableText.line(fields.map(\.0)) + TableText.line(fields.map(\.1)), to: round.summary)
    }
}
