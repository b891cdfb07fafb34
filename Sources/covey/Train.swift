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
        .text("out", "RUN", "directory of the run; must not hold one already"),
        .text("model", "wren|roost", "default: wren for Wyckoff data, roost for compositions"),
        .text("members", "N", "members of the ensemble (10)"),
        .text("min-members", "N", "sound members that the ensemble needs (half of them)"),
        .text("epochs", "N", "passes over the training set (200)"),
        .text("batch", "N", "materials per step (128)"),
        .text("learning-rate", "X", "of AdamW (3e-4)"),
        .text("weight-decay", "X", "of AdamW (1e-6)"),
        .text("loss", "NAME", "robust-l1, robust-l2, l1, l2 or classification (robust-l1)"),
        .text("schedule", "NAME", "constant or cosine (constant)"),
        .text("patience", "N", "stop a member after N epochs without a better validation error (never)"),
        .text("average-decay", "X", "keep an exponential moving average of the weights, 0.999 say (off)"),
        .text("slices", "N", "parts that sums over a batch are taken in (4); decides the last bits, unlike ranks and shards"),
        .text("shards", "N", "ranks that train one member together (1); at most as many as slices"),
        .text("seed", "N", "of weights, shuffles and random splits (1)"),
        .text("split", "SPLIT", "stored name, random:0.8,0.1,0.1 or group:KEY:0.8,0.1,0.1"),
        .repeated("set", "model.NAME=VALUE", "a size of the architecture, for example model.heads=3"),
        .text("config", "FILE.json5", "options from a file, by the same names; flags win"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one data set, found \(arguments.positional.count) words; usage: covey train \(usage)")
        }
        let out = try arguments.required("out")
        guard !arguments.all("target").isEmpty else { throw CommandError.usage("--target is missing; covey inspect \(path) lists the targets") }
        _ = try arguments.existing(path)
        Product.useOneThread()
        try Ranks.run(name) { communicator, world in
            // One rank compares digests; the others need only know that every index is in range.
            let dataset = try Dataset(path: path, verifying: communicator.rank == 0 ? .everything : .structure)
            let job = try TrainingJob(arguments, dataset: dataset, ranks: communicator.size)
            if communicator.rank == 0 {
                guard !FileManager.default.fileExists(atPath: "\(out)/ensemble.h5"), !FileManager.default.fileExists(atPath: "\(out)/log.jsonl") else {
                    throw CommandError.usage("\(out) holds a run already; choose another --out")
                }
                try job.describe()
            }
            try communicator.barrier()
            let log = communicator.rank == 0 ? try RunLog(directory: out, members: job.configuration.members, epochs: job.configuration.training.epochs) : nil
            let training = EnsembleTraining(
                job.configuration, plan: job.plan, model: job.model, task: job.task, dataset: dataset)
            guard let outcome = try training.run(communicator, observe: { try log?.note($0) }) else { return }
            log?.end()
            try RunResults(job: job, dataset: dataset, outcome: outcome, ranks: communicator.size, mpi: world.libraryVersion).write(to: out)
        }
    }
}
