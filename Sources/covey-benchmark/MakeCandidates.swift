import Commands
import Datasets
import Materials
import Prospecting

/// What every candidate of a substitution costs before anything is predicted, step by step.
enum MakeCandidates: BenchmarkCase {
    static let name = "candidates"
    static let abstract = "one step of making candidates by substitution, of the materials of a data set"
    static let usage = "DATA.h5 --step NAME [options]"
    static let options: [Option] = [.text("step", "NAME", "one of " + Step.allCases.map(\.rawValue).joined(separator: ", "))] + pace

    private enum Step: String, CaseIterable {
        /// Arrangements to anonymous prototypes.
        case prototypes
        /// The closed form of the counts.
        case counts
        /// Ten draws of each material, with their canonical labels.
        case draws
        /// Ten of the most probable, likewise.
        case probable = "most-probable"
        case charges
        case ordered = "ordered-charges"
    }

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one data set, found \(arguments.positional.count) words")
        }
        guard let step = try arguments.choice("step", Step.self) else { throw CommandError.usage("--step is missing") }
        let dataset = try Dataset(path: try arguments.existing(path))
        let parents = try SubstitutionParent.all(of: dataset)
        var repetitions = try Repetitions(
            name, unit: step == .draws || step == .probable ? "proposals" : "materials",
            inputs: ["data": path, "content_hash": dataset.contentHash, "step": step.rawValue], arguments)
        let work = try work(step, dataset, parents)
        for repetition in 0..<repetitions.total { try repetitions.time(repetition, work: work) }
        repetitions.showTable()
    }

    /// What is timed; it returns how many things it has done.
    private static func work(_ step: Step, _ dataset: Dataset, _ parents: [SubstitutionParent]) throws -> () throws -> Int {
        switch step {
        case .prototypes:
            let arrangements = try (0..<dataset.count).map { try Protostructure(label: dataset.label($0)) }
            return { Set(arrangements.map { PrototypeMember($0).prototype }).isEmpty ? 0 : arrangements.count }
        case .counts:
            return { SubstitutionCounts(parents.map(\.decoration)).materials }
        case .draws, .probable:
            let table = SubstitutionTable(name: dataset.path, counts: SubstitutionCounts(parents.map(\.decoration)))
            let source = try SubstitutionSource(
                parents: parents, table: table, choice: step == .draws ? .draws(10, seed: 1) : .mostProbable(10))
            return {
                var done = 0
                try source.propose(0..<source.count) { _, _ in done += 1 }
                return done
            }
        case .charges, .ordered:
            let screen = ChargeScreen(asksForOrder: step == .ordered)
            let compositions = try (0..<dataset.count).map { try Composition(dataset.formula($0)) }
            return { compositions.count { screen.passes($0) } > compositions.count ? 0 : compositions.count }
        }
    }
}
