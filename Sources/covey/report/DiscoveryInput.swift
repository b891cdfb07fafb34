import Commands
import Datasets
import Discovery
import Foundation
import HDF5
import Materials
import Predictions
import Reports

/// What `covey report` is told of the hull, and the question that it makes of predictions.
struct DiscoveryInput {
    static let options: [Option] = [
        .text("known", "FILE", "known phases, a table or data set of formation energies: which candidates are stable against their hull?"),
        .text("known-energy", "NAME", "column or target of the known phases' energies, eV/atom (formation_energy_per_atom)"),
        .flag("by-system", "rank the candidates of each chemical system of three or more elements by themselves, for splits of systems"),
        .text("hull-distance", "COLUMN", "or a further column of the predictions: the true energy above hull of each candidate, eV/atom"),
        .repeated("threshold", "EV", "how far above the hull, in eV/atom, still counts as stable; the first is drawn (0)"),
        .text("most-stable", "N", "so many candidates, the most stable by prediction, are also looked at apart (10000)"),
        .text(
            "flagged", "apart|keep",
            "candidates against which too little competes, or that cannot be: out of the list of what to calculate first, or in it (apart)"),
        LossArgument.option,
    ]

    /// What becomes of candidates whose distance to the hull is not to be taken at its word.
    private enum Flagged: String, CaseIterable { case apart, keep }

    /// Where distances are counted from.
    private enum Source {
        /// With the protostructure labels by id, where they are known, and the materials that rows are structures of.
        case known(EntryTable, labels: [String: String], materials: [String: String])
        case column(String)
    }

    private let arguments: Arguments
    private let source: Source
    private let thresholds: [Double]
    private let mostStable: Int
    private let asksBySystem: Bool
    private let flagged: Flagged

    /// nil where no hull is named.
    init?(_ arguments: Arguments) throws {
        guard !arguments.has("known") || !arguments.has("hull-distance") else {
            throw CommandError.usage("--known and --hull-distance exclude each other: both say where the hull lies")
        }
        if let path = arguments.text("known") {
            let table = try EntryTable(path: try arguments.existing(path), energy: .formation(arguments.text("known-energy")))
            var labels: [String: String] = [:]
            var materials: [String: String] = [:]
            if HDF5File.isOne(path) {
                let dataset = try Dataset(path: path, verifying: .structure)
                if dataset.representation == .wyckoff {
                    labels = Dictionary((0..<dataset.count).map { (dataset.id($0), dataset.label($0)) }, uniquingKeysWith: { $1 })
                }
                if dataset.haveVariants {
                    let names = try dataset.column(MaterialRows.column).enumerated().filter { !$1.isEmpty }
                    materials = Dictionary(names.map { (dataset.id($0), $1) }, uniquingKeysWith: { $1 })
                }
            }
            source = .known(table, labels: labels, materials: materials)
        } else if let column = arguments.text("hull-distance") {
            source = .column(column)
        } else {
            for name in ["known-energy", "threshold", "most-stable", "by-system", "flagged", "allow-loss"] where arguments.has(name) {
                throw CommandError.usage("--\(name) needs a hull: --known FILE or --hull-distance COLUMN")
            }
            return nil
        }
        thresholds = try arguments.all("threshold").map { text in
            guard let value = Double(text), value.isFinite else { throw CommandError.usage("--threshold is \(text); it must be a number") }
            return value
        }
        mostStable = try arguments.integer("most-stable") ?? 10_000
        asksBySystem = arguments.has("by-system")
        if asksBySystem, arguments.has("hull-distance") {
            throw CommandError.usage("--by-system builds hulls of its own and needs the known phases: --known FILE")
        }
        guard !arguments.has("flagged") || !arguments.has("hull-distance") else {
            throw CommandError.usage("--flagged is about how much competes with a candidate and needs the known phases: --known FILE")
        }
        guard !arguments.has("allow-loss") || !arguments.has("hull-distance") else {
            throw CommandError.usage("--allow-loss is about known phases that a hull does without and needs some: --known FILE")
        }
        flagged = try arguments.choice("flagged", Flagged.self) ?? .apart
        self.arguments = arguments
    }

    /// Asks about the test rows, or about all where there is no split of that name; what could not be used for it is noted with the subject.
    ///
    /// - Throws: `CommandError` where the hull would do without too many known phases
    func ask(_ subject: inout ReportSubject) throws {
        let all = subject.predictions
        guard all.task == .regression else {
            throw CommandError.usage("\(subject.name): a hull needs predictions of formation energies, not of classes")
        }
        let table = all.splitNames.contains("test") ? all.rows(ofSplit: "test") : all
        let formulae = table.column("formula")
        let truth = table.targets.map { $0 ?? .nan }
        // Other programs' tables may name equivalent positions in another of the ways there are.
        let labels = (table.column("label") ?? []).map { (try? Protostructure(label: $0))?.label ?? $0 }
        let groupings = subject.groupColumns.map { Screening.Grouping(name: $0, values: table.column($0) ?? []) }
        let seen = table.column("seen_label")?.map { $0 == "1" } ?? []
        var question: DiscoveryQuestion
        switch source {
        case .known(let phases, let labelOfID, let materialOfID):
            guard let formulae else {
                throw CommandError.badData("\(subject.name): there is no column 'formula', without which no hull can be asked")
            }
            let compositions = try compositions(formulae, table, subject.name)
            // A structure of a candidate's material is as little known as the candidate.
            let names = table.haveVariants ? zip(table.column(MaterialRows.column) ?? [], table.ids).map { $0.isEmpty ? $1 : $0 } : table.ids
            let candidates = Dictionary(zip(names, compositions)) { first, _ in first }
            let loss = phases.loss { id, composition in candidates[materialOfID[id] ?? id]?.agrees(with: composition) == true }
            subject.losses += [try LossArgument.accepted(loss, arguments)].compactMap { $0 }
            let (known, left, borrowed) = Self.without(candidates, phases.entries, materialOfID)
            let words = "hull of \(counted(known.entries.count, "known phase")) of \(phases.path)" + (left.isEmpty ? "" : " without the \(left.count) that \(left.count == 1 ? "is a candidate" : "are candidates")")
                + (labelOfID.isEmpty ? "; they have no structures, so that a new prototype is new among candidates and to training alone" : "")
            let knownLabels = Set(labelOfID.filter { !left.contains($0.key) }.values)
            let isKnown = labels.enumerated().map { knownLabels.contains($1) || (seen.indices.contains($0) && seen[$0]) }
            let competition = try Competition(at: compositions, known: known)
            var screening = Screening(
                ids: table.ids, trueEnergies: truth, predictedEnergies: table.combined.prediction,
                hullEnergies: competition.hullEnergies, deviation: table.combined.total, labels: labels, isKnown: isKnown,
                groupings: groupings, hull: words)
            let flags = table.ids.indices.map {
                competition.flags($0, elements: compositions[$0].components.count, distance: screening.prediction[$0])
            }
            if flagged == .apart, flags.contains(where: { !$0.isEmpty }) { screening.isApart = flags.map { !$0.isEmpty } }
            question = DiscoveryQuestion(screening: screening, formulae: formulae)
            question.competition = competition
            question.flags = flags
            question.knownRows = phases.rows.count
            question.knownLost = loss?.rows.lost ?? 0
            question.knownThatAreCandidates = left.count
            question.knownWithBorrowedIDs = borrowed
            guard asksBySystem else { break }
            question.systems = try SystemRanking(
                ids: table.ids, compositions: compositions, truth: truth, prediction: table.combined.prediction, known: known)
            if question.systems == nil { say("\(subject.name): no candidate has three elements or more; --by-system has nothing to rank") }
        case .column(let name):
            let trueDistances = try distances(name, table, subject.name)
            let unknown = table.ids.indices.filter { trueDistances[$0].isNaN }.map { (id: table.ids[$0], reason: "\(name) is not known") }
            subject.losses += [InputLoss(.hullDistance, name: name, RowLoss(rows: table.count, faults: unknown))].compactMap { $0 }
            let screening = Screening(
                ids: table.ids, trueDistances: trueDistances, trueEnergies: truth,
                predictedEnergies: table.combined.prediction, deviation: table.combined.total, labels: labels, isKnown: seen,
                groupings: groupings, hull: "hull distances of the column \(name)")
            question = DiscoveryQuestion(screening: screening, formulae: formulae ?? table.ids.map { _ in "" })
        }
        let parts = table.committeeParts
        if !parts.isEmpty { question.screening.note(parts, beside: table.combined.prediction) }
        if !thresholds.isEmpty { question.thresholds = thresholds }
        question.mostStable = mostStable
        let kept = Set(["label", TrainedMaterials.unseenElements] + TrainedMaterials.Trait.allCases.map(\.column) + subject.groupColumns)
        question.details = table.columns.filter { kept.contains($0.name) }
        subject.discovery = question
    }

    /// A candidate is not known, or there would be nothing to find. Candidates among the known phases are told by their id and composition: a
    /// number that two tables have in common makes no one material of two.
    /// - Returns: the phases that take part, the ids of those that do not, and how many take part with the id of a candidate
    private static func without(
        _ candidates: [String: Composition], _ all: [PhaseDiagram.Entry], _ materialOfID: [String: String]
    ) -> (known: KnownPhases, left: Set<String>, borrowed: Int) {
        var left: Set<String> = []
        var borrowed = 0
        let entries = all.filter { entry in
            guard let candidate = candidates[materialOfID[entry.id] ?? entry.id] else { return true }
            guard candidate.agrees(with: entry.composition) else {
                borrowed += 1
                return true
            }
            left.insert(entry.id)
            return false
        }
        return (KnownPhases(entries), left, borrowed)
    }

    private func compositions(_ formulae: [String], _ table: PredictionTable, _ name: String) throws(CommandError) -> [Composition] {
        var compositions: [Composition] = []
        for (row, formula) in formulae.enumerated() {
            do { compositions.append(try Composition(formula)) } catch {
                throw .badData("\(name), material \(table.ids[row]): \(error)")
            }
        }
        return compositions
    }

    private func distances(_ column: String, _ table: PredictionTable, _ name: String) throws(CommandError) -> [Double] {
        guard let texts = table.column(column) else {
            throw .usage("--hull-distance is \(column); \(name) has the further columns \(table.columns.map(\.name).joined(separator: ", "))")
        }
        var values: [Double] = []
        for (row, text) in texts.enumerated() {
            let number = TableNumber(text)
            if let fault = number.fault { throw .badData("\(name), material \(table.ids[row]), column '\(column)': \(fault)") }
            values.append(number.value ?? .nan)
        }
        return values
    }
}
