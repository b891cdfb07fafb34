import Discovery
import Materials
import Predictions

extension MetricTable {
    /// Candidates that the page shows; the file has all.
    static let candidatesShown = 50

    /// The candidates to calculate next: the lowest by prediction plus uncertainty. Those that are left apart come last.
    static func candidates(_ question: DiscoveryQuestion, prefix: String) -> MetricTable? {
        let screening = question.screening
        let criterion = question.ranking
        let ranked = screening.orderWithApartLast(criterion)
        let shown = ranked.filter { screening.isApart?[$0] != true }.prefix(candidatesShown)
        guard !ranked.isEmpty else { return nil }
        let labels = question.detail("label")
        let isKnown = screening.hasTruth
        let isKept = screening.isApart == nil && question.flags.contains { !$0.isEmpty }
        let words = ["Candidate", "Formula"] + (labels == nil ? [] : ["Prototype"])
        let votes = screening.opinions.isEmpty ? nil : screening.votes(threshold: question.threshold)
        let fates = question.competition == nil ? [] : ["Falls apart into, by shares of the atoms", "Competing phases"]
        return MetricTable(
            heading: "The candidates to calculate first",
            note: note(question, criterion, of: ranked.count),
            columns: words + ["ΔE pred ± σ (meV/atom)"] + (votes == nil ? [] : ["By each (meV/atom)", "Say stable"]) + (isKnown ? ["ΔE true (meV/atom)"] : []) + fates + (isKept ? ["Flags"] : []),
            rows: shown.map { row in
                [screening.ids[row], Composition.written(question.formulae[row])] + (labels.map { [prototype($0[row])] } ?? [])
                    + [milli(screening.prediction[row], screening.deviation[row])] + (votes.map { opinions(screening, row, $0) } ?? []) + (isKnown ? [milli(screening.truth[row])] : [])
                    + fate(question, row) + (isKept ? [question.flagText(row)] : [])
            },
            labels: words.count,
            words: ["By each (meV/atom)", "Falls apart into, by shares of the atoms", "Flags"], isSortable: true,
            data: CandidateFile(question, order: ranked).table(named: prefix + "candidates"))
    }

    /// How many candidates have which flag, and the lowest of them; nil where none has any.
    static func flags(_ metrics: DiscoveryMetrics, _ question: DiscoveryQuestion, prefix: String) -> MetricTable? {
        guard !metrics.flags.isEmpty else { return nil }
        let order = question.screening.order(question.ranking)
        func lowest(_ flag: CandidateFlag) -> String {
            order.lazy.filter { question.flags[$0].contains(CandidateFlags(flag)) }.prefix(5).map { row in
                "\(Composition.written(question.formulae[row])) \(milli(question.screening.prediction[row]))"
            }.joined(separator: ", ")
        }
        let flags = CandidateFlag.allCases.compactMap { flag in metrics.flags.first { $0.flag == flag.name }.map { (flag, $0) } }
        return MetricTable(
            heading: metrics.flaggedApart ? "Flagged, and left out of the list above" : "Flagged",
            note: "A candidate may have several flags. The lowest by \(question.ranking.words) with ΔE pred in meV/atom.",
            columns: ["Flag", "Why", "Lowest", "Candidates"],
            rows: flags.map { flag, count in
                [flag.name + (count.elements.isEmpty ? "" : " (\(count.elements.joined(separator: ", ")))"), flag.words, lowest(flag),
                    NumberText.count(count.candidates)]
            },
            labels: 3,
            data: DataTable(
                name: prefix + "candidate-flags", columns: ["flag", "candidates", "elements", "meaning"],
                rows: flags.map { [$0.name, "\($1.candidates)", $1.elements.joined(separator: " "), $0.words] }))
    }

    private static func note(_ question: DiscoveryQuestion, _ criterion: Screening.Criterion, of count: Int) -> String {
        let apart = question.screening.isApart?.count { $0 } ?? 0
        let left = apart == 0 ? "" : ", the \(NumberText.count(apart)) flagged ones at its end"
        let phases = question.competition == nil ? "" : " Competing phases: known ones that hold no other elements."
        let names = question.screening.opinions.map(\.name)
        let each = names.isEmpty
            ? "" : " By each: ΔE pred of \(names.joined(separator: " / ")); say stable: how many of these \(names.count) put it at \(question.limit) or below."
        return "Ascending in \(criterion.words); the file holds all candidates\(left).\(each)\(phases)"
    }

    private static func fate(_ question: DiscoveryQuestion, _ row: Int) -> [String] {
        guard let competition = question.competition, let composition = question.composition(row) else { return [] }
        return [
            competition.decomposition(row, isNamed: false), NumberText.count(competition.known.competing(in: composition.elements).count),
        ]
    }

    /// What each ensemble of a committee says, in their order, and how many of them call the candidate stable.
    private static func opinions(_ screening: Screening, _ row: Int, _ votes: [Int]) -> [String] {
        [screening.opinions.map { milli($0.prediction[row]) }.joined(separator: " / "), "\(votes[row])"]
    }

    /// "AB2_tP6_136_a_f" of a label.
    private static func prototype(_ label: String) -> String { String(label.prefix { $0 != ":" }) }

    /// "−345 ± 20"
    private static func milli(_ value: Double, _ deviation: Double = 0) -> String {
        guard value.isFinite else { return "–" }
        let text = NumberText.fixed(1000 * value, decimals: 0)
        return deviation > 0 ? text + " ± " + NumberText.fixed(1000 * deviation, decimals: 0) : text
    }
}

/// The content of `candidates.csv`: every candidate with all that is known of it, rows made as they are written.
struct CandidateFile: Sendable {
    /// Names of competing phases that a row has at most.
    static let phasesNamed = 20
    private static let seen = TrainedMaterials.Trait.allCases.map(\.column)

    private let question: DiscoveryQuestion
    /// Candidates with a prediction in the order of the file, then the others.
    private let rows: [Int]
    private let ranked: Int
    private let groups: [PredictionTable.Column]
    /// [n] how many ensembles of a committee call a candidate stable; empty of one ensemble.
    private let votes: [Int]

    init(_ question: DiscoveryQuestion, order: [Int]) {
        self.question = question
        rows = order + Set(question.screening.ids.indices).subtracting(order).sorted()
        ranked = order.count
        votes = question.screening.opinions.isEmpty ? [] : question.screening.votes(threshold: question.threshold)
        let own = Set(Self.columns + ["label", TrainedMaterials.unseenElements])
        groups = question.details.filter { !own.contains($0.name) }
    }

    private static let columns =
        [
            "material_id", "rank", "formula", "chemical_system", "prototype", "predicted_e_above_hull", "deviation", "e_above_hull_low",
            "e_above_hull_high", "true_e_above_hull", "is_unique_prototype", "flags", "decomposition_by_shares_of_atoms", "competing_phases",
            "competing_phase_names", "seen_elements", "unseen_elements",
        ] + seen

    func table(named name: String) -> DataTable {
        DataTable(name: name, columns: Self.columns + opinionColumns + groups.map(\.name), count: rows.count) { place in fields(place) }
    }

    private var opinionColumns: [String] {
        votes.isEmpty ? [] : ["say_stable"] + question.screening.opinions.flatMap { ["e_above_hull_by_\($0.name)", "deviation_by_\($0.name)"] }
    }

    private func opinions(_ row: Int) -> [String] {
        votes.isEmpty ? [] : ["\(votes[row])"] + question.screening.opinions.flatMap { [$0.prediction[row], $0.deviation[row]].map(Self.number) }
    }

    private func fields(_ place: Int) -> [String] {
        let row = rows[place]
        let screening = question.screening
        let (prediction, deviation) = (screening.prediction[row], screening.deviation[row])
        let composition = question.composition(row)
        let label = question.detail("label")?[row] ?? ""
        var fields = [screening.ids[row], place < ranked ? "\(place + 1)" : "", Composition.written(question.formulae[row])]
        fields += [composition.map { ChemicalSystem.name($0.elements) } ?? "", String(label.prefix { $0 != ":" })]
        fields += [prediction, deviation, prediction - deviation, prediction + deviation, screening.truth[row]].map(Self.number)
        fields += [screening.isUnique.map { $0[row] ? "1" : "0" } ?? "", question.flagText(row)]
        fields += competition(row, composition) + elements(row, composition)
        fields += Self.seen.map { question.detail($0)?[row] ?? "" }
        return fields + opinions(row) + groups.map { $0[row] }
    }

    private func competition(_ row: Int, _ composition: Composition?) -> [String] {
        guard let competition = question.competition, let composition else { return ["", "", ""] }
        let phases = competition.known.competing(in: composition.elements)
        let named = phases.prefix(Self.phasesNamed).map { competition.ground.names[$0] }
        let more = phases.count - named.count
        return [competition.decomposition(row), "\(phases.count)", (named + (more > 0 ? ["and \(more) more"] : [])).joined(separator: "; ")]
    }

    /// Elements that training has met and those that it has not, where that is known.
    private func elements(_ row: Int, _ composition: Composition?) -> [String] {
        guard let unseen = question.detail(TrainedMaterials.unseenElements)?[row], let composition else { return ["", ""] }
        let new = unseen.split(separator: " ").map(String.init)
        return [composition.elements.map(\.symbol).filter { !new.contains($0) }.sorted().joined(separator: " "), unseen]
    }

    private static func number(_ value: Double) -> String { value.isFinite ? TableText.field(value) : "" }
}
