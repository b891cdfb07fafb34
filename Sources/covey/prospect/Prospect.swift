import Commands
import Datasets
import Discovery
import Ensembles
import Foundation
import HDF5
import Kernels
import MessagePassing
import Prospecting

/// `covey prospect`: candidates from a source, through the triage, to the few worth computing.
enum Prospect: Command {
    static let name = "prospect"
    static let abstract = "propose candidates, predict them, and keep the few worth computing; on any number of ranks"
    static let usage = "KNOWN.h5 --ensemble RUN --source NAME|FILE --out DIR [options]"
    static let options: [Option] = ProspectEnsembles.options + [
        .text("source", "NAME|FILE", "where candidates come from: \(ProspectSource.names), or a file of labels, structures or formulae"),
        .text("out", "DIR", "where to write; must not hold a triage already, unless with --resume"),
        .text("keep", "N", "how many candidates, the best, are kept (10000)"),
        .text("kappa", "X", "standard deviations that count against a candidate: the rank is by ΔE + X σ (1)"),
        .text("distinct", "label|composition", "what makes two materials one (composition for substitution, label for others)"),
        .text("flagged", "apart|keep", "candidates against which too little competes, or that cannot be: left out of the ranking, or in it (apart)"),
        .text("target", "NAME", "of the ensemble, formation energies in eV/atom, where it has several"),
        .text("known-energy", "NAME", "target of the known phases' energies, eV/atom (formation_energy_per_atom)"),
        LossArgument.option,
        .flag("library", "write all candidates that are predicted too, a file for each chunk of them"),
        .flag("resume", "go on with what is in DIR, on any number of ranks; begins where there is nothing"),
        .text("checkpoint-every", "TIME", "how often a rank saves what it has done (5min)"),
        .text("stop-on", "SIGNALS", "signals that save and end the job with status 75 (TERM,INT,USR1)"),
    ] + ProspectSource.options + ChargeScreenArguments.options + [.text("config", "FILE.json5", "options from a file, by the same names; flags win")]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage(
                "expected one data set of known materials, found \(arguments.positional.count) words; usage: covey prospect \(usage)")
        }
        _ = try arguments.required("ensemble")
        let bundles = try arguments.all("ensemble").map { try arguments.bundle($0) }
        let directory = ProspectDirectory(path: try arguments.required("out"))
        _ = try arguments.required("source")
        _ = try arguments.existing(path)
        let interval = try Self.interval(arguments)
        let signals = StopSignals(watching: try Train.signals(arguments))
        Product.useOneThread()
        try Covey.program.onEveryRank(name) { communicator, _ in
            let dataset = try Dataset(path: path, verifying: communicator.rank == 0 ? .everything : .structure)
            let job = try ProspectJob(arguments, known: dataset, ensembles: try bundles.map { try Bundle.read($0) })
            try communicator.agree(on: job.facts)
            return try job.run(in: directory, communicator, every: interval, stopOn: signals, resuming: arguments.has("resume"))
        }
    }

    /// Seconds.
    private static func interval(_ arguments: Arguments) throws -> Double {
        guard let text = arguments.text("checkpoint-every") else { return 300 }
        guard case .seconds(let seconds)? = CheckpointInterval(text) else {
            throw CommandError.usage("--checkpoint-every is \(text); it must be a time: 90s, 10min, 2h")
        }
        return seconds
    }
}
