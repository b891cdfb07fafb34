import Commands

@main
enum Covey {
    static let version = "0.2.0"

    static let program = Program(
        name: "covey", version: version, abstract: "deep ensembles for materials discovery",
        usage: ["mpirun -n R covey train …      one rank per core"],
        commands: [
            MakeSandbox.self, Featurise.self, Describe.self, Inspect.self, PlanJob.self, Train.self, Sweep.self, Predict.self, MakeReport.self,
            Hull.self, Similar.self, Elements.self, Substitutions.self, Enumerate.self, Generate.self, Evaluate.self, Prospect.self, Realise.self,
            Collect.self, Loop.self, ImportWeights.self, Export.self, Completions.self, Manual.self,
        ],
        details: { VersionDetails.lines }, status: { ExitStatus(of: $0) })

    static func main() { program.run(Array(CommandLine.arguments.dropFirst())) }
}
