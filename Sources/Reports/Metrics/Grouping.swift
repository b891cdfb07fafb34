import Datasets
import Discovery
import Materials
import Predictions

/// A way to sort materials into groups whose errors are shown apart.
struct Grouping: Equatable {
    /// "number of elements", "crystal system", or a column's name.
    let name: String
    /// Of each row; nil where it has none.
    let labels: [String?]

    /// The groupings that the columns of a table allow, and the columns asked for.
    /// - Parameter relaxedLabels: the column of labels that materials have once they are relaxed: some lose the symmetry that was predicted from
    static func all(of table: PredictionTable, columns: [String], relaxedLabels: String?) -> [Grouping] {
        var groupings: [Grouping] = []
        if let formulae = table.column("formula") {
            groupings.append(Grouping(name: "number of elements", labels: formulae.map { try? "\(Composition($0).components.count)" }))
        }
        if let labels = table.column("label") {
            groupings.append(Grouping(name: "crystal system", labels: labels.map(crystalSystem)))
        }
        if let before = table.column("label"), let after = relaxedLabels.flatMap(table.column) {
            // In the one form that each has: other programs may name equivalent positions otherwise. What is no label says nothing.
            let labels = zip(before, after).map { before, after -> String? in
                if before == after { return before.isEmpty ? nil : "unchanged" }
                guard let before = try? Protostructure(label: before), let after = try? Protostructure(label: after) else { return nil }
                return before.label == after.label ? "unchanged" : "changed"
            }
            groupings.append(Grouping(name: "symmetry on relaxing", labels: labels))
        }
        for name in columns {
            guard let values = table.column(name) else { continue }
            groupings.append(Grouping(name: name, labels: values.map(GroupLabel.of)))
        }
        return groupings
    }

    /// The groups that occur, in order: crystal systems from low symmetry to high, numbers by size, other texts by their letters.
    var groups: [(label: String, rows: [Int])] {
        var rows: [String: [Int]] = [:]
        for (row, label) in labels.enumerated() { if let label { rows[label, default: []].append(row) } }
        let systems = Self.systems.map(\.name)
        func place(_ label: String) -> (Double, String) {
            (systems.firstIndex(of: label).map(Double.init) ?? Double(label) ?? .infinity, label)
        }
        return rows.sorted { place($0.key) < place($1.key) }.map { ($0.key, $0.value) }
    }

    /// Of a protostructure label, whose third part is the space group.
    private static func crystalSystem(_ label: String) -> String? {
        let parts = label.split(separator: "_", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count > 2, let number = Int(parts[2]), number >= 1 else { return nil }
        return systems.first { number <= $0.last }?.name
    }

    /// The last space group of each system.
    private static let systems: [(name: String, last: Int)] = [
        ("triclinic", 2), ("monoclinic", 15), ("orthorhombic", 74), ("tetragonal", 142), ("trigonal", 167), ("hexagonal", 194), ("cubic", 230),
    ]
}

/// The metrics of each group of one grouping.
struct GroupMetrics: Encodable, Equatable {
    var grouping: String
    /// `split` is the group's label. At most `ScreeningSubset.largestGroupCount`, the largest.
    var groups: [SplitMetrics]
    /// Smaller groups beyond these, and how many materials they hold.
    var groupsLeftOut: Int
    var rowsLeftOut: Int
}

extension GroupMetrics {
    /// - Parameter table: the rows of one split; those without a target are left out
    static func all(_ table: PredictionTable, columns: [String], relaxedLabels: String? = nil) -> [GroupMetrics] {
        let known = table.rowsWithTarget
        return Grouping.all(of: known, columns: columns, relaxedLabels: relaxedLabels).compactMap { grouping in
            let all = grouping.groups
            guard all.count > 1 else { return nil }
            // Equally large ones stay in their order.
            let bySize = all.indices.sorted { (-all[$0].rows.count, $0) < (-all[$1].rows.count, $1) }
            let largest = bySize.prefix(ScreeningSubset.largestGroupCount).sorted().map { all[$0] }
            return GroupMetrics(
                grouping: grouping.name, groups: largest.map { SplitMetrics(split: $0.label, table: known.selecting($0.rows)) },
                groupsLeftOut: all.count - largest.count,
                rowsLeftOut: all.reduce(0) { $0 + $1.rows.count } - largest.reduce(0) { $0 + $1.rows.count })
        }
    }
}
