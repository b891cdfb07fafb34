import Datasets
import Kernels
import Models

/// Small made-up tables for forests.
enum ForestFixture {
    /// Uniform numbers on a grid, so that values repeat where the grid is coarse.
    static func values(rows: Int, columns: Int, levels: Int, seed: UInt64 = 1) -> [[Float]] {
        let random = CounterRandom(seed: seed, member: 0, purpose: .trial)
        return (0..<rows).map { row in (0..<columns).map { Float(random.integer(below: levels, at: row * columns + $0)) } }
    }

    static func matrix(_ values: [[Float]]) -> Matrix {
        let matrix = Matrix(rows: values.count, columns: values[0].count)
        for (row, line) in values.enumerated() { for (column, value) in line.enumerated() { matrix[row, column] = value } }
        return matrix
    }

    /// Whole numbers, whose sums are exact.
    static func targets(_ rows: Int, levels: Int, seed: UInt64 = 2) -> [Float] {
        let random = CounterRandom(seed: seed, member: 0, purpose: .trial)
        return (0..<rows).map { Float(random.integer(below: levels, at: $0)) }
    }

    static func settings(share: Double = 1, _ change: (inout ForestSettings) -> Void = { _ in }) -> ForestSettings {
        var settings = ForestSettings()
        settings.featureShare = share
        settings.trees = 5
        change(&settings)
        return settings
    }

    static func forest(
        _ values: [[Float]], _ targets: ForestTargets, _ settings: ForestSettings, seed: UInt64 = 3, member: Int = 0
    ) throws -> Forest {
        let features = try BinnedFeatures(matrix(values), rows: Array(values.indices), bins: settings.bins)
        var grower = try TreeGrower(features, targets, settings, seed: seed, member: member)
        var classes = 0
        if case .classes(_, let count, _) = targets { classes = count }
        var forest = Forest(featureCount: features.featureCount, classCount: classes)
        for tree in 0..<settings.trees { forest.append(grower.grow(tree)) }
        return forest
    }

    /// One tree of all rows, each counted once.
    static func tree(_ values: [[Float]], _ targets: ForestTargets, _ settings: ForestSettings, weights: [UInt32]? = nil) throws -> Tree {
        let features = try BinnedFeatures(matrix(values), rows: Array(values.indices), bins: settings.bins)
        var grower = try TreeGrower(features, targets, settings, seed: 3, member: 0)
        return grower.grow(0, weights: weights ?? [UInt32](repeating: 1, count: values.count))
    }
}
