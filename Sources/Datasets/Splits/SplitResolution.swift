import HDF5
import Materials

extension SplitSpecification {
    /// The rows of each part: a function of the specification, the data set and the seed alone.
    ///
    /// - Parameter needed: parts that must have a row; training needs all three
    /// - Throws: `SplitError` where a name or column is not in the data set, there are no prototypes, or a needed part comes out empty
    public func resolve(
        _ dataset: Dataset, seed: UInt64, needing needed: [SplitPart] = [.training, .validation, .test]
    ) throws(SplitError) -> Split {
        let parts: [SplitPart]
        switch self {
        case .named(let name):
            do { parts = try dataset.split(name).map { SplitPart(rawValue: $0) ?? .unused } } catch { throw .dataset(error) }
        case .random(let fractions):
            parts = Self.deal(Array(0..<UInt32(dataset.count)), groupCount: dataset.count, fractions, seed: seed)
        case .grouped(let key, let fractions):
            let groups = Self.groups(try keys(key, of: dataset), count: dataset.count)
            parts = Self.deal(groups.ofRow, groupCount: groups.count, fractions, seed: seed)
        case .systems(let systems):
            parts = try leavingOut(Set(systems), of: try Self.elements(of: dataset), seed: seed, path: dataset.path)
        case .randomSystems(let count):
            let ofRow = try Self.elements(of: dataset)
            // In an order that the order of the rows does not decide.
            var systems = Set(ofRow.filter { $0.count >= 3 }).sorted { $0.lexicographicallyPrecedes($1) }
            guard count <= systems.count else {
                throw .specification(
                    text: description, problem: "\(dataset.path) has \(systems.count) chemical systems of three or more elements")
            }
            CounterRandom(seed: seed, member: 0, purpose: .split, stream: 1).shuffle(&systems)
            parts = try leavingOut(Set(systems.prefix(count)), of: ofRow, seed: seed, path: dataset.path)
        case .fold(let column, let value):
            let folds = try FoldColumn(column, of: dataset)
            guard let number = folds.number(of: value) else {
                throw .specification(text: description, problem: "\(dataset.path), column \(column) has the folds \(folds.listing)")
            }
            parts = Self.testing(folds.ofRow.map { $0.map { $0 == number } }, seed: seed)
        case .drawnFold(let folds, let fold):
            guard folds.count <= dataset.count else {
                throw .specification(text: description, problem: "\(dataset.path) has \(dataset.count) materials, fewer than folds")
            }
            parts = Self.testing(folds.ofRow(dataset.count).map { $0 == fold }, seed: seed)
        }
        for part in needed where !parts.contains(part) {
            throw .emptyPart(path: dataset.path, split: description, part: part, materials: dataset.count)
        }
        return Split(parts: parts)
    }

    /// The elements that each row holds, ascending in atomic number.
    private static func elements(of dataset: Dataset) throws(SplitError) -> [[Element]] {
        do { try dataset.check(nodesOf: 0..<dataset.count) } catch { throw .dataset(error) }
        return (0..<dataset.count).map { row in
            Set(dataset.nodes(of: row).map { dataset.nodeElement[$0] }).sorted().compactMap { Element(atomicNumber: Int($0)) }
        }
    }

    /// Tests the materials of some systems and deals out the others.
    private func leavingOut(
        _ systems: Set<[Element]>, of ofRow: [[Element]], seed: UInt64, path: String
    ) throws(SplitError) -> [SplitPart] {
        let strangers = systems.subtracting(ofRow)
        guard strangers.isEmpty else {
            let names = strangers.map(Self.name).sorted().joined(separator: ", ")
            throw .specification(text: description, problem: "\(path) has no material of exactly the elements \(names)")
        }
        return Self.testing(ofRow.map(systems.contains), seed: seed)
    }

    /// Tests some rows; of the others nine in ten train and one validates, at random.
    ///
    /// - Parameter isTested: nil of a row that is unused
    private static func testing(_ isTested: [Bool?], seed: UInt64) -> [SplitPart] {
        let others = isTested.indices.filter { isTested[$0] == false }
        let fractions = Fractions(training: 0.9, validation: 0.1, test: 0)
        let dealt = deal(Array(0..<UInt32(others.count)), groupCount: others.count, fractions, seed: seed)
        var parts = isTested.map { $0 == nil ? SplitPart.unused : .test }
        for (row, part) in zip(others, dealt) { parts[row] = part }
        return parts
    }

    /// What each row has in common with others; empty: with none.
    private func keys(_ key: GroupKey, of dataset: Dataset) throws(SplitError) -> (Int) -> String {
        switch key {
        case .composition:
            return { dataset.formula($0) }
        case .prototype:
            guard dataset.representation == .wyckoff else {
                throw .specification(
                    text: description,
                    problem: "\(dataset.path) holds compositions, which have no prototype; group:anonymous-formula is what they have")
            }
            return { row in String(dataset.label(row).prefix { $0 != ":" }) }
        case .anonymousFormula:
            return { row in (try? Composition(dataset.formula(row)).anonymousFormula) ?? "" }
        case .column(let name):
            let texts: [String]
            do { texts = try dataset.column(name) } catch { throw .dataset(error) }
            return { texts[$0] == "nan" ? "" : texts[$0] }
        }
    }

    /// The group of each row: rows with equal keys are in one, groups in the order of their first row.
    private static func groups(_ key: (Int) -> String, count: Int) -> (ofRow: [UInt32], count: Int) {
        var groupOfKey: [String: UInt32] = [:]
        var groups: UInt32 = 0
        let ofRow = (0..<count).map { row in
            let key = key(row)
            if !key.isEmpty, let group = groupOfKey[key] { return group }
            defer { groups += 1 }
            if !key.isEmpty { groupOfKey[key] = groups }
            return groups
        }
        return (ofRow, Int(groups))
    }

    /// Deals groups, in random order, each to the part that lacks most rows: parts miss their sizes by less than the largest group.
    ///
    /// - Parameter groupOfRow: of numbers below `groupCount`, each of which occurs
    private static func deal(_ groupOfRow: [UInt32], groupCount: Int, _ fractions: Fractions, seed: UInt64) -> [SplitPart] {
        let count = groupOfRow.count
        var sizes = [UInt32](repeating: 0, count: groupCount)
        for group in groupOfRow { sizes[Int(group)] += 1 }
        // Bounds of the running sum are rounded, not sizes, so that 0.8, 0.1, 0.1 always uses every row.
        var lacking: [Int] = []
        var bound = 0
        var sum = 0.0
        for fraction in fractions.all {
            sum += fraction
            let next = min(Int((sum * Double(count)).rounded()), count)
            lacking.append(next - bound)
            bound = next
        }
        lacking.append(count - bound)
        var order = Array(0..<UInt32(groupCount))
        CounterRandom(seed: seed, member: 0, purpose: .split).shuffle(&order)
        let names: [SplitPart] = [.training, .validation, .test, .unused]
        var partOfGroup = [SplitPart](repeating: .unused, count: groupCount)
        for group in order {
            var neediest = 0
            for part in lacking.indices where lacking[part] > lacking[neediest] { neediest = part }
            lacking[neediest] -= Int(sizes[Int(group)])
            partOfGroup[Int(group)] = names[neediest]
        }
        return groupOfRow.map { partOfGroup[Int($0)] }
    }
}
