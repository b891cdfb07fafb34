/// The steps of cleaning, applied to all rows of the input and counted (thesis tables 6.1–6.3).
///
/// Valid representation, and a graph of neighbours where these are asked for, then one of each canonical representation (where that is asked for, or an energy known), then limits on positions,
/// sites and volume.
public struct CleaningFunnel: Sendable {
    public struct Stage: Sendable, Hashable {
        public let step: CleaningStep
        public let left: Int
        public let removed: Int
    }

    /// A row that was not kept.
    public struct Rejection: Sendable, Hashable {
        public let path: String
        public let number: Int
        public let id: String
        /// The column of its structure, where a row of the input may have several; else empty.
        public let structure: String
        public let step: CleaningStep
        public let reason: String
    }

    public let readCount: Int
    public let stages: [Stage]
    /// In the order of the input.
    public let rejected: [Rejection]
    /// In the order of the input; each outcome is a material.
    public let kept: [(id: String, material: FeaturisedRow.Material)]
    /// Of each that is kept the material and the column of its structure; empty where each is a material.
    public let variants: [(material: String, structure: String)]
    /// Every id of the input, and every material.
    public let knownIDs: Set<String>

    private struct Candidate {
        let place: Int
        let id: String
        let material: FeaturisedRow.Material
    }

    /// - Parameter rows: all rows of the input, in its order
    public init(_ rows: [FeaturisedRow], _ options: FeaturiserOptions) {
        var sieve = Sieve(rows)
        sieve.rejectRepeatedIDs()
        for step in CleaningStep.allCases where options.applies(step) {
            switch step {
            case .parsing, .validRepresentation, .elementVectors, .neighbourGraph: break
            case .duplicates: sieve.thin(options.duplicates, energy: options.energyColumn ?? "energy", options.representation)
            case .positionLimit:
                sieve.limit(step, options.largestPositionCount, "Wyckoff positions") { $0.positionCount }
            case .siteLimit:
                sieve.limit(step, options.largestSiteCount, "sites") { $0.siteCount }
            case .volumeLimit:
                sieve.limit(step, options.largestVolume, "Å³ per site") { $0.volumePerSite }
            }
        }
        readCount = rows.count
        knownIDs = Set(rows.map(\.id)).union(rows.lazy.compactMap(\.material))
        var left = rows.count
        var stages: [Stage] = []
        for step in CleaningStep.allCases where options.applies(step) {
            let removed = sieve.removed(at: step)
            left -= removed
            stages.append(Stage(step: step, left: left, removed: removed))
        }
        self.stages = stages
        rejected = sieve.rejections
        kept = sieve.survivors
        variants = options.haveVariants ? sieve.variants : []
    }
}

extension CleaningFunnel {
    /// Why a material is too large to be kept; nil where it is not.
    static func excess<Value: Comparable>(_ value: Value, over largest: Value, _ what: String) -> String? {
        value > largest ? "\(value) \(what); at most \(largest) are kept" : nil
    }
}

extension FeaturiserOptions {
    /// Steps that this kind of data set knows.
    func applies(_ step: CleaningStep) -> Bool {
        switch step {
        case .parsing, .validRepresentation, .elementVectors: true
        case .neighbourGraph: graphs != nil
        case .duplicates: duplicates != .all
        case .positionLimit, .siteLimit, .volumeLimit: representation == .wyckoff
        }
    }
}

/// Rows with what has become of them so far.
private struct Sieve {
    private let rows: [FeaturisedRow]
    private var fates: [(step: CleaningStep, reason: String)?]
    /// Targets that stand for those of several rows, by row.
    private var means: [Int: [Double]] = [:]
    /// The rows that are structures of one material, by its name, in the order of the input.
    private let structures: [String: [Int]]

    init(_ rows: [FeaturisedRow]) {
        self.rows = rows
        var structures: [String: [Int]] = [:]
        for (index, row) in rows.enumerated() { if let material = row.material { structures[material, default: []].append(index) } }
        self.structures = structures
        fates = rows.map { if case .rejected(let step, let reason) = $0.outcome { (step, reason) } else { nil } }
    }

    private var remaining: [(index: Int, material: FeaturisedRow.Material)] {
        rows.indices.compactMap { index in
            guard fates[index] == nil, case .material(let material) = rows[index].outcome else { return nil }
            return (index, material)
        }
    }

    /// The first of each material's remaining rows: what tells duplicates apart, and what the others must agree with.
    private var leaders: [(index: Int, material: FeaturisedRow.Material)] {
        var seen: Set<String> = []
        return remaining.filter { rows[$0.index].material.map { seen.insert($0).inserted } ?? true }
    }

    /// Leaves out a material with all its structures.
    private mutating func leaveOut(_ leader: Int, _ reason: String) {
        for index in remainingStructures(of: leader) where index != leader {
            fates[index] = (.duplicates, "of the material of \(rows[leader].id): \(reason)")
        }
        fates[leader] = (.duplicates, reason)
    }

    private func remainingStructures(of leader: Int) -> [Int] {
        guard let material = rows[leader].material else { return [leader] }
        return structures[material, default: []].filter { fates[$0] == nil }
    }

    mutating func rejectRepeatedIDs() {
        var firsts: [String: Int] = [:]
        for (index, row) in rows.enumerated() {
            guard let first = firsts[row.id] else {
                firsts[row.id] = index
                continue
            }
            guard fates[index] == nil else { continue }
            fates[index] = (.parsing, "the id \(row.id) stands in \(rows[first].path), row \(rows[first].number) already; an id may stand once")
        }
    }

    /// Leaves one material of each label or composition.
    mutating func thin(_ duplicates: FeaturiserOptions.Duplicates, energy: String, _ representation: Representation) {
        switch duplicates {
        case .all: break
        case .lowest: keepLowest(energy: energy, representation)
        case .first, .mean: keepFirst(representation, averaging: duplicates == .mean)
        }
    }

    private func key(_ material: FeaturisedRow.Material, _ representation: Representation) -> String {
        representation == .wyckoff ? material.label : material.formula
    }

    private func word(_ representation: Representation) -> String { representation == .wyckoff ? "label" : "composition" }

    private mutating func keepLowest(energy: String, _ representation: Representation) {
        var best: [String: (index: Int, energy: Double)] = [:]
        for (index, material) in leaders {
            let key = key(material, representation)
            guard let holder = best[key] else {
                best[key] = (index, material.energy)
                continue
            }
            let wins = comesBefore((material.energy, rows[index].id), (holder.energy, rows[holder.index].id))
            let (loser, lost, winner, won) = wins
                ? (holder.index, holder.energy, index, material.energy) : (index, material.energy, holder.index, holder.energy)
            if wins { best[key] = (index, material.energy) }
            let what = word(representation)
            leaveOut(loser, "\(rows[winner].id) has the same \(what) and \(energy) \(word(won)), this one \(word(lost))")
        }
    }

    private mutating func keepFirst(_ representation: Representation, averaging: Bool) {
        var firsts: [String: Int] = [:]
        var sums: [Int: [(sum: Double, known: Int)]] = [:]
        for (index, material) in leaders {
            let first = firsts[key(material, representation), default: index]
            firsts[key(material, representation)] = first
            if averaging {
                var own = sums[first] ?? material.targets.map { _ in (0, 0) }
                for (place, value) in material.targets.enumerated() where !value.isNaN {
                    own[place] = (own[place].sum + value, own[place].known + 1)
                }
                sums[first] = own
            }
            guard first != index else { continue }
            let tail = averaging ? "; its values are in the means there" : ", which stands before it"
            leaveOut(index, "\(rows[first].id) has the same \(word(representation))\(tail)")
        }
        for (leader, sums) in sums {
            let values = sums.map { $0.known > 0 ? $0.sum / Double($0.known) : .nan }
            for index in remainingStructures(of: leader) { means[index] = values }
        }
    }

    private func word(_ energy: Double) -> String { energy.isNaN ? "unknown" : "\(energy)" }

    /// Lower energies first, unknown ones last, equal ones by the bytes of their ids.
    private func comesBefore(_ one: (energy: Double, id: String), _ other: (energy: Double, id: String)) -> Bool {
        if one.energy.isNaN != other.energy.isNaN { return other.energy.isNaN }
        if one.energy != other.energy, !one.energy.isNaN { return one.energy < other.energy }
        return one.id.utf8.lexicographicallyPrecedes(other.id.utf8)
    }

    mutating func limit<Value: Comparable>(
        _ step: CleaningStep, _ largest: Value, _ what: String, _ value: (FeaturisedRow.Material) -> Value
    ) {
        for (index, material) in remaining {
            guard let reason = CleaningFunnel.excess(value(material), over: largest, what) else { continue }
            fates[index] = (step, reason)
        }
    }

    func removed(at step: CleaningStep) -> Int { fates.count { $0?.step == step } }

    var rejections: [CleaningFunnel.Rejection] {
        zip(rows, fates).compactMap { row, fate in
            fate.map { .init(path: row.path, number: row.number, id: row.id, structure: row.structure, step: $0.step, reason: $0.reason) }
        }
    }

    var variants: [(material: String, structure: String)] { remaining.map { (rows[$0.index].material ?? "", rows[$0.index].structure) } }

    var survivors: [(id: String, material: FeaturisedRow.Material)] {
        remaining.map { index, material in
            var material = material
            if let targets = means[index] { material.targets = targets }
            return (rows[index].id, material)
        }
    }
}
