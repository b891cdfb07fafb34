import Commands
import Datasets
import Descriptors
import Foundation
import HDF5
import Kernels
import Materials

/// The materials of a data set that are nearest to some, with their values.
enum NearestMaterials {
    struct Found {
        let row: Int
        let distance: Float
    }

    static func show(_ distance: Distance, _ path: String, _ arguments: Arguments) throws {
        let count = try arguments.integer("count") ?? 10
        let out = arguments.text("out")
        if let out { try arguments.checkOutput([out], reading: [path] + arguments.all("to")) }
        let dataset = try Dataset(path: path)
        let targets = arguments.has("target") ? arguments.all("target") : dataset.targetNames
        let values = try targets.map { try TargetTexts($0, of: dataset) }
        let queries = try arguments.all("to").flatMap { try QueriedMaterial.all($0, in: dataset) }
        let fitted = try FittedDistance(distance, dataset, rows: Array(0..<dataset.count))
        let (found, unknown) = try nearest(count, to: queries, fitted, dataset)
        var table = TableText.line(["query", "rank", "material_id", "formula", "distance"] + targets)
        for (query, list) in zip(queries, found) {
            var rows = TextTable(
                header: ["id", "formula", "distance"] + values.map(\.title),
                alignment: [.left, .left] + Array(repeating: .right, count: 1 + targets.count))
            if let row = query.row { rows.add([dataset.id(row), Composition.written(dataset.formula(row)), "itself"] + values.map { $0.shown(row) }) }
            for (place, material) in list.enumerated() {
                let formula = Composition.written(dataset.formula(material.row))
                rows.add([dataset.id(material.row), formula, String(format: "%.4g", material.distance)] + values.map { $0.shown(material.row) })
                table += TableText.line(
                    [query.name, "\(place + 1)", dataset.id(material.row), formula, TableText.field(Double(material.distance))]
                        + values.map { $0.field(material.row) })
            }
            print("nearest to \(query.name) (\(query.composition.writtenFormula)) by \(distance):")
            print(rows.text)
        }
        if unknown > 0 {
            let have = unknown == 1 ? "has" : "have"
            say("\(counted(unknown, "material")) of \(path) \(have) no distance: features are missing, or elements in a table; left out")
        }
        if let out {
            try AtomicFile.write(table, to: out)
            print("wrote \(out): the \(count) nearest to \(counted(queries.count, "material"))")
        }
    }

    /// Of each query the nearest first, of equally near ones the first of the data set. A block of the data set is in memory at a time.
    static func nearest(
        _ count: Int, to queries: [QueriedMaterial], _ fitted: FittedDistance, _ dataset: Dataset
    ) throws -> (found: [[Found]], unknown: Int) {
        let points = try queries.map { query in
            let points = try query.encoded(by: fitted, in: dataset)
            guard points.isKnown[0] else {
                throw CommandError.badData(
                    "\(query.name): the distance \(fitted.distance) has no numbers of it: a feature does not exist, or an element is in no table")
            }
            return points
        }
        var found = [[Found]](repeating: [], count: queries.count)
        var unknown = 0
        for first in stride(from: 0, to: dataset.count, by: DistanceBlocks.rows) {
            let rows = first..<min(first + DistanceBlocks.rows, dataset.count)
            let block = try fitted.encode(dataset, rows: Array(rows))
            unknown += block.isKnown.count { !$0 }
            let out = Matrix(rows: 1, columns: rows.count)
            for (place, query) in queries.enumerated() {
                fitted.distances(points[place], 0..<1, block, 0..<rows.count, into: out)
                for row in rows where row != query.row && !out[0, row - first].isNaN {
                    found[place].append(Found(row: row, distance: out[0, row - first]))
                }
                found[place].sort { ($0.distance, $0.row) < ($1.distance, $1.row) }
                found[place].removeLast(max(0, found[place].count - count))
            }
        }
        return (found, unknown)
    }
}

/// The values of a target as texts.
struct TargetTexts {
    let title: String
    private let values: [Double]
    private let classes: [String]?

    init(_ name: String, of dataset: Dataset) throws {
        values = try dataset.decimals(ofTarget: name)
        classes = dataset.classes(ofTarget: name)?.names
        let unit = dataset.unit(ofTarget: name)
        title = unit.isEmpty ? name : "\(name) (\(unit))"
    }

    /// As a table for people has it.
    func shown(_ row: Int) -> String {
        guard !values[row].isNaN else { return "–" }
        return classes.map { $0[Int(values[row])] } ?? String(format: "%.4g", values[row])
    }

    /// As a file has it; empty where it is not known.
    func field(_ row: Int) -> String {
        guard !values[row].isNaN else { return "" }
        return classes.map { $0[Int(values[row])] } ?? TableText.field(values[row])
    }
}
