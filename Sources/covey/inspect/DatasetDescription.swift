import Commands
import Datasets
import Foundation
import HDF5
import Materials

/// A data set in words and tables; making it verifies the file.
struct DatasetDescription {
    private let dataset: Dataset

    init(path: String) throws {
        dataset = try Dataset(path: path, verifying: .everything)
    }

    var text: String {
        get throws {
            let nodes = dataset.nodeElement.count
            let what = dataset.representation == .wyckoff ? "Wyckoff positions" : "elements"
            let materials = try dataset.materials().count
            let size = dataset.haveVariants
                ? "\(counted(dataset.count, "structure")) of \(counted(materials, "material"))" : counted(dataset.count, "material")
            var parts = [
                "\(dataset.path): data set of \(size), \(counted(nodes, "node")) (\(what)); all digests are right",
                "content hash   \(dataset.contentHash)",
            ]
            parts += dataset.provenance.map { "\($0.name.padding(toLength: 15, withPad: " ", startingAt: 0))\($0.value)" }
            parts.append("elements       \(dataset.elementVectors.name), \(dataset.elementVectors.dimension) numbers each")
            parts += ["", arrays]
            if !dataset.targetNames.isEmpty { parts += ["", try targets] }
            if !dataset.splitNames.isEmpty { parts += ["", try splits] }
            if !dataset.featureSchemas.isEmpty { parts += ["", try features] }
            if let graphs = dataset.graphs { parts += ["", Self.text(graphs)] }
            return parts.joined(separator: "\n")
        }
    }

    /// How many nodes and edges there are, and what they stand for.
    private static func text(_ graphs: MappedGraphs) -> String {
        var (atoms, edges) = (0, 0.0)
        for node in 0..<graphs.elements.count {
            atoms += Int(graphs.multiplicities[node])
            edges += Double(graphs.multiplicities[node]) * graphs.edges(of: node).reduce(0) { $0 + Double(graphs.weights[$1]) }
        }
        func merged(_ count: Int, _ whole: Double, _ what: String) -> String {
            "\(count) \(what) for \(Int(whole.rounded())) (\(String(format: "%.1f", whole / Double(max(count, 1)))) to one)"
        }
        return "graphs \(graphs.rule): like atoms are one; " + merged(graphs.elements.count, Double(atoms), "nodes") + ", "
            + merged(graphs.neighbours.count, edges, "edges")
    }

    private var arrays: String {
        var table = TextTable(header: ["array", "shape", "type", "bytes", "xxh3"], alignment: [.left, .right, .left, .right, .left])
        for layout in dataset.layouts {
            let shape = layout.shape.map { "\($0)" }.joined(separator: " × ")
            table.add([layout.name, shape, "\(layout.kind)", "\(layout.byteCount)", layout.digest ?? ""])
        }
        return table.text
    }

    private var targets: String {
        get throws {
            var table = TextTable(
                header: ["target", "unit", "known", "mean", "deviation", "smallest", "largest"],
                alignment: [.left, .left, .right, .right, .right, .right, .right])
            var lines: [String] = []
            for name in dataset.targetNames {
                let known = try dataset.target(name).filter { !$0.isNaN }
                let count = Double(max(known.count, 1))
                let mean = known.reduce(0, +) / count
                let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
                let values = [mean, variance.squareRoot(), known.min() ?? .nan, known.max() ?? .nan]
                table.add([name, dataset.unit(ofTarget: name), "\(known.count)"] + values.map { String(format: "%.5g", $0) })
                guard let classes = dataset.classes(ofTarget: name) else { continue }
                let counts = classes.names.enumerated().map { number, word in "\(number) \(word) (\(known.count { $0 == Double(number) }))" }
                lines.append("classes of \(name): \(counts.joined(separator: ", "))")
            }
            return ([table.text] + lines).joined(separator: "\n")
        }
    }

    /// Names of columns that are listed of one feature: of some there are thousands.
    private static let mostColumns = 200

    private var features: String {
        get throws {
            var table = TextTable(
                header: ["features", "columns", "version", "imputation", "known", "xxh3"],
                alignment: [.left, .right, .right, .left, .right, .left])
            var columns: [String] = []
            for schema in dataset.featureSchemas {
                let digest = dataset.layouts.first { $0.name == "features/\(schema.name)" }?.digest ?? ""
                let known = try dataset.features(schema.name).knownCount
                table.add([schema.name, "\(schema.columns.count)", "\(schema.version)", schema.imputation, "\(known)", digest])
                let (names, most) = (schema.columns, Self.mostColumns)
                let shown = names.count <= most ? names[...] : names.prefix(most - 2) + ["…", names[names.count - 1]]
                columns.append("\(schema.name): \(shown.joined(separator: ", ")); \(schema.source)")
            }
            return ([table.text] + columns).joined(separator: "\n")
        }
    }

    private var splits: String {
        get throws {
            var table = TextTable(
                header: ["split"] + SplitPart.allCases.map(\.word), alignment: [.left] + SplitPart.allCases.map { _ in .right })
            for name in dataset.splitNames {
                let codes = try dataset.split(name)
                table.add([name] + SplitPart.allCases.map { part in "\(codes.count { $0 == part.rawValue })" })
            }
            return table.text
        }
    }
}
