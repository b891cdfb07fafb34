import Commands
import Ensembles
import Foundation
import HDF5
import Kernels
import MessagePassing
import Prospecting

/// `covey loop`: train, screen, ask, add, round after round.
enum Loop: Command {
    static let name = "loop"
    static let abstract =
        "active learning: train → screen → compute → add, round after round, with any oracle; or a study of several such loops"
    static let usage = "LOOP.json5 --out DIR [--resume]"
    static let options: [Option] = [
        .text("out", "DIR", "directory of the loop; must not hold one already, unless with --resume"),
        .flag("resume", "go on with what is in DIR, on any number of ranks; begins where there is nothing"),
        .text("checkpoint-every", "TIME", "save each member every 10min, 2h, 90s or 5epochs (10min), and when stopped"),
        .text("stop-on", "SIGNALS", "signals that save and end the loop with status 75 (TERM,INT,USR1)"),
        LossArgument.option,
    ]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected the file that says what the loop is to do; usage: covey loop \(usage)")
        }
        let directory = LoopDirectory(path: try arguments.required("out"))
        let configuration = try LoopConfiguration(readingFrom: try arguments.existing(path))
        for data in [configuration.known, configuration.pool] { _ = try arguments.existing(data) }
        if case .replay(let truth?) = configuration.oracle { _ = try arguments.existing(truth) }
        try arguments.checkOutput(directory: directory.path)
        let interval = try Train.interval(arguments)
        let signals = StopSignals(watching: try Train.signals(arguments))
        Product.useOneThread()
        try Covey.program.onEveryRank(name) { communicator, world in
            let job = try LoopJob(configuration, arguments, rank: communicator.rank, ranks: communicator.size)
            try communicator.agree(on: job.facts)
            // Held until the loop ends.
            let start: LoopStart? =
                communicator.rank == 0 ? try LoopStart.begin(in: directory, job, resuming: arguments.has("resume")) : nil
            let training = LoopTraining(
                job: job, directory: directory, interval: interval, signals: signals, mpi: world.libraryVersion)
            guard start != nil else { return try LoopFollower(training: training).serve(communicator) }
            return try LoopRun(job: job, directory: directory, training: training, signals: signals).run(communicator)
        }
    }
}
