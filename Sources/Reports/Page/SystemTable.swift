import Discovery
import Materials

extension MetricTable {
    /// A line for each chemical system, the largest first; nil where systems are not asked about.
    static func systems(_ metrics: DiscoveryMetrics, prefix: String) -> MetricTable? {
        guard !metrics.systems.isEmpty else { return nil }
        let most = ScreeningSubset.largestGroupCount
        let left = metrics.systems.count - 1 - most
        let few = metrics.systems.contains { $0.candidates < 25 } ? " Of fewer than 25 candidates the first fifth is a handful, and its enrichment a matter of chance." : ""
        let milli = EarlyDiscovery.distances.map { "\(Int((1000 * $0).rounded()))" }
        return MetricTable(
            heading: "Chemical systems, each ranked by itself",
            note: """
                Targets lie within \(milli.joined(separator: ", ")) meV/atom of the hull of the known phases and all candidates with their true \
                energies; the order is that of the predicted distance to the same hull of predicted energies. Enrichment: targets among the \
                first fifth of the calculations over what chance would find there. Calculations: until half, and all, of the targets within \
                \(milli[1]) meV/atom are found.\(few)\(left > 0 ? " The \(most) largest; \(NumberText.count(left)) more are in the file." : "")
                """,
            columns: ["System", "Candidates", "Targets", "Enrichment", "For half", "For all"],
            rows: metrics.systems.prefix(most + 1).map { system in
                [
                    system.system, NumberText.count(system.candidates), system.found.map { NumberText.count($0.targets) }.joined(separator: " / "),
                    system.found.map { $0.enrichment.map { NumberText.short($0, digits: 2) } ?? "–" }.joined(separator: " / "),
                ] + [system.found[1].calculationsForHalf, system.found[1].calculationsForAll].map { $0.map(NumberText.count) ?? "–" }
            },
            labels: 1,
            data: DataTable(
                name: prefix + "chemical-systems",
                columns: ["system", "candidates"]
                    + milli.flatMap {
                        ["targets_\($0)_meV", "enrichment_\($0)_meV", "calculations_for_half_\($0)_meV", "calculations_for_all_\($0)_meV"]
                    },
                rows: metrics.systems.map { system in
                    [system.system, "\(system.candidates)"]
                        + system.found.flatMap { found in
                            ["\(found.targets)", found.enrichment.map(TableText.field) ?? ""]
                                + [found.calculationsForHalf, found.calculationsForAll].map { $0.map { "\($0)" } ?? "" }
                        }
                }))
    }
}
