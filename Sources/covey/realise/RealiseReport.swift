import Commands
import Foundation
import HDF5
import Materials
import Prospecting

/// The tables of a hand-off, and what `covey realise` says at the end.
struct RealiseReport {
    let input: RealiseInput
    let outcomes: [RealiseOutcome]
    let handOff: HandOff
    /// Whether candidates are known materials whose own volumes are to be compared.
    let hasOwn: Bool
    let ranks: Int
    let seconds: Double

    /// `index.csv` and, where candidates were left out, `failed.csv`.
    func write() throws {
        let own = hasOwn ? ["own_volume_per_atom"] : []
        var index = TableText.line(HandOff.columns + own + input.header)
        var failed = TableText.line(["candidate_id", "label", "reason", "detail"])
        for outcome in outcomes {
            let row = input.rows[outcome.number]
            if let failure = outcome.failure {
                failed += TableText.line([row.id, row.label, failure, outcome.detail])
            } else {
                let volume = hasOwn ? [outcome.ownVolume.map { $0.fixed(4) } ?? ""] : []
                index += TableText.line(outcome.fields + volume + row.fields)
            }
        }
        if outcomes.contains(where: { $0.failure != nil }) { try AtomicFile.write(failed, to: "\(handOff.directory)/\(HandOff.failedName)") }
        try AtomicFile.write(index, to: "\(handOff.directory)/\(HandOff.indexName)")
    }

    var text: String {
        let realised = outcomes.filter { $0.failure == nil }
        var table = TextTable(header: ["candidates", "count", "share"], alignment: [.left, .right, .right])
        func add(_ name: String, _ count: Int) {
            table.add([name, "\(count)", String(format: "%.1f %%", 100 * Double(count) / Double(max(outcomes.count, 1)))])
        }
        for way in Realisation.Way.allCases { add(Self.words(for: way), realised.count { $0.way == way.rawValue }) }
        let failures = Dictionary(grouping: outcomes.compactMap(\.failure)) { $0 }.mapValues(\.count)
        for (reason, count) in failures.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) { add("left out: \(reason)", count) }
        var lines = [table.text]
        if !realised.isEmpty {
            let ratios = realised.map(\.ratio).sorted()
            let shares = [0, 0.05, 0.25, 0.5, 0.75, 0.95].map { String(format: "%.2f", Self.quantile(ratios, $0)) }
            lines.append("shortest distance over sum of radii, at 0, 5, 25, 50, 75 and 95 %: \(shares.joined(separator: ", "))")
        }
        if hasOwn {
            for way in Realisation.Way.allCases {
                let errors = realised.compactMap { outcome -> Double? in
                    guard outcome.way == way.rawValue, let own = outcome.ownVolume else { return nil }
                    return abs(outcome.volume / own - 1)
                }.sorted()
                guard !errors.isEmpty else { continue }
                let median = String(format: "%.1f", 100 * Self.quantile(errors, 0.5))
                lines.append("volume against the material's own, \(Self.words(for: way)): median error \(median) %")
            }
        }
        let rate = Double(outcomes.count) / max(seconds, 1e-3) / Double(ranks)
        lines.append(
            "wrote \(handOff.directory): \(counted(realised.count, "structure")) of \(counted(outcomes.count, "candidate")), in \(Progress.duration(seconds)) "
                + "(\(Int(rate)) a second on each rank)")
        if realised.count < outcomes.count {
            lines.append("\(handOff.directory)/\(HandOff.failedName) says why \(outcomes.count - realised.count) were left out")
        }
        return lines.joined(separator: "\n")
    }

    private static func words(for way: Realisation.Way) -> String {
        switch way {
        case .parent: "from their parents"
        case .prototype: "from a structure of the prototype"
        case .drawn: "drawn"
        }
    }

    private static func quantile(_ sorted: [Double], _ share: Double) -> Double { sorted[Int((share * Double(sorted.count - 1)).rounded())] }
}
