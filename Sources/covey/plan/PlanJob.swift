import Commands
import Datasets
import Ensembles
import Foundation
import Glibc
import Kernels
import MessagePassing
import Models
import Training

/// `covey plan`: what to ask Slurm for, from a few seconds of training.
enum PlanJob: Command {
    static let name = "plan"
    static let abstract = "measure a few seconds of training, and say which ranks, shards and time to ask Slurm for"
    static let usage = "DATA.h5 --target NAME [--time TIME] [options of covey train]"
    static let options: [Option] =
        [
            .text("time", "TIME", "longest job that may be asked for, 90min or 4h; chooses the fewest ranks that keep it (a rank to each member)"),
            .text("measure", "TIME", "how long to train for each number of shards (5s); one whole step at the least"),
        ] + Train.options.filter { !ofTrainingAlone.contains($0.name) }
    static let optionsOfOthers = Train.options.filter { ofTrainingAlone.contains($0.name) }
    private static let ofTrainingAlone: Set = ["out", "resume", "events", "checkpoint-every", "stop-on", "min-members", "shards", "folds"]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one data set, found \(arguments.positional.count) words; usage: covey plan \(usage)")
        }
        try arguments.checkTargets(of: path)
        _ = try arguments.existing(path)
        let limit = try time("time", arguments, atLeast: 2 * ClusterRequest.seconds)
        let duration = try time("measure", arguments, atLeast: 0) ?? 5
        Product.useOneThread()
        try Covey.program.onEveryRank(name) { communicator, _ in
            let opening = Clock()
            let dataset = try Dataset(path: path, verifying: communicator.rank == 0 ? .everything : .structure)
            let job = try TrainingJob(arguments, dataset: dataset, ranks: communicator.size)
            let opened = opening.elapsed.seconds
            let training = job.configuration.training
            let mayShare = !job.configuration.model.kind.inapplicable.contains("shards")
            let shards = (1...communicator.size).filter {
                $0 == 1 || mayShare && communicator.size % $0 == 0 && $0 <= min(training.slices, training.batch)
            }
            let inputs = ModelInputs(dataset, rows: 0..<dataset.count)
            let paces = try shards.map {
                try TrainingPace.measure(
                    training, model: job.model, task: job.task, inputs: inputs, shards: $0, seconds: duration, communicator)
            }
            let memory = try communicator.allReduce(Int64(peakMemory), .largest)
            guard communicator.rank == 0 else { return .success }
            let memberSeconds = paces.map { pace in
                opened
                    + pace.memberSeconds(
                        training, training: job.task.countOfEpoch(training), measured: [job.task.validation.count, job.task.test.count],
                        materials: dataset.count)
            }
            say(
                "\(job.configuration.members) members, each \(training.epochs) epochs of \(job.task.countOfEpoch(training)) materials "
                    + "and \(job.task.validation.count) to validate")
            try job.describeTargets(dataset)
            report(paces, memberSeconds, ranks: communicator.size, processor: job.identity.processor, batch: training.batch)
            let requests = ClusterRequest.all(
                members: job.configuration.members, memberSeconds: Dictionary(uniqueKeysWithValues: zip(shards, memberSeconds)), limit: limit)
            show(requests, limit: limit)
            guard let best = ClusterRequest.best(of: requests, limit: limit) else { return .success }
            print(best.submission(memory: Double(memory) + job.gatheredBytes(dataset) / Double(best.plan.ranks)))
            return .success
        }
    }

    private static func time(_ name: String, _ arguments: Arguments, atLeast least: Double) throws -> Double? {
        guard let text = arguments.text(name) else { return nil }
        guard case .seconds(let seconds)? = CheckpointInterval(text), seconds >= least else {
            let bound = least > 0 ? " of at least \(Progress.duration(least)), 90min or 4h" : ", 5s or 1min"
            throw CommandError.usage("--\(name) is \(text); it must be a time\(bound)")
        }
        return seconds
    }

    /// Bytes that this process has taken up so far.
    private static var peakMemory: Int {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return usage.ru_maxrss * 1024
    }

    private static func report(_ paces: [TrainingPace], _ memberSeconds: [Double], ranks: Int, processor: String, batch: Int) {
        say("measured on \(ranks == 1 ? "one rank" : "\(ranks) ranks at once"), \(processor):")
        for (pace, seconds) in zip(paces, memberSeconds) {
            let who = pace.shards == 1 ? "one rank a member" : "\(pace.shards) ranks a member"
            say(
                "  \(who): \(pace.steps) steps, \(milliseconds(pace.step)) each, \(milliseconds(pace.slowestStep)) the slowest, "
                    + "\(Int(Double(batch) / pace.step)) materials/s; predicting \(Int(1 / pace.prediction))/s; "
                    + "a member takes \(Progress.duration(seconds))")
        }
        say("nodes of another kind take another time: measure on one of them, best with as many ranks as it has cores")
        if ranks == 1 { say("shards are proposed where they were measured: mpirun -n 2 covey plan …") }
    }

    private static func milliseconds(_ seconds: Double) -> String { String(format: "%.3g ms", seconds * 1000) }

    private static func show(_ requests: [ClusterRequest], limit: Double?) {
        var table = TextTable(
            header: ["ranks", "shards", "members at a time", "predicted", "to ask for", "jobs"],
            alignment: [.right, .right, .right, .right, .right, .right])
        for request in requests {
            table.add([
                "\(request.plan.ranks)", "\(request.plan.shards)", "\(request.plan.groups)", Progress.duration(request.predicted),
                Progress.duration(request.wall), "\(request.jobs)",
            ])
        }
        say(table.text)
        say(
            "to ask for: the time predicted, \(Int(ClusterRequest.share * 100)) % for slower or busier nodes, and "
                + "\(Progress.duration(ClusterRequest.seconds)) for the start, the gathering and the report")
        if limit != nil, requests.allSatisfy({ $0.jobs > 1 }) {
            say("nothing measured is done in one job of that length; the job goes back into the queue by itself until it is")
        }
    }
}

extension TrainingJob {
    /// Bytes that rank 0 gathers: the weights and outputs of every member, and the tables that it makes of them.
    fileprivate func gatheredBytes(_ dataset: Dataset) -> Double {
        let outputs = model.tasks.reduce(0) { $0 + $1.outputs }
        // What grows with what it learns from is taken for a hundred numbers a material and stage.
        let learnt = model.parameterCount ?? configuration.training.epochs * task.countOfEpoch(configuration.training) * 100
        let numbers = Double(configuration.members * (learnt + dataset.count * outputs) * MemoryLayout<Float>.size)
        // Of a row's texts, numbers and places in the report, measured on 1,000,000 of one member.
        let row = 600 + 3 * MemoryLayout<Double>.size * configuration.members
        return numbers + Double(dataset.count * targets.count * row)
    }
}

extension ClusterRequest {
    /// The line that submits it.
    ///
    /// - Parameter memory: bytes that a rank took
    fileprivate func submission(memory: Double) -> String {
        // Half as much again for what was not seen in a few seconds, in hundreds of megabytes.
        let megabytes = Int((memory * 1.5 / 1e8).rounded(.up)) * 100
        let whole = Int(wall)
        let days = whole >= 86400 ? "\(whole / 86400)-" : ""
        let time = days + String(format: "%02d:%02d:%02d", whole % 86400 / 3600, whole % 3600 / 60, whole % 60)
        let script = plan.shards == 1 ? "ensemble.sbatch" : "hybrid.sbatch"
        if plan.shards > 1 { say("with shards=\(plan.shards) among the lines of \(script) that are to be edited:") }
        return "sbatch --ntasks=\(plan.ranks) --time=\(time) --mem-per-cpu=\(megabytes)M Jobs/slurm/\(script)"
    }
}
