import Commands
import Foundation
import Kernels
import Models
import Training

/// A forest for each fold and seed that standard input asks for: its error on the fold, and the core-seconds that it took.
///
/// `Jobs/reference/forest.py` writes the numbers and takes turns with it.
enum GrowForest: BenchmarkCase {
    static let name = "grow-forest"
    static let abstract = "random forests on given features, a line \"FOLD SEED\" of standard input each"
    static let usage = "FOLDER --rows N [options]"
    static let options: [Option] = [
        .text("rows", "N", "of the files features (32-bit floats, row after row), targets (32-bit floats) and folds (32-bit integers)"),
        .text("share", "X", "of the features that a cut tries (0.25)"),
        .text("trees", "N", "of each forest (200)"),
        .text("cuts", "best|drawn", "drawn ones are those of extremely randomised trees (best)"),
    ]

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let folder = arguments.positional.first else {
            throw CommandError.usage("expected one folder, found \(arguments.positional.count) words")
        }
        guard let rows = try arguments.integer("rows", in: 1...100_000_000) else { throw CommandError.usage("--rows is missing") }
        let features: [Float] = try numbers("\(folder)/features", or: 0)
        let targets: [Float] = try numbers("\(folder)/targets", or: 0)
        let folds: [Int32] = try numbers("\(folder)/folds", or: 0)
        guard features.count >= rows, features.count % rows == 0, targets.count == rows, folds.count == rows else {
            throw CommandError.usage(
                "\(features.count) features, \(targets.count) targets and \(folds.count) folds are not those of \(rows) rows")
        }
        let matrix = Matrix(rows: rows, columns: features.count / rows)
        for row in 0..<rows { for column in 0..<matrix.columns { matrix[row, column] = features[row * matrix.columns + column] } }
        var settings = ForestSettings()
        settings.trees = try arguments.integer("trees", in: 1...100_000) ?? settings.trees
        settings.featureShare = try arguments.number("share") ?? settings.featureShare
        let rule = try arguments.choice("cuts", CutRule.self) ?? .best
        while let line = readLine() {
            let words = line.split(separator: " ").compactMap { Int($0) }
            guard words.count == 2 else { throw CommandError.usage("expected \"FOLD SEED\", found \"\(line)\"") }
            try Machine.write(grow(matrix, targets, testing: folds.map { Int($0) == words[0] }, settings, rule, seed: UInt64(words[1])))
        }
    }

    private struct Line: Encodable {
        let error: Double
        let fit: Double
        let predict: Double
        let processor: String
    }

    private static func grow(
        _ matrix: Matrix, _ targets: [Float], testing: [Bool], _ settings: ForestSettings, _ rule: CutRule, seed: UInt64
    ) throws -> Line {
        let training = testing.indices.filter { !testing[$0] }
        let test = testing.indices.filter { testing[$0] }
        let rows = Matrix(rows: test.count, columns: matrix.columns)
        for (place, row) in test.enumerated() { rows.rows(place..<place + 1).copy(from: matrix.rows(row..<row + 1)) }
        let growing = Clock()
        let features = try BinnedFeatures(matrix, rows: training, bins: settings.bins)
        var grower = try TreeGrower(features, .values(training.map { targets[$0] }), settings, rule: rule, seed: seed, member: 0)
        var forest = Forest(featureCount: matrix.columns)
        for tree in 0..<settings.trees { forest.append(grower.grow(tree)) }
        let fit = growing.elapsed.cpuSeconds
        let predicting = Clock()
        let means = try forest.means(of: rows).mean
        let predict = predicting.elapsed.cpuSeconds
        let error = zip(means, test).reduce(0.0) { $0 + Double(abs($1.0 - targets[$1.1])) } / Double(max(test.count, 1))
        return Line(error: error, fit: fit, predict: predict, processor: Machine.processor)
    }

    private static func numbers<Number>(_ path: String, or zero: Number) throws -> [Number] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        var values = [Number](repeating: zero, count: data.count / MemoryLayout<Number>.stride)
        _ = values.withUnsafeMutableBytes { data.copyBytes(to: $0) }
        return values
    }
}
