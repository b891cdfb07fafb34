import Commands
import Datasets
import Ensembles
import Foundation
import Kernels
import MessagePassing
import Models
import Training

/// `covey train`: the main job.
enum Train: Command {
    static let name = "train"
    static let abstract = "train an ensemble; run it under mpirun or srun, one rank per core"
    static let usage = "DATA.h5 --target NAME --out RUN [options]"
    static let options: [Option] = [
        .repeated("target", "NAME", "what to learn; repeat it to learn several at once"),
        .text("out", "RUN", "directory of the run; must not hold one already, unless with --resume"),
        .flag("resume", "go on with what is in RUN, on any number of ranks and shards; begins where there is nothing"),
        .text("events", "DIR", "write what each epoch gives for TensorBoard too, a run for each member: tensorboard --logdir DIR"),
        .text("checkpoint-every", "TIME", "save each member every 10min, 2h, 90s or 5epochs (10min), and when stopped"),
        .text("stop-on", "SIGNALS", "signals that save and end the run with status 75 (TERM,INT,USR1)"),
        .text(
            "model", "NAME",
            ModelKind.all.map(\.name).joined(separator: ", ") + " (wren for Wyckoff data, roost for compositions)"),
        .text("members", "N", "members of the ensemble (10)"),
        .text("min-members", "N", "sound members that the ensemble needs (half of them)"),
        .text("recipe", "fast|thesis", "where the settings of training begin (fast); in brackets below, fast and thesis"),
        .text("epochs", "N", "passes over the training set (40, of small sets up to 250; 200)"),
        .text("batch", "N", "materials per step (64, of small sets 32 or 16; 128)"),
        .text("learning-rate", "X", "of AdamW (1e-3, cgcnn 4e-3, wyckoff-transformer 2e-3; 3e-4)"),
        .text("weight-decay", "X", "of AdamW (1e-6)"),
        .text("loss", "NAME", "robust-l1, robust-l2, l1, l2 or classification (robust-l1; classification of named classes and of 0 and 1)"),
        .repeated("scale", "[TARGET=]NAME", "learn the logarithm or the root of a target that spans decades: log, sqrt or none (none)"),
        .repeated("at-least", "[TARGET=]X", "no prediction and no end of an interval lies below X, in the target's unit"),
        .repeated("at-most", "[TARGET=]X", "nor above X"),
        .text("class-weights", "WEIGHTS", "of rows in the loss: none, balanced, or a list such as True=2,False=1 (none)"),
        .text("schedule", "NAME", "constant or cosine (cosine, constant)"),
        .text("warm-up", "SHARE", "of all steps, over which the learning rate grows to its value (0.05, 0)"),
        .text("representations", "NAME", "all or one: equivalent representations that a step sees of each material (one, all)"),
        .text("structures", "NAME", "all or one: structures of each material that an epoch sees, where the data set has several (all)"),
        .text("from", "RUN|BUNDLE.h5", "begin each member with the weights of one of a trained ensemble, whose sizes are taken over"),
        .text("freeze", "message-passing", "keep embeddings and message layers as they begin (nothing)"),
        .text("exclude", "DATA.h5|IDS.txt", "leave the materials of another data set, or ids one a line, out of training and validation"),
        .text("exclude-by", "id|composition", "what tells that a material is one of those (id)"),
        .flag("test-curve", "measure the test set after every epoch too, for the figures alone: nothing is chosen by it"),
        .text("keep", "best|settled|last", "the epoch that a member keeps: best on the validation set, the latest as good within the error, or the last (settled, best)"),
        .text("patience", "N", "stop a member after N epochs without a better validation error (never)"),
        .text("gradient-clip", "FACTOR", "shorten gradients that are more than FACTOR times as long as usual; or off (3, off)"),
        .text("sigma-floor", "X", "least σ of the robust losses, in deviations of the target; auto or off (auto, off)"),
        .text("sigma-scale", "fit|off", "multiply σ by what makes the validation set most likely, once members are trained (fit, off)"),
        .text("after-jump", "go-back|go-on", "what a member does whose loss has jumped: back to its best weights, at half the rate (go-back, go-on)"),
        .text("average-decay", "X", "keep an exponential moving average of the weights, 0.999 say (off)"),
        .text("slices", "N", "parts that sums over a batch are taken in (4); decides the last bits, unlike ranks and shards"),
        .text("shards", "N", "ranks that train one member together (1); at most as many as slices"),
        .text("seed", "N", "of weights, shuffles and random splits (1)"),
        .text("split", "SPLIT", "stored name, random:0.8,0.1,0.1, group:KEY:0.8,0.1,0.1, systems:Fe-Li-O,…, random-systems:N, folds:COLUMN:VALUE or kfold:N:K:SEED"),
        .text("folds", "COLUMN|N", "cross-validation: an ensemble for each fold, all as one queue over the ranks; folds of a kept column, N random ones or N:SEED"),
        .repeated(
            "set", "model.NAME=VALUE",
            "a size of the architecture, for example model.heads=3, or parts to leave out, model.omit=attention,node-weights"),
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one data set, found \(arguments.positional.count) words; usage: covey train \(usage)")
        }
        let directory = RunDirectory(path: try arguments.required("out"))
        try arguments.checkTargets(of: path)
        _ = try arguments.existing(path)
        let interval = try interval(arguments)
        let signals = StopSignals(watching: try signals(arguments))
        Product.useOneThread()
        guard !arguments.has("folds") else { return try runFolds(arguments, at: path, every: interval, stopOn: signals) }
        try Covey.program.onEveryRank(name) { communicator, world in
            // One rank compares digests and looks at every number; the others look at what they use.
            let dataset = try Dataset(path: path, verifying: communicator.rank == 0 ? .everything : .structure)
            let job = try TrainingJob(arguments, dataset: dataset, ranks: communicator.size)
            try communicator.agree(on: job.facts)
            let training = EnsembleTraining(
                [job.planned(in: directory)], plan: job.plan, dataset: dataset, every: interval, stopOn: signals)
            guard communicator.rank == 0 else {
                // Nobody reads a checkpoint before rank 0 has looked at it.
                guard try communicator.broadcast([]) == [1] else { return .success }
                if case .stopped = try training.run(communicator, found: [], observe: { _ in }) { return .runAgain }
                return .success
            }
            let start = try RunStart.begin(
                in: directory, job, dataset: dataset, events: arguments.text("events"), resuming: arguments.has("resume"))
            _ = try communicator.broadcast([start == nil ? 0 : 1])
            guard let start else { return .success }
            let ending = try training.run(communicator, found: [start.found], observe: { try start.log.note($0.event) })
            start.log.end()
            guard case .complete(let ensembles) = ending, let ensemble = ensembles.first, signals.arrived == nil else {
                let reason = signals.arrived.map { " by \($0)" } ?? ""
                say("stopped\(reason); every member is saved: run the same command with --resume to go on")
                return .runAgain
            }
            let results = RunResults(job: job, dataset: dataset, trained: ensemble, ranks: communicator.size, mpi: world.libraryVersion)
            try results.write(to: directory)
            return .success
        }
    }

    static func interval(_ arguments: Arguments) throws -> CheckpointInterval {
        guard let text = arguments.text("checkpoint-every") else { return .standard }
        guard let interval = CheckpointInterval(text) else {
            throw CommandError.usage("--checkpoint-every is \(text); it must be a time or epochs: 90s, 10min, 2h, 5epochs")
        }
        return interval
    }

    static func signals(_ arguments: Arguments) throws -> [Int32] {
        guard let text = arguments.text("stop-on") else { return StopSignals.standard }
        return try text.split(separator: ",").map { word in
            let name = word.uppercased().replacing(/^SIG/, with: "")
            guard let signal = StopSignals.names.first(where: { $0.name == name }) else {
                let known = StopSignals.names.map(\.name).joined(separator: ", ")
                throw CommandError.usage("--stop-on has \(word); it may have \(known), with commas between")
            }
            return signal.number
        }
    }
}
