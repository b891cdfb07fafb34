import Ensembles

/// Several ensembles of one data set that are trained as one queue over the ranks. Every rank makes the same one.
struct EnsembleSeries {
    /// What messages call each.
    let names: [String]
    /// One for each.
    let jobs: [TrainingJob]
    /// Of the members of all.
    let plan: EnsemblePlan

    init(_ jobs: [(name: String, job: TrainingJob)], ranks: Int) {
        names = jobs.map(\.name)
        self.jobs = jobs.map(\.job)
        let shards = jobs.map(\.job.plan.shards).max() ?? 1
        plan = EnsemblePlan(members: jobs.reduce(0) { $0 + $1.job.configuration.members }, ranks: ranks, shards: shards)
    }

    /// What ranks must have in common to train it together.
    var facts: [String: String] { get throws {
        var facts: [String: String] = [:]
        for (name, job) in zip(names, jobs) {
            for (fact, value) in try job.facts { facts["\(name): \(fact)"] = value }
        }
        return facts
    } }

    /// What is to be trained, and saved there.
    func planned(in runs: [RunDirectory]) -> [PlannedEnsemble] { zip(jobs, runs).map { $0.planned(in: $1) } }
}
