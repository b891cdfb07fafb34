import Commands
import Datasets
import Foundation
import HDF5
import Materials
import Models

/// What `covey featurise` says at the end, and the table of rows that it left out.
struct FeaturiseReport {
    let out: String
    let funnel: CleaningFunnel
    let options: FeaturiserOptions
    let ranks: Int
    let hasFeatures: Bool

    /// "DATA.rejected.csv" beside "DATA.h5"
    static func rejectedPath(beside out: String) -> String {
        (out.hasSuffix(".h5") ? String(out.dropLast(3)) : out) + ".rejected.csv"
    }

    private var rejectedPath: String { Self.rejectedPath(beside: out) }

    func writeRejected() throws {
        try Self.writeRejected(funnel.rejected, to: rejectedPath, namingStructures: !options.structures.isEmpty) { name(of: $0) }
    }

    /// - Parameters:
    ///   - namingStructures: whether a row of the input may have several, so that the column of each is told
    ///   - name: of the step at which a row was lost
    static func writeRejected(
        _ rows: [CleaningFunnel.Rejection], to path: String, namingStructures: Bool = false, name: (CleaningStep) -> String
    ) throws {
        let further = namingStructures ? ["structure"] : []
        var text = TableText.line(["material_id", "file", "row", "step", "reason"] + further)
        for row in rows {
            text += TableText.line([row.id, row.path, String(row.number), name(row.step), row.reason] + (namingStructures ? [row.structure] : []))
        }
        try AtomicFile.write(text, to: path)
    }

    /// The funnel: each step, what is left after it and what it removed.
    var table: String {
        let lines = [("read", funnel.readCount, 0)] + funnel.stages.map { (name(of: $0.step), $0.left, $0.removed) }
        var table = TextTable(header: ["step", "left", "removed"], alignment: [.left, .right, .right])
        for (step, left, removed) in lines { table.add([step, "\(left)", removed == 0 ? "" : "\(removed)"]) }
        return table.text
    }

    /// - Parameter isReplaced: whether there was a file of that name
    func summary(splits: [(name: String, values: [UInt8])], seconds: Double, isReplaced: Bool) -> String {
        let rate = Double(funnel.readCount) / max(seconds, 1e-3) / Double(ranks)
        let share = 100 * Double(funnel.kept.count) / Double(max(funnel.readCount, 1))
        var lines = [
            "wrote \(out): \(variants ?? counted(funnel.kept.count, "material")), \(String(format: "%.1f", share)) % of the input, "
                + "in \(Progress.duration(seconds)) (\(Int(rate)) a second on each rank)"
                + (isReplaced ? ", in place of the data set that was there" : "")
        ]
        if let loss { lines.append(loss) }
        if let sharing { lines.append(sharing) }
        for split in splits {
            let counts = SplitPart.allCases.map { part in "\(split.values.count { $0 == part.rawValue }) \(part.word)" }
            lines.append("split \(split.name): " + counts.joined(separator: ", "))
            for part in [SplitPart.training, .validation, .test] where !split.values.contains(part.rawValue) {
                lines.append("warning: split \(split.name) leaves no material in \(part.word); covey train needs at least one")
            }
        }
        for (place, target) in options.targets.enumerated() {
            let known = funnel.kept.count { !$0.material.targets[place].isNaN }
            if let classes = target.classes {
                let counts = classes.names.indices.map { number in
                    let rows = funnel.kept.count { $0.material.targets[place] == Double(number) }
                    return "\(number) \(classes.names[number]) \(rows) (\(String(format: "%.1f", 100 * Double(rows) / Double(max(known, 1)))) %)"
                }
                lines.append("target \(target.name): its words are \(classes.count) classes, " + counts.joined(separator: ", "))
            }
            if known < funnel.kept.count { lines.append("target \(target.name): known of \(known) of the \(counted(funnel.kept.count, "material"))") }
        }
        let uncompared = funnel.kept.filter { !$0.material.uncompared.isEmpty }
        if let first = uncompared.first {
            lines.append(
                "warning: the formulae beside \(uncompared.count) of the \(counted(funnel.kept.count, "material")) could not be compared with them, the first that of "
                    + "\(first.id): \(first.material.uncompared); with --formula such rows are left out")
        }
        if !funnel.rejected.isEmpty { lines.append("wrote \(rejectedPath): \(counted(funnel.rejected.count, "row that was", "rows that were")) left out, with the reasons") }
        let model = ModelKind.standard(for: options.representation).name
        let targets = options.targets.map { "--target \(shellWord($0.name)) " }.joined()
        let data = shellWord(out)
        lines.append("next: " + (targets.isEmpty ? "covey inspect \(data)" : "covey train \(data) \(targets)--model \(model) --out run"))
        if !targets.isEmpty, options.graphs != nil {
            lines.append("  or: covey train \(data) \(targets)--model cgcnn --out run, which learns from the graphs")
        }
        if !targets.isEmpty, hasFeatures {
            lines.append("  or: covey train \(data) \(targets)--model network --out run, which learns from the features, as does --model extra-trees")
        }
        return lines.joined(separator: "\n")
    }

    /// "99 materials, 197 structures (99 cif, 98 cif_unrelaxed)"; nil where each row is a material.
    private var variants: String? {
        guard options.haveVariants else { return nil }
        var alone = 0
        var names: Set<String> = []
        for variant in funnel.variants { if variant.material.isEmpty { alone += 1 } else { names.insert(variant.material) } }
        let parts = options.structures.map { name in "\(funnel.variants.count { $0.structure == name }) \(name)" }
        return counted(names.count + alone, "material") + ", " + counted(funnel.kept.count, "structure")
            + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
    }

    /// A sentence for each target with values beyond all others.
    func farValues(_ content: DatasetContent) -> [String] {
        content.targets.compactMap { target in
            guard target.classes == nil, let far = FarValues(target.values) else { return nil }
            // Single precision is told as the table has it, and not as its double would be.
            func text(_ row: Int) -> String {
                let value = target.values[row]
                return TableText.field(target.precision == .single ? Float(value).decimal : value)
            }
            return "target \(target.name): " + far.sentence(name: { content.ids[$0] }, text: text)
        }
    }

    /// What to say where several materials of one label stay because nothing tells which of them is the ground state.
    private var sharing: String? {
        guard options.representation == .wyckoff, options.askedDuplicates == nil, options.duplicates == .all else { return nil }
        let labels = Set(funnel.kept.map(\.material.label)).count
        guard labels < funnel.kept.count else { return nil }
        return "\(funnel.kept.count) materials share \(counted(labels, "label")), and all of them stay, since no target is an energy: --energy COLUMN keeps the lowest of "
            + "each label, --duplicates first the first"
    }

    /// Features that do not exist of every material, as they were written.
    var features: String? {
        get throws {
            let dataset = try Dataset(path: out, verifying: .structure)
            let lines = try dataset.featureSchemas.compactMap { schema -> String? in
                let known = try dataset.features(schema.name).knownCount
                guard known < dataset.count else { return nil }
                return "features \(schema.name): known of \(known) of the \(counted(dataset.count, "material"))"
            }
            return lines.isEmpty ? nil : lines.joined(separator: "\n")
        }
    }

    private func name(of step: CleaningStep) -> String {
        switch step {
        case .parsing: "readable"
        case .validRepresentation: "valid representation"
        case .elementVectors: "element vectors"
        case .neighbourGraph: "graph of neighbours"
        case .duplicates: duplicatesName
        case .positionLimit: "Wyckoff positions ≤ \(options.largestPositionCount)"
        case .siteLimit: "sites ≤ \(options.largestSiteCount)"
        case .volumeLimit: "Å³ per site ≤ \(FeaturiseReport.short(options.largestVolume))"
        }
    }

    private var duplicatesName: String {
        let one = options.representation == .wyckoff ? "label" : "formula"
        switch options.duplicates {
        case .lowest: return "lowest \(options.energyColumn ?? "energy") of each \(one)"
        case .mean: return "mean of each \(one)"
        case .first, .all: return "first of each \(one)"
        }
    }

    /// What to say where more than half of a table is left out: at which step most of it went, and what keeps it.
    private var loss: String? {
        guard 2 * funnel.kept.count < funnel.readCount, let worst = funnel.stages.max(by: { $0.removed < $1.removed }), worst.removed > 0 else {
            return nil
        }
        let remedy =
            switch worst.step {
            case .parsing, .validRepresentation: "\(rejectedPath) has the reason of each"
            case .elementVectors: "--missing-elements zero, or --elements with vectors of all, keeps them"
            case .neighbourGraph: "--graphs with a larger distance keeps them"
            case .duplicates: "--duplicates all keeps them"
            case .positionLimit: "a larger --max-wyckoff keeps them"
            case .siteLimit: "a larger --max-sites keeps them"
            case .volumeLimit: "a larger --max-volume keeps them"
            }
        return "WARNING: more than half of the input is left out, \(worst.removed) of \(funnel.readCount) rows by \"\(name(of: worst.step))\"; \(remedy)"
    }

    private static func short(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
}
