import Commands
import Datasets
import Discovery
import Ensembles
import Foundation
import HDF5
import Materials
import MessagePassing
import Predictions
import Prospecting

/// The stages of one round that rank 0 does alone.
struct LoopStages {
    let job: LoopJob
    let path: LoopPath
    let round: RoundDirectory
    let previous: RoundDirectory?

    private var configuration: LoopConfiguration { job.configuration }
    private var name: String { "\(path.description), round \(round.number)" }

    /// Takes over the ensemble of another path's first round, which would come out the same.
    func takeFirstTraining(of sibling: RoundDirectory?) throws -> Bool {
        guard let sibling, sibling.isDone(.train) else { return false }
        try Directory.create(round.train)
        for file in ["predictions.csv", "ensemble.h5"] {
            try AtomicFile.write(
                Array(try Data(contentsOf: URL(fileURLWithPath: "\(sibling.train)/\(file)"))), to: "\(round.train)/\(file)")
        }
        return true
    }

    /// - Parameter run: whose ensemble the round predicts with
    func markTraining(in run: RunDirectory) throws {
        let ensemble = try Bundle.read(run.bundle)
        let table = try PredictionTable(readingFrom: run.predictions(of: configuration.target, among: [configuration.target]))
        let record = TrainRecord(
            ensemble: try Bundle.contentHash(of: ensemble), members: ensemble.sound.count,
            trainingMaterials: table.splits.count { $0 == SplitPart.training.word },
            validation: ErrorRecord(table, part: SplitPart.validation.word), test: ErrorRecord(table, part: SplitPart.test.word))
        try round.mark(.train, record)
        let test = record.test.map { ", test MAE \(String(format: "%.4f", $0.mae))" } ?? ""
        say("\(name): \(counted(record.members, "member")) trained on \(record.trainingMaterials) materials\(test)")
    }

    /// Removes the checkpoints of a training that is done: the bundle has all that is needed, in a fifth of the room.
    func removeCheckpoints() throws {
        let checkpoints = RunDirectory(path: round.train).checkpoints.path
        guard Directory.exists(checkpoints) else { return }
        do { try FileManager.default.removeItem(atPath: checkpoints) } catch {
            throw CommandError.output("\(checkpoints): cannot be removed: \(error.localizedDescription)")
        }
    }

    /// - Parameter table: of the whole pool
    func choose(from table: PredictionTable, _ history: LoopHistory) throws {
        let left = history.left
        let phases = history.phases
        let hullEnergies = try phases.hullEnergies(at: job.candidates.map { job.compositions[$0] })
        let hullOfRow = Dictionary(uniqueKeysWithValues: zip(job.candidates, hullEnergies))
        func distance(_ energy: Double, _ row: Int) -> Double { energy - (hullOfRow[row] ?? .nan) }
        let pool = ScreenedPool(
            distances: left.map { distance(table.combined.prediction[$0], $0) }, deviations: left.map { table.combined.total[$0] },
            memberDistances: table.members.map { member in left.map { distance(member[$0], $0) } }, keys: left.map { job.keys[$0] })
        let picks = picks(from: pool, rows: left)
        let chosen = picks.found.map { pick in
            let row = left[pick.place]
            return ChosenCandidate(
                id: job.pool.id(row), label: job.pool.label(row), formula: job.pool.formula(row),
                prediction: table.combined.prediction[row],
                total: table.combined.total[row], hullEnergy: hullOfRow[row] ?? .nan, value: pick.value)
        }
        if picks.end == nil { try ChosenTable.write(chosen, to: round.candidates) }
        let truth = job.truth.map { truth in left.map { truth[job.pool.id($0)] ?? .nan } }
        let record = ChoiceRecord(
            pool: left.count, chosen: chosen.count, stable: pool.distances.count { $0 <= 0 },
            certainlyStable: zip(pool.distances, pool.deviations).count { $0 + $1 <= 0 },
            hullPhases: try phases.energiesAboveHull().count { $0 == 0 },
            meanHullEnergy: hullEnergies.reduce(0, +) / Double(max(hullEnergies.count, 1)),
            errors: truth.flatMap { truth in
                ErrorRecord(
                    truth: truth, prediction: left.map { table.combined.prediction[$0] }, deviation: left.map { table.combined.total[$0] })
            }, end: picks.end)
        try round.mark(.choose, record)
        guard picks.end == nil else { return }
        let fewer =
            job.batches == nil && chosen.count < min(configuration.budget, left.count) ? "; limits and predictions leave no more" : ""
        say(
            "\(name): \(record.stable) of \(counted(left.count, "candidate")) predicted on or below the hull; \(chosen.count) chosen\(fewer)"
        )
    }

    private func picks(from pool: ScreenedPool, rows: [Int]) -> (found: [Acquisition.Pick], end: String?) {
        if let batches = job.batches {
            let wanted = Set(batches[round.number])
            return (rows.indices.filter { wanted.contains(rows[$0]) }.map { Acquisition.Pick(place: $0, value: pool.distances[$0]) }, nil)
        }
        guard !rows.isEmpty else { return ([], "no candidate is left") }
        let acquisition = Acquisition(
            path.strategy ?? .pessimist, kappa: configuration.kappa, epsilon: configuration.epsilon, limits: configuration.limits,
            seed: UInt64(path.seed), round: round.number)
        if let threshold = configuration.stopAbove, !acquisition.hasCandidate(in: pool, atMost: threshold) {
            return ([], "no candidate is left at or below \(TableText.field(threshold)) eV/atom")
        }
        let picks = acquisition.batch(from: pool, budget: configuration.budget)
        return (picks, picks.isEmpty ? "no candidate that is left has a prediction" : nil)
    }

    func ask() throws {
        let candidates = try ChosenTable.read(round.candidates)
        try Directory.create(round.oracle)
        let table = "\(round.oracle)/candidates.csv"
        try ChosenTable.write(candidates, to: table)
        if let format = configuration.structures {
            // What a job that was killed has begun is begun anew.
            try? FileManager.default.removeItem(atPath: round.structures)
            let words = [table, "--known", configuration.known, "--format", format.rawValue, "--out", round.structures]
            try Realise.perform(try Arguments(words, of: Realise.self), on: .alone)
        }
        try round.mark(.ask, CountRecord(candidates: candidates.count))
    }

    /// What became of asking.
    enum Outcome {
        case answered
        case waiting(String)
        case stopped
    }

    func answer(_ signals: StopSignals) throws -> Outcome {
        let candidates = try ChosenTable.read(round.candidates)
        let answers: OracleAnswers
        switch configuration.oracle {
        case .replay:
            answers = OracleAnswers((job.truth ?? [:]).mapValues { .energy($0) })
        case .sandbox:
            guard let found = SandboxOracle().answers(of: candidates, mayStop: { signals.arrived != nil }) else { return .stopped }
            answers = found
        case .manual:
            guard let path = written else {
                return .waiting(
                    "\(round.oracle)/candidates.csv waits for energies: write \(round.oracleAnswers[0]) "
                        + "(candidate_id, formation_energy_per_atom; failure where there is none)")
            }
            answers = try OracleAnswers(readingFrom: path)
        case .command(let line):
            switch try OracleCommand(line: line, round: round).run(signals) {
            case .stopped: return .stopped
            case .later: return .waiting("\(round.oracle): the oracle's command is to be asked again (its status was 75)")
            case .answered: break
            }
            guard let path = written else {
                throw CommandError.badData(
                    "\(round.oracle): the oracle's command has ended well but written neither answers.csv nor answers.jsonl")
            }
            answers = try OracleAnswers(readingFrom: path)
        }
        let ids = candidates.map(\.id)
        if configuration.oracle == .manual || job.truth == nil, case let strangers = answers.strangers(among: ids), !strangers.isEmpty {
            let (first, verb) = (strangers[0], strangers.count == 1 ? "is" : "are")
            say("warning: \(name): \(counted(strangers.count, "answer")) \(verb) of none of the candidates and left alone (\(first))")
        }
        try answers.write(of: ids, to: round.answers)
        try round.mark(.answer, CountRecord(candidates: ids.count, answered: ids.count { answers.of($0).energy != nil }))
        return .answered
    }

    /// The file of answers that is there.
    private var written: String? { round.oracleAnswers.first(where: FileManager.default.fileExists) }
}
