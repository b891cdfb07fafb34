import Commands
import Datasets
import Ensembles
import Foundation
import Kernels
import MessagePassing
import Models
import Predictions

/// `covey sweep`: ensembles over sizes of the training set or values of a setting.
enum Sweep: Command {
    static let name = "sweep"
    static let abstract = "learning curves, or any setting varied: all ensembles as one queue over the ranks"
    static let usage = "DATA.h5 --target NAME --out SWEEP [--sizes SIZES] [--vary NAME=A,B,…] [options]"
    static let options: [Option] =
        [
            .text("sizes", "SIZES", "materials to train on, random parts of the training set: 1000:16000:x2, or counts and shares, 1000,0.5,1"),
            .text("vary", "NAME=A,B,…", "values of an option of training or of --set: learning-rate=1e-3,2e-3, model.layers=1,2,3"),
            .text("out", "SWEEP", "directory of the sweep; must not hold one already, unless with --resume"),
            .text("model", "NAME,…", "one model or several, each with all sizes and values (default: what the data set is for)"),
            .text("reference", "ERROR", "a line to compare with (0.043, chemical accuracy, where the unit is eV or eV/atom)"),
            .text("goal", "ERROR", "say how many materials it takes to come down to that error"),
            .repeated("baseline", "CURVE.csv", "another program's curve for the same figure: columns materials and mae, or model too"),
            .text("target", "NAME", "what to learn"),
        ] + Train.options.filter { !["out", "model", "target", "folds"].contains($0.name) }

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one data set, found \(arguments.positional.count) words; usage: covey sweep \(usage)")
        }
        let directory = SweepDirectory(path: try arguments.required("out"))
        let models = try SweepJob.models(arguments)
        try arguments.checkTargets(of: path)
        let lines = try SweepLines(arguments)
        _ = try arguments.existing(path)
        let interval = try Train.interval(arguments)
        let signals = StopSignals(watching: try Train.signals(arguments))
        Product.useOneThread()
        try Covey.program.onEveryRank(name) { communicator, world in
            let dataset = try Dataset(path: path, verifying: communicator.rank == 0 ? .everything : .structure)
            let job = try SweepJob(arguments, models: models, dataset: dataset, ranks: communicator.size)
            let training = SeriesTraining(
                series: job.series, path: directory.path, runs: job.points.map(directory.run), word: "sweep",
                events: arguments.text("events"), isResumed: arguments.has("resume"), interval: interval, signals: signals)
            return try training.run(communicator, dataset: dataset, describe: job.describe) { ensembles in
                let results = SweepResults(
                    job: job, lines: lines, dataset: dataset, ensembles: ensembles, ranks: communicator.size, mpi: world.libraryVersion)
                try results.write(to: directory)
            }
        }
    }
}

/// Errors and curves that a sweep is compared with.
struct SweepLines {
    let reference: Double?
    let goal: Double?
    let baselines: [BaselineCurve]

    /// Error of the calculations that are learnt from, against experiment: 1 kcal/mol.
    private static let chemicalAccuracy = 0.043

    init(_ arguments: Arguments) throws {
        func error(_ name: String) throws(CommandError) -> Double? {
            guard let value = try arguments.number(name) else { return nil }
            guard value > 0 else { throw .usage("--\(name) is \(arguments.text(name) ?? ""); it must be an error above 0, in the target's unit") }
            return value
        }
        reference = try error("reference")
        goal = try error("goal")
        guard !arguments.has("baseline") || arguments.has("sizes") else {
            throw CommandError.usage("--baseline is for learning curves; --sizes 1000:16000:x2 would make one")
        }
        baselines = try arguments.all("baseline").flatMap { try BaselineCurve.read(try arguments.existing($0)) }
    }

    /// What was asked for, or chemical accuracy where the unit allows to say so.
    func reference(unit: String) -> Double? {
        reference ?? (["eV", "eV/atom"].contains(unit) ? Self.chemicalAccuracy : nil)
    }
}
