import Commands
import Datasets
import Discovery
import Ensembles
import Foundation
import Materials
import Reports

/// What `covey report` is told of the hull, and the question that it makes of predictions.
struct DiscoveryInput {
    static let options: [Option] = [
        .text("known", "FILE", "known phases, a table or data set of formation energies: which candidates are stable against their hull?"),
        .text("known-energy", "NAME", "column or target of the known phases' energies, eV/atom (formation_energy_per_atom)"),
        .text("hull-distance", "COLUMN", "or a further column of the predictions: the true energy above hull of each candidate, eV/atom"),
        .repeated("threshold", "EV", "how far above the hull, in eV/atom, still counts as stable; the first is drawn (0)"),
        .text("most-stable", "N", "so many candidates, the most stable by prediction, are also looked at apart (10000)"),
    ]

    /// Where distances are counted from.
    private enum Source {
        case known(KnownPhases, labels: Set<String>, words: String)
        case column(String)
    }

    private let source: Source
    private let thresholds: [Double]
    private let mostStable: Int

    /// nil where no hull is named.
    init?(_ arguments: Arguments) throws {
        guard !arguments.has("known") || !arguments.has("hull-distance") else {
            throw CommandError.usage("--known and --hull-distance exclude each other: both say where the hull lies")
        }
        if let path = arguments.text("known") {
            let table = try EntryTable(path: try arguments.existing(path), energy: .formation(arguments.text("known-energy")))
            var labels: Set<String> = []
            if path.hasSuffix(".h5") {
                let dataset = try Dataset(path: path, verifying: .structure)
                if dataset.representation == .wyckoff { labels = Set((0..<dataset.count).map(dataset.label)) }
            }
            let known = KnownPhases(table.entries)
            source = .known(known, labels: labels, words: "hull of \(known.entries.count) known phases of \(path)")
        } else if let column = arguments.text("hull-distance") {
            source = .column(column)
        } else {
            for name in ["known-energy", "threshold", "most-stable"] where arguments.has(name) {
                throw CommandError.usage("--\(name) needs a hull: --known FILE or --hull-distance COLUMN")
            }
            return nil
        }
        thresholds = try arguments.all("threshold").map { text in
            guard let value = Double(text), value.isFinite else { throw CommandError.usage("--threshold is \(text); it must be a number") }
            return value
        }
        mostStable = try arguments.integer("most-stable") ?? 10_000
    }

    /// Asks about the test rows, or about all where there is no split of that name.
    func question(_ subject: ReportSubject) throws -> DiscoveryQuestion {
        let all = subject.predictions
        guard all.task == .regression else {
            throw CommandError.usage("\(subject.name): a hull needs predictions of formation energies, not of classes")
        }
        let table = all.splitNames.contains("test") ? all.rows(ofSplit: "test") : all
        let formulae = table.column("formula")
        let truth = table.targets.map { $0 ?? .nan }
        let labels = table.column("label") ?? []
        let groupings = subject.groupColumns.map { Screening.Grouping(name: $0, values: table.column($0) ?? []) }
        let seen = table.column("seen_label")?.map { $0 == "1" } ?? []
        let screening: Screening
        switch source {
        case .known(let known, let knownLabels, let words):
            guard let formulae else {
                throw CommandError.badData("\(subject.name): there is no column 'formula', without which no hull can be asked")
            }
            let isKnown = labels.enumerated().map { knownLabels.contains($1) || (seen.indices.contains($0) && seen[$0]) }
            screening = Screening(
                ids: table.ids, trueEnergies: truth, predictedEnergies: table.combined.prediction,
                hullEnergies: try hullEnergies(known, formulae, table, subject.name), deviation: table.combined.total, labels: labels, isKnown: isKnown,
                groupings: groupings, hull: words)
        case .column(let name):
            screening = Screening(
                ids: table.ids, trueDistances: try distances(name, table, subject.name), trueEnergies: truth,
                predictedEnergies: table.combined.prediction, deviation: table.combined.total, labels: labels, isKnown: seen,
                groupings: groupings, hull: "hull distances of the column \(name)")
        }
        let polymorphs = formulae.map { PolymorphRanking(compositions: $0, truth: truth, prediction: table.combined.prediction) }
        return DiscoveryQuestion(
            screening: screening, formulae: formulae ?? table.ids.map { _ in "" }, thresholds: thresholds.isEmpty ? [0] : thresholds,
            mostStable: mostStable, polymorphs: polymorphs.flatMap { $0.pairs > 0 ? $0 : nil })
    }

    private func hullEnergies(
        _ known: KnownPhases, _ formulae: [String], _ table: PredictionTable, _ name: String
    ) throws -> [Double] {
        let compositions = try formulae.enumerated().map { row, formula in
            do { return try Composition(formula) } catch { throw CommandError.badData("\(name), material \(table.ids[row]): \(error)") }
        }
        return try known.hullEnergies(at: compositions)
    }

    private func distances(_ column: String, _ table: PredictionTable, _ name: String) throws(CommandError) -> [Double] {
        guard let texts = table.column(column) else {
            throw .usage("--hull-distance is \(column); \(name) has the further columns \(table.columns.map(\.name).joined(separator: ", "))")
        }
        var values: [Double] = []
        for (row, text) in texts.enumerated() {
            guard let value = text.isEmpty ? .nan : Double(text), !value.isInfinite else {
                throw .badData("\(name), material \(table.ids[row]), column '\(column)': found '\(text)', where a number in eV/atom is expected")
            }
            values.append(value)
        }
        return values
    }
}
