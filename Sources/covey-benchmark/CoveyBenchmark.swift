import Commands

/// Times what the product does, case by case. A benchmark of its own program, so that the product carries none of it.
@main
enum CoveyBenchmark {
    static let program = Program(
        name: "covey-benchmark", version: "0.1.0", abstract: "repetitions as JSON lines on standard output, a table on standard error",
        usage: ["Jobs/compare-with-reference     both sides, alternating on one core"],
        commands: [
            TrainWren.self, InferWren.self, TrainRoost.self, InferRoost.self, TrainCrystals.self, InferCrystals.self, TrainGenerator.self,
            SampleGenerator.self, TraceGenerator.self, FeaturiseStructures.self, MakeGraphs.self, DescribeMaterials.self, OpenDataset.self, SumGradients.self, ScreenCandidates.self, TimeToMAE.self, GrowForest.self,
            ProposeReplacements.self, MakeCandidates.self, CompareMaterials.self,
        ],
        // Whatever fails here is what was put in.
        status: { _ in .badData })

    static func main() { program.run(Array(CommandLine.arguments.dropFirst())) }
}

/// A case of the benchmark, by the name that it has on the command line.
protocol BenchmarkCase: Command {}

extension BenchmarkCase {
    static var program: String { "covey-benchmark" }

    /// What every case takes.
    static var pace: [Option] {
        [
            .text("repetitions", "N", "timed repetitions, after one that is not counted (5)"),
            .flag("paced", "wait for a line on standard input before each repetition: two programs can take turns on a core"),
        ]
    }
}
