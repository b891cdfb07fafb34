import Discovery
import Materials
import Predictions
import Prospecting

extension MetricTable {
    /// What each strategy has found, with its spread over seeds.
    static func found(_ report: LoopReport) -> MetricTable {
        let groups = report.groups.filter { $0.calculations > 0 }
        func spread(_ values: [Double]) -> String {
            guard let spread = Spread(values) else { return "–" }
            return NumberText.fixed(spread.mean, decimals: spread.deviation == nil ? 0 : 1)
                + (spread.deviation.map { " ± \(NumberText.fixed($0, decimals: 1))" } ?? "")
        }
        func regret(_ group: LoopReport.Group) -> [Double] {
            group.curves[.final, default: []].compactMap { $0.regret(after: group.calculations).map(Double.init) }
        }
        func chance(_ group: LoopReport.Group) -> Double? { group.curves[.final]?.first?.byChance(after: group.calculations) }
        let whole = report.total(.final).map { " of \(NumberText.count($0))" } ?? ""
        let columns = [
            "strategy", "seeds", "calculations", "found_final", "found_final_deviation", "by_chance", "found_start",
            "found_start_deviation", "regret", "failed",
        ]
        return MetricTable(
            note:
                "Stable: on or below the hull of all that is known in the end, and of that of the start. Mean and standard deviation over seeds.",
            columns: ["Strategy", "Seeds", "Calculations", "Found\(whole)", "By chance", "Below the start's hull", "Regret", "Failed"],
            rows: groups.map { group in
                let count = group.calculations
                return [
                    group.title, "\(group.histories.count)", NumberText.count(count), spread(group.found(.final, after: count)),
                    chance(group).map { NumberText.short($0) } ?? "–", spread(group.found(.start, after: count)), spread(regret(group)),
                    NumberText.count(LoopReport.calculations(group).count { $0.answer.energy == nil }),
                ]
            }, labels: 1,
            data: DataTable(
                name: "found", columns: columns,
                rows: groups.map { group in
                    let count = group.calculations
                    let (final, start) = (Spread(group.found(.final, after: count)), Spread(group.found(.start, after: count)))
                    let numbers = [
                        final?.mean, final?.deviation, chance(group), start?.mean, start?.deviation, Spread(regret(group))?.mean,
                    ]
                    return [group.title, "\(group.histories.count)", "\(count)"] + numbers.map { $0.map(TableText.field) ?? "" }
                        + ["\(LoopReport.calculations(group).count { $0.answer.energy == nil })"]
                }))
    }

    /// The stable materials that were found, by how many paths, and what was predicted of them.
    static func discoveries(_ report: LoopReport) -> MetricTable {
        var found: [String: (first: LoopStudy.Calculation, round: Int, paths: Int)] = [:]
        for history in report.groups.flatMap(\.histories) {
            for round in history.rounds {
                for calculation in round.calculations where calculation.answer.energy != nil {
                    let id = calculation.candidate.id
                    guard report.stable[.final]?[id] != nil else { continue }
                    let earlier = found[id]
                    let isFirst = earlier.map { round.number < $0.round } ?? true
                    found[id] = (
                        isFirst ? calculation : earlier?.first ?? calculation, min(earlier?.round ?? .max, round.number),
                        (earlier?.paths ?? 0) + 1
                    )
                }
            }
        }
        let start = report.stable[.start, default: [:]]
        let rows = found.sorted { (start[$0.key] ?? 0, $0.key) < (start[$1.key] ?? 0, $1.key) }
        let paths = report.groups.reduce(0) { $0 + $1.histories.count }
        func fields(_ id: String, _ entry: (first: LoopStudy.Calculation, round: Int, paths: Int)) -> [Double?] {
            let candidate = entry.first.candidate
            return [start[id], entry.first.answer.energy, candidate.prediction, candidate.total]
        }
        return MetricTable(
            heading: "What was found",
            note:
                "Stable materials by the final hull, the deepest below the start's hull first, at most 50 here. Predictions of the first round that asked. "
                + (paths > 1 ? "Paths: how many of the \(paths) have found it." : ""),
            columns: ["Material", "Formula", "Below the start's hull (eV/atom)", "Energy (eV/atom)", "Predicted", "σ", "Round", "Paths"],
            rows: rows.prefix(50).map { id, entry in
                [id, entry.first.candidate.formula] + fields(id, entry).map { $0.map { NumberText.short($0) } ?? "–" } + [
                    "\(entry.round)", "\(entry.paths)",
                ]
            }, labels: 2, isSortable: true,
            data: DataTable(
                name: "found-materials",
                columns: ["candidate_id", "formula", "label", "below_start_hull", "energy", "prediction", "total", "round", "paths"],
                rows: rows.map { id, entry in
                    [id, entry.first.candidate.formula, entry.first.candidate.label]
                        + fields(id, entry).map { $0.map(TableText.field) ?? "" }
                        + ["\(entry.round)", "\(entry.paths)"]
                }))
    }

    /// Every round of every path.
    static func rounds(_ report: LoopReport) -> MetricTable {
        let columns: [(String, String, (LoopStudy.Round) -> Double?)] = [
            ("Training materials", "training_materials", { $0.train.map { Double($0.trainingMaterials) } }),
            ("Candidates", "candidates_left", { Double($0.choice.pool) }),
            ("Predicted stable", "predicted_stable", { Double($0.choice.stable) }),
            ("Answered", "answered", { Double($0.add.answered) }), ("Failed", "failed", { Double($0.add.failed) }),
            ("On or below the hull", "stable", { Double($0.add.stable) }),
            ("Phases on the hull", "hull_phases", { Double($0.choice.hullPhases) }),
            ("Test MAE", "test_mae", { $0.train?.test?.mae }), ("MAE of the chosen", "chosen_mae", { $0.add.errors?.mae }),
            ("MAE of the candidates", "pool_mae", { $0.choice.errors?.mae }),
            ("Within 90 %, chosen", "chosen_within_90", { $0.add.errors?.within90 }),
            ("Within 90 %, candidates", "pool_within_90", { $0.choice.errors?.within90 }),
        ]
        let shown = columns.filter { column in
            report.groups.contains { $0.histories.contains { $0.rounds.contains { column.2($0) != nil } } }
        }
        func text(_ value: Double?) -> String {
            value.map { $0 == $0.rounded() && abs($0) >= 1 || $0 == 0 ? NumberText.count(Int($0)) : NumberText.short($0) } ?? "–"
        }
        let histories = report.groups.flatMap { group in group.histories.map { (group.title, $0) } }
        // Of many paths, the page has the first seed's; the table has them all.
        let onPage = report.groups.flatMap { group in group.histories.prefix(1).map { (group.title, $0) } }
        return MetricTable(
            heading: "Rounds", note: "Of each strategy the first seed; the table has all seeds. Errors in eV/atom.",
            columns: ["Strategy", "Round"] + shown.map(\.0),
            rows: onPage.flatMap { title, history in
                history.rounds.map { round in [title, "\(round.number)"] + shown.map { text($0.2(round)) } }
            },
            labels: 1,
            data: DataTable(
                name: "rounds", columns: ["strategy", "seed", "round"] + columns.map(\.1),
                rows: histories.flatMap { title, history in
                    history.rounds.map { round in
                        [title, "\(history.path.seed)", "\(round.number)"] + columns.map { $0.2(round).map(TableText.field) ?? "" }
                    }
                }))
    }
}
