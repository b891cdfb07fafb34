import Commands
import Datasets
import Ensembles
import MessagePassing

extension Train {
    /// Trains the ensembles of all folds.
    static func runFolds(_ arguments: Arguments, at path: String, every interval: CheckpointInterval, stopOn signals: StopSignals) throws {
        let directory = FoldsDirectory(path: try arguments.required("out"))
        try Covey.program.onEveryRank(name) { communicator, world in
            let dataset = try Dataset(path: path, verifying: communicator.rank == 0 ? .everything : .structure)
            let job = try FoldsJob(arguments, dataset: dataset, ranks: communicator.size)
            let training = SeriesTraining(
                series: job.series, path: directory.path, runs: job.names.map(directory.run), word: "cross-validation",
                events: arguments.text("events"), isResumed: arguments.has("resume"), interval: interval, signals: signals)
            return try training.run(communicator, dataset: dataset, describe: job.describe) { ensembles in
                let results = FoldsResults(
                    job: job, dataset: dataset, ensembles: ensembles, ranks: communicator.size, mpi: world.libraryVersion)
                try results.write(to: directory)
            }
        }
    }
}
