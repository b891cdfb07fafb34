import Materials

/// The materials that all parts of a committee predict, matched by their ids.
struct SharedRows {
    let parts: [Committee.Part]
    let ids: [String]
    let splits: [String]
    let targets: [Double?]
    let task: PredictionTable.Task
    let classNames: [String]?
    let columns: [PredictionTable.Column]
    let leftOut: RowLoss?

    init(_ given: [Committee.Part]) throws(CommitteeError) {
        classNames = try Self.classNames(of: given)
        task = given[0].table.task
        var places: [[String: Int]] = []
        for part in given { places.append(try Self.places(in: part)) }
        func isPredicted(_ part: Int, _ id: String) -> Bool {
            places[part][id].map { given[part].table.combined.prediction[$0].isFinite } ?? false
        }
        let ids = given[0].table.ids.filter { id in given.indices.allSatisfy { isPredicted($0, id) } }
        guard !ids.isEmpty else { throw Self.nothingShared(given, places) }
        self.ids = ids
        parts = zip(given, places).map { part, places in
            Committee.Part(name: part.name, table: part.table.selecting(ids.compactMap { places[$0] }))
        }
        leftOut = Self.leftOut(given, places, shared: ids.count)
        splits = try Self.splits(of: parts)
        targets = try Self.targets(of: parts)
        columns = Committee.descriptions(of: parts)
    }

    /// The names that classes have; nil for numbers, and where classes have none.
    private static func classNames(of parts: [Committee.Part]) throws(CommitteeError) -> [String]? {
        let ofNumbers = parts.first { $0.table.task == .regression }
        let ofClasses = parts.first { $0.table.task != .regression }
        if let ofNumbers, let ofClasses { throw .numbersAndClasses(numbers: ofNumbers.name, classes: ofClasses.name) }
        guard ofClasses != nil else { return nil }
        if let without = parts.first(where: { $0.table.probabilities.isEmpty }) { throw .noProbabilities(part: without.name) }
        func names(_ part: Committee.Part) -> [String] { (0..<part.table.classCount).map(part.table.className) }
        for part in parts where part.table.classCount != parts[0].table.classCount {
            throw .differentClasses(part: parts[0].name, classes: names(parts[0]), other: part.name, otherClasses: names(part))
        }
        let named = parts.filter { $0.table.classNames != nil }
        for part in named where part.table.classNames != named[0].table.classNames {
            throw .differentClasses(part: named[0].name, classes: names(named[0]), other: part.name, otherClasses: names(part))
        }
        return named.first?.table.classNames
    }

    /// The row of each material.
    private static func places(in part: Committee.Part) throws(CommitteeError) -> [String: Int] {
        var places: [String: Int] = [:]
        places.reserveCapacity(part.table.count)
        for (row, id) in part.table.ids.enumerated() {
            if let other = places.updateValue(row, forKey: id) { throw .repeatedMaterial(part: part.name, id: id, row: row + 1, other: other + 1) }
        }
        return places
    }

    private static func nothingShared(_ given: [Committee.Part], _ places: [[String: Int]]) -> CommitteeError {
        let first = given[0].table.ids
        // The first that has nothing in common with the first part says most; else it is the last.
        let other = given.indices.dropFirst().first { part in !first.contains { places[part][$0] != nil } } ?? given.count - 1
        return .nothingShared(
            part: given[0].name, id: first.first ?? "", other: given[other].name, otherID: given[other].table.ids.first ?? "")
    }

    /// Of all materials of any part those that are not in all, with the parts that lack them.
    private static func leftOut(_ given: [Committee.Part], _ places: [[String: Int]], shared: Int) -> RowLoss? {
        var met: Set<String> = []
        let all = given.flatMap(\.table.ids).filter { met.insert($0).inserted }
        guard all.count > shared else { return nil }
        let faults = all.lazy.compactMap { id -> (id: String, reason: String)? in
            let absent = given.indices.filter { places[$0][id] == nil }
            let silent = given.indices.filter { part in places[part][id].map { !given[part].table.combined.prediction[$0].isFinite } ?? false }
            let reasons = [("not in", absent), ("not predicted by", silent)].filter { !$0.1.isEmpty }
            guard !reasons.isEmpty else { return nil }
            return (id, reasons.map { words, parts in "\(words) \(parts.map { given[$0].name }.joined(separator: ", "))" }.joined(separator: ", "))
        }
        return RowLoss(rows: all.count, faults: faults)
    }

    /// Which part of a split each material is in: as those say that have trained on some of it, who must agree.
    private static func splits(of parts: [Committee.Part]) throws(CommitteeError) -> [String] {
        let telling = ["train": "train", "validation": "validation", "val": "validation", "test": "test"]
        var splits = parts[0].table.splits.map { telling[$0] ?? $0 }
        var source = [Int](repeating: 0, count: splits.count)
        var first: (row: Int, part: Int)?
        var differences = 0
        for (place, part) in parts.enumerated().dropFirst() {
            for (row, text) in part.table.splits.enumerated() {
                guard let split = telling[text] else { continue }
                if telling[splits[row]] == nil {
                    (splits[row], source[row]) = (split, place)
                } else if splits[row] != split {
                    differences += 1
                    first = first ?? (row, place)
                }
            }
        }
        guard let first else { return splits }
        throw .differentSplits(
            id: parts[0].table.ids[first.row], part: parts[source[first.row]].name, split: splits[first.row], other: parts[first.part].name,
            otherSplit: telling[parts[first.part].table.splits[first.row]] ?? "", materials: differences)
    }

    /// What two programs may write differently of one value, as a share of the largest one: single precision keeps a hundredth of it.
    private static let tolerance = 1e-5

    /// True values as the first part has them that knows them; nobody may know another.
    private static func targets(of parts: [Committee.Part]) throws(CommitteeError) -> [Double?] {
        var targets = parts[0].table.targets
        var source = [Int](repeating: 0, count: targets.count)
        let largest = parts.flatMap { $0.table.targets.lazy.compactMap { $0.map(abs) } }.max() ?? 0
        var first: (row: Int, part: Int, value: Double)?
        var differences = 0
        for (place, part) in parts.enumerated().dropFirst() {
            for (row, target) in part.table.targets.enumerated() {
                guard let value = target else { continue }
                guard let known = targets[row] else {
                    (targets[row], source[row]) = (value, place)
                    continue
                }
                if abs(known - value) > tolerance * largest {
                    differences += 1
                    first = first ?? (row, place, value)
                }
            }
        }
        guard let first else { return targets }
        throw .differentValues(
            id: parts[0].table.ids[first.row], part: parts[source[first.row]].name, value: targets[first.row] ?? .nan,
            other: parts[first.part].name, otherValue: first.value, materials: differences)
    }
}
