import Commands
import Ensembles
import Kernels
import Materials
import MessagePassing
import Models

/// What a training step of a sharded member adds: the sum of its gradient between shards, in the order that keeps the bits, beside the
/// library's own reduction of the same vector, in an order of its choice.
enum SumGradients: BenchmarkCase {
    static let name = "allreduce"
    static let abstract = "a step's gradient summed between shards; under mpirun"
    static let usage = "[options]"
    static let options: [Option] = [.text("slices", "N", "parts that a batch is trained in (4)")] + pace

    /// Sums of one repetition; a single one is hardly longer than its start.
    private static let sums = 20

    static func run(_ arguments: Arguments) throws {
        let slices = try arguments.integer("slices") ?? 4
        try CoveyBenchmark.program.onEveryRank(name) { communicator, _ in
            guard communicator.size > 1 else {
                say("there is one rank, and nothing to sum: mpirun -n 2 covey-benchmark allreduce")
                return .success
            }
            for kind in [SetSettings.Kind.roost, .wren] { try time(kind, slices: slices, communicator, arguments) }
            return .success
        }
    }

    private static func time(
        _ kind: SetSettings.Kind, slices: Int, _ communicator: borrowing Communicator, _ arguments: Arguments
    ) throws {
        let model = try SetModel(
            SetSettings(kind: kind), tasks: [.regression(.robustL1)], tables: EmbeddingTables(.builtIn, kind: kind))
        let vector = Matrix(packedRows: 1, columns: model.layout.count)
        let shards = ShardGroup(try communicator.split(colour: 0, key: communicator.rank))
        let inputs = [
            "model": kind.rawValue, "floats": "\(vector.columns)", "ranks": "\(communicator.size)", "slices": "\(slices)",
            "sums_each": "\(sums)",
        ]
        func repetitions(_ way: String) throws -> Repetitions {
            try Repetitions(
                name, unit: "sums", inputs: inputs.merging(["way": way]) { _, new in new }, arguments, isShown: communicator.rank == 0)
        }
        var tree = try repetitions("tree of slices")
        var plain = try repetitions("MPI_Allreduce")
        for repetition in 0..<tree.total {
            try communicator.barrier()
            try tree.time(repetition) {
                for _ in 0..<sums { try shards.sum(vector, slices: slices) }
                return sums
            }
            try communicator.barrier()
            try plain.time(repetition) {
                for _ in 0..<sums {
                    try vector.withMutableSpan { span throws(MessageError) in try communicator.allReduce(&span) }
                }
                return sums
            }
        }
        tree.showTable()
        plain.showTable()
    }
}
