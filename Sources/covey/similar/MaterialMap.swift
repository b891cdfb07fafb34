import Commands
import Datasets
import Descriptors
import Foundation
import Materials
import Reports

/// Materials on a plane: along the two directions in which what a distance sees of them differs most.
enum MaterialMap {
    static func write(_ distance: Distance, _ path: String, _ arguments: Arguments) throws {
        let directory = try arguments.required("map")
        try arguments.checkOutput(directory: directory)
        guard distance.isOfVectors else {
            throw CommandError.usage(
                "--distance \(distance) is no distance of vectors alone, which a map could be drawn of; name one part, and no transport")
        }
        let dataset = try Dataset(path: path)
        let names = arguments.all("target")
        guard names.count <= 1 else { throw CommandError.usage("a map has the colours of one --target, found \(names.joined(separator: ", "))") }
        let rows = Array(0..<dataset.count)
        let points = try FittedDistance(distance, dataset, rows: rows).encode(dataset, rows: rows)
        let known = rows.filter { points.isKnown[$0] }
        guard let components = PrincipalComponents(count: known.count, point: { points.numbers(of: known[$0]) }) else {
            throw CommandError.badData("\(path): the \(counted(known.count, "material")) that \(distance) has numbers of do not differ")
        }
        let target = names.first
        let values = try target.map { try dataset.decimals(ofTarget: $0) }
        let classes = target.flatMap { dataset.classes(ofTarget: $0)?.names }
        let report = MaterialMapReport(
            distance: distance.text, shares: components.shares, target: target, unit: target.map { dataset.unit(ofTarget: $0) } ?? "",
            classes: classes,
            points: known.map { row in
                let place = components.coordinates(of: points.numbers(of: row))
                let value = values.flatMap { $0[row].isNaN ? nil : $0[row] }
                return MaterialMapReport.Point(
                    id: dataset.id(row), formula: Composition.written(dataset.formula(row)), x: place[0], y: place.count > 1 ? place[1] : 0,
                    value: value)
            })
        let outcome = try report.write(to: directory)
        for skipped in outcome.skippedFigures { say("figure \(skipped.name) is missing: \(skipped.reason)") }
        let shares = components.shares.map { String(format: "%.1f %%", 100 * $0) }.joined(separator: " and ")
        let left = dataset.count - known.count
        print(
            "wrote \(directory): \(counted(known.count, "material")) along the first two principal components, \(shares) of the variance"
                + (left > 0 ? "; \(counted(left, "material")) without numbers left out" : ""))
    }
}
