import Commands
import Datasets
import Ensembles
import Foundation
import HDF5
import MessagePassing
import Prospecting
import Reports

/// A loop, or a study of several, as rank 0 goes through it: path after path, round after round, stage after stage, whatever has no marker yet.
struct LoopRun {
    let job: LoopJob
    let directory: LoopDirectory
    let training: LoopTraining
    let signals: StopSignals

    private var configuration: LoopConfiguration { job.configuration }

    /// How a path ends for this job.
    private enum Ending {
        case complete
        /// For answers that somebody else is to give.
        case waiting(String)
        case stopped
    }

    func run(_ communicator: borrowing Communicator) throws -> ExitStatus {
        describe()
        var waiting: [String] = []
        for place in configuration.paths.indices {
            switch try run(path: place, communicator) {
            case .complete: break
            case .waiting(let words): waiting.append(words)
            case .stopped:
                let reason = signals.arrived.map { " by \($0)" } ?? ""
                say("stopped\(reason); everything is saved: run the same command with --resume to go on")
                try LoopOrder.end(status: ExitStatus.runAgain.rawValue).send(communicator)
                return .runAgain
            }
        }
        try LoopResults(job: job, directory: directory).write(waiting: waiting)
        if waiting.isEmpty {
            try AtomicFile.write(
                "\(counted(configuration.paths.count, "path")) of \(configuration.rounds) rounds\n", to: directory.finished)
        }
        let status: ExitStatus = waiting.isEmpty ? .success : .runAgain
        try LoopOrder.end(status: status.rawValue).send(communicator)
        return status
    }

    private func run(path place: Int, _ communicator: borrowing Communicator) throws -> Ending {
        let path = configuration.paths[place]
        let rounds = min(configuration.rounds, job.batches?.count ?? .max)
        var history = LoopHistory(job: job)
        for number in 0..<rounds {
            let round = directory.round(number, of: path)
            let stages = LoopStages(job: job, path: path, round: round, previous: number > 0 ? directory.round(number - 1, of: path) : nil)
            if !round.isDone(.add) {
                try Directory.create(round.path)
                round.removeRemains()
            }
            if !round.isDone(.train) {
                let isShared = try number == 0 && stages.takeFirstTraining(of: sibling(of: place))
                if !isShared, number == 0 || path.training != .once {
                    try LoopOrder.train(path: place, round: number).send(communicator)
                    guard try training.train(place, number, communicator) else { return .stopped }
                }
                try stages.markTraining(in: training.run(place, number))
            }
            if !round.isDone(.add) { try stages.removeCheckpoints() }
            guard signals.arrived == nil else { return .stopped }
            if !round.isDone(.choose) {
                try LoopOrder.screen(path: place, round: number).send(communicator)
                guard let table = try training.screen(place, number, communicator) else { return .stopped }
                try stages.choose(from: table, history)
            }
            guard let choice = try round.record(.choose, ChoiceRecord.self) else { return .stopped }
            if let end = choice.end {
                say("\(path.description), round \(number): \(end)")
                return .complete
            }
            if !round.isDone(.ask) { try stages.ask() }
            if !round.isDone(.answer) {
                switch try stages.answer(signals) {
                case .answered: break
                case .waiting(let words): return .waiting(words)
                case .stopped: return .stopped
                }
            }
            if !round.isDone(.add) { try stages.add(history) }
            try history.append(round)
            guard signals.arrived == nil || number + 1 == rounds else { return .stopped }
        }
        return .complete
    }

    /// The first round of an earlier path with the same seed: it has trained on the same materials in the same way.
    private func sibling(of place: Int) -> RoundDirectory? {
        let paths = configuration.paths
        return paths[..<place].first { $0.seed == paths[place].seed }.map { directory.round(0, of: $0) }
    }

    private func describe() {
        let paths = configuration.paths
        let rounds = job.batches.map { "\($0.count) batches" } ?? "\(configuration.rounds) rounds of \(configuration.budget)"
        let what = paths.count > 1 ? "\(counted(paths.count, "loop")), each of \(rounds)" : "\(paths[0].title): \(rounds)"
        say("\(what); \(counted(job.known.count, "known material")), \(counted(job.candidates.count, "candidate"))")
        for warning in job.warnings { say("warning: \(warning)") }
    }
}
