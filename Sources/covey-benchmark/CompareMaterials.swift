import Commands
import Datasets
import Descriptors
import Kernels

/// Distances of all pairs of materials, each pair once: what `covey similar --matrix` computes, without reading and writing.
enum CompareMaterials: BenchmarkCase {
    static let name = "compare"
    static let abstract = "distances of all pairs of materials of a data set"
    static let usage = "DATA.h5 --distance NAME [options]"
    static let options: [Option] =
        [
            .text("distance", "NAME", "as in covey similar"),
            .text("materials", "N", "the first of the data set (2000)"),
        ] + pace

    static func run(_ arguments: Arguments) throws {
        guard arguments.positional.count == 1, let path = arguments.positional.first else {
            throw CommandError.usage("expected one data set, found \(arguments.positional.count) words")
        }
        let distance = try Distance.named(try arguments.required("distance"))
        let dataset = try Dataset(path: try arguments.existing(path))
        let count = min(try arguments.integer("materials") ?? 2000, dataset.count)
        let points = try ReferencePoints(distance, dataset, rows: Array(0..<count))
        let block = 512
        let out = Matrix(packedRows: 1, columns: block * block)
        var repetitions = try Repetitions(
            name, unit: "pairs", inputs: ["data": path, "materials": "\(count)", "distance": distance.text], arguments)
        for repetition in 0..<repetitions.total {
            try repetitions.time(repetition) {
                for first in stride(from: 0, to: count, by: block) {
                    let rows = first..<min(first + block, count)
                    for second in stride(from: first, to: count, by: block) {
                        let columns = second..<min(second + block, count)
                        points.fitted.distances(
                            points.points, rows, points.points, columns, into: out.reshaped(from: 0, rows: rows.count, columns: columns.count))
                    }
                }
                return count * (count - 1) / 2
            }
        }
        repetitions.showTable()
    }
}
