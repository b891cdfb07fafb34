import Commands
import Foundation
import Kernels
import Models

/// A training step phase by phase: time, work of its matrix products, and how near their rate comes to the best one of this core.
struct PhaseTable {
    private let account: PhaseAccount
    private let materials: Int
    private let rate: BestRate

    /// - Parameters:
    ///   - materials: that were trained on while the account was kept
    ///   - rate: measured meanwhile
    init(_ account: PhaseAccount, materials: Int, rate: BestRate) {
        self.account = account
        self.materials = materials
        self.rate = rate
    }

    func show() {
        let (least, best, most) = rate.quartiles
        let total = account.entries.reduce(0) { $0 + $1.seconds }
        var table = TextTable(
            header: ["phase", "pass", "µs/material", "share", "products, MFLOP", "GFLOP/s", "of best"],
            alignment: [.left, .left, .right, .right, .right, .right, .right])
        for phase in PhaseAccount.Phase.allCases {
            for pass in PhaseAccount.Pass.allCases {
                let entry = account[phase, pass]
                guard entry.seconds > 0 else { continue }
                table.add([name(phase), pass.rawValue] + numbers(entry, of: total, best: best))
            }
        }
        let work = account.entries.reduce(0) { $0 + $1.operations }
        table.add(["whole step", ""] + numbers(PhaseAccount.Entry(seconds: total, operations: work), of: total, best: best))
        say(table.text)
        say(
            String(
                format: "  best rate: %.0f GFLOP/s between the repetitions (quartiles %.0f and %.0f), products of two %d × %d matrices; at "
                    + "that rate the step's products take %.0f %% of its time",
                best / 1e9, least / 1e9, most / 1e9, BestRate.size, BestRate.size, 100 * work / best / total))
    }

    private func numbers(_ entry: PhaseAccount.Entry, of total: Double, best: Double) -> [String] {
        let time = [
            String(format: "%.2f", entry.seconds / Double(materials) * 1e6), String(format: "%.1f %%", 100 * entry.seconds / total),
        ]
        guard entry.operations > 0 else { return time + ["", "", ""] }
        let rate = entry.operations / entry.seconds
        return time + [
            String(format: "%.2f", entry.operations / Double(materials) / 1e6), String(format: "%.0f", rate / 1e9),
            String(format: "%.0f %%", 100 * rate / best),
        ]
    }

    private func name(_ phase: PhaseAccount.Phase) -> String {
        switch phase {
        case .batching: "batching"
        case .embedding: "embedding"
        case .firstLayers: "first layers"
        case .pairs: "pairs"
        case .secondLayers: "second layers"
        case .pooling: "pooling"
        case .networks: "output networks"
        case .optimiser: "optimiser"
        case .rest: "rest"
        }
    }
}
