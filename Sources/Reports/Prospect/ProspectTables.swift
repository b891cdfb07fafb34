import Materials
import Prospecting

extension ProspectReport {
    /// The content of `funnel.csv`.
    var funnelTable: DataTable {
        DataTable(name: "funnel", columns: ["step", "candidates"], rows: steps.map { [$0.name, "\($0.count)"] })
    }

    /// The content of `candidates.csv`; rows are made as they are written.
    var candidateTable: DataTable {
        let (rows, source) = (candidates, source)
        let seen = rows.first?.seen.map(\.name) ?? []
        let columns =
            [
                "rank", "candidate_id", "formula", "label", "source", "parent", "rule", "probability", "prediction", "epistemic", "aleatoric", "total",
                "hull_energy", "e_above_hull_pred", "e_above_hull_pred_plus_sigma", "score", "decomposition_by_shares_of_atoms", "competing_phases",
                "flags", "known_of_prototype",
            ] + seen
        return DataTable(name: "candidates", columns: columns, count: rows.count) { place in
            let (row, ranked) = (rows[place], rows[place].ranked)
            let candidate = row.candidate
            var fields = ["\(place + 1)", candidate.id, candidate.composition.reducedFormula, row.label, source, candidate.parent, candidate.rule]
            fields.append(candidate.probability.map { TableText.field($0) } ?? "")
            let energies = [
                ranked.prediction, ranked.epistemic, ranked.aleatoric, ranked.total, ranked.hullEnergy, ranked.distance, ranked.distance + ranked.total,
                ranked.score,
            ]
            fields += energies.map { TableText.field($0) }
            fields += [row.decomposition, "\(row.competing)", row.flags, row.ofPrototype.map(String.init) ?? ""]
            return fields + row.seen.map(\.value)
        }
    }
}

extension MetricTable {
    /// The candidates to compute first, as the page shows them.
    static func prospects(_ report: ProspectReport) -> MetricTable? {
        let shown = report.candidates.prefix(candidatesShown)
        guard let first = shown.first else { return nil }
        let hasLabels = !first.label.isEmpty
        let hasParents = shown.contains { !$0.candidate.parent.isEmpty }
        let words = ["Candidate", "Formula"] + (hasLabels ? ["Prototype"] : []) + (hasParents ? ["From", "By"] : [])
        return MetricTable(
            heading: "The candidates to compute first",
            note: "Ascending in ΔE pred + \(report.deviations).",
            columns: words + ["ΔE pred ± σ (meV/atom)", "Falls apart into, by shares of the atoms", "Competing phases"]
                + (hasLabels ? ["Known of its prototype"] : []),
            rows: shown.map { row in
                [row.candidate.id, row.writtenFormula] + (hasLabels ? [row.prototype] : [])
                    + (hasParents ? [row.candidate.parent, row.candidate.rule] : [])
                    + [NumberText.fixed(1000 * row.distance, decimals: 0) + " ± " + NumberText.fixed(1000 * row.ranked.total, decimals: 0)]
                    + [row.decomposition, NumberText.count(row.competing)] + (hasLabels ? [row.ofPrototype.map(NumberText.count) ?? ""] : [])
            },
            labels: words.count, words: ["Falls apart into, by shares of the atoms"], isSortable: true,
            data: DataTable(
                name: "first-candidates", columns: report.candidateTable.columns,
                rows: (0..<shown.count).map { report.candidateTable.row($0) }))
    }

    /// How far the kept candidates are from what is known.
    static func novelty(_ report: ProspectReport) -> MetricTable? {
        let rows = report.candidates
        guard let first = rows.first else { return nil }
        var lines: [(String, [ProspectRow])] = [("all that were kept", rows)]
        if first.ofPrototype != nil {
            lines.append(("of a prototype with known materials", rows.filter { ($0.ofPrototype ?? 0) > 0 }))
            lines.append(("of a prototype that is new", rows.filter { $0.ofPrototype == 0 }))
        }
        func seen(_ name: String, _ value: String) -> [ProspectRow] { rows.filter { row in row.seen.contains { $0 == (name, value) } } }
        if first.seen.contains(where: { $0.name == "seen_composition" }) {
            lines.append(("whose composition training has met", seen("seen_composition", "1")))
        }
        if first.seen.contains(where: { $0.name == "unseen_elements" }) {
            let strange = rows.filter { row in row.seen.contains { $0.name == "unseen_elements" && !$0.value.isEmpty } }
            lines.append(("with an element that training has not met", strange))
        }
        lines.append(("in a system without a known compound", rows.filter { $0.flags.contains("empty-system") }))
        let texts = lines.map { name, rows in
            [name, "\(rows.count)", "\(rows.count { $0.distance <= 0 })", "\(rows.count { $0.ranked.score <= 0 })"]
        }
        return MetricTable(
            heading: "How far they are from what is known",
            note: "What is unlike all that was trained on is predicted worse than σ says.",
            columns: ["Candidates", "Kept", "ΔE pred ≤ 0", "ΔE pred + \(report.deviations) ≤ 0"], rows: texts, labels: 1,
            data: DataTable(name: "novelty", columns: ["candidates", "kept", "stable", "stable_with_deviation"], rows: texts))
    }

    private static let systemsShown = 20

    /// Chemical systems with the most candidates that are predicted to be stable.
    static func systems(_ report: ProspectReport) -> MetricTable? {
        let groups = Dictionary(grouping: report.candidates.filter { $0.distance <= 0 }) { $0.system }
        guard groups.count > 1 else { return nil }
        let sorted = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        func line(_ group: (key: String, value: [ProspectRow])) -> [String] {
            [group.key, "\(group.value.count)", group.value[0].writtenFormula, NumberText.fixed(1000 * group.value[0].distance, decimals: 0)]
        }
        return MetricTable(
            heading: "Chemical systems with the most of them",
            note: "Candidates with ΔE pred ≤ 0 among those that were kept, and the best of each system.",
            columns: ["System", "Candidates", "The best", "ΔE pred (meV/atom)"], rows: sorted.prefix(systemsShown).map(line), labels: 1,
            words: ["The best"], isSortable: true,
            data: DataTable(
                name: "systems", columns: ["system", "candidates", "best", "e_above_hull_pred"],
                rows: sorted.map { system, rows in
                    [system, "\(rows.count)", rows[0].candidate.composition.reducedFormula, TableText.field(rows[0].distance)]
                }))
    }
}
