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
        let materials: MaterialRows
        do { materials = try dataset.materials() } catch { throw .dataset(error) }
        let parts: [SplitPart]
        switch self {
        case .named(let name):
            do { parts = try dataset.split(name).map { SplitPart(rawValue: $0) ?? .unused } } catch { throw .dataset(error) }
        case .random(let fractions):
            parts = Self.deal(materials.ofRow, groupCount: materials.count, fractions, seed: seed)
        case .grouped(let key, let fractions):
            let groups = Self.groups(try keys(key, of: dataset), materials: materials)
            parts = Self.deal(groups.ofRow, groupCount: groups.count, fractions, seed: seed)
        case .systems(let systems):
            parts = try leavingOut(Set(systems), of: try Self.elements(of: dataset), materials, seed: seed, path: dataset.path)
        case .randomSystems(let count):
            let ofRow = try Self.elements(of: dataset)
            // In an order that the order of the rows does not decide.
            var systems = Set(ofRow.filter { $0.count >= 3 }).sorted { $0.lexicographicallyPrecedes($1) }
            guard count <= systems.count else {
                throw .specification(
                    text: description, problem: "\(dataset.path) has \(systems.count) chemical systems of three or more elements")
            }
            CounterRandom(seed: seed, member: 0, purpose: .split, stream: 1).shuffle(&systems)
            parts = try leavingOut(Set(systems.prefix(count)), of: ofRow, materials, seed: seed, path: dataset.path)
        case .fold(let column, let value):
            let folds = try FoldColumn(column, of: dataset)
            guard let number = folds.number(of: value) else {
                throw .specification(text: description, problem: "\(dataset.path), column \(column) has the folds \(folds.listing)")
            }
            parts = Self.testing(folds.ofRow.map { $0.map { $0 == number } }, materials, seed: seed)
        case .drawnFold(let folds, let fold):
            guard folds.count <= materials.count else {
                throw .specification(text: description, problem: "\(dataset.path) has \(materials.count) materials, fewer than folds")
            }
            let ofMaterial = folds.ofRow(materials.count)
            parts = Self.testing(materials.ofRow.map { ofMaterial[Int($0)] == fold }, materials, seed: seed)
        }
        try check(parts, materials, dataset)
        for part in needed where !parts.contains(part) {
            throw .emptyPart(path: dataset.path, split: description, part: part, materials: dataset.count)
        }
        return Split(parts: parts)
    }

    /// - Throws: `SplitError.parted` where the structures of a material are in several parts
    private func check(_ parts: [SplitPart], _ materials: MaterialRows, _ dataset: Dataset) throws(SplitError) {
        guard materials.areShared else { return }
        for rows in materials.grouped(parts.indices.filter { parts[$0] != .unused }) where rows.contains(where: { parts[$0] != parts[rows[0]] }) {
            let name: String
            do { name = try dataset.column(MaterialRows.column)[rows[0]] } catch { throw .dataset(error) }
            throw .parted(path: dataset.path, split: description, material: name, structures: rows.map { (dataset.id($0), parts[$0]) })
        }
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
        _ systems: Set<[Element]>, of ofRow: [[Element]], _ materials: MaterialRows, seed: UInt64, path: String
    ) throws(SplitError) -> [SplitPart] {
        let strangers = systems.subtracting(ofRow)
        guard strangers.isEmpty else {
            let names = strangers.map(Self.name).sorted().joined(separator: ", ")
            throw .specification(text: description, problem: "\(path) has no material of exactly the elements \(names)")
        }
        return Self.testing(ofRow.map(systems.contains), materials, seed: seed)
    }

    /// Tests some rows; of the others nine in ten train and one validates, at random and whole materials at a time.
    ///
    /// - Parameter isTested: nil of a row that is unused
    private static func testing(_ isTested: [Bool?], _ materials: MaterialRows, seed: UInt64) -> [SplitPart] {
        let others = materials.grouped(isTested.indices.filter { isTested[$0] == false })
        let fractions = Fractions(training: 0.9, validation: 0.1, test: 0)
        let groupOfRow = others.enumerated().flatMap { group, rows in rows.map { _ in UInt32(group) } }
        let dealt = deal(groupOfRow, groupCount: others.count, fractions, seed: seed)
        var parts = isTested.map { $0 == nil ? SplitPart.unused : .test }
        for (row, part) in zip(others.joined(), dealt) { parts[row] = part }
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

    /// The group of each row: rows with equal keys are in one, and so are those of one material, whose structures may have several keys. Groups are
    /// in the order of their first row.
    private static func groups(_ key: (Int) -> String, materials: MaterialRows) -> (ofRow: [UInt32], count: Int) {
        var joined = JoinedMaterials(count: materials.count)
        var materialOfKey: [String: UInt32] = [:]
        for (row, material) in materials.ofRow.enumerated() {
            let key = key(row)
            guard !key.isEmpty else { continue }
            if let other = materialOfKey[key] { joined.join(other, material) } else { materialOfKey[key] = material }
        }
        var numbers: [UInt32: UInt32] = [:]
        let ofRow = materials.ofRow.map { material in
            let first = joined.first(of: material)
            let number = numbers[first] ?? UInt32(numbers.count)
            numbers[first] = number
            return number
        }
        return (ofRow, numbers.count)
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

/// Materials that belong together because one stands for the next: a forest of pointers to smaller numbers.
private struct JoinedMaterials {
    private var towards: [UInt32]

    init(count: Int) { towards = Array(0..<UInt32(count)) }

    /// The smallest number of a material's group.
    mutating func first(of material: UInt32) -> UInt32 {
        var material = material
        while towards[Int(material)] != material {
            // Every second step is made shorter, so that no way stays long.
            towards[Int(material)] = towards[Int(towards[Int(material)])]
            material = towards[Int(material)]
        }
        return material
    }

    mutating func join(_ one: UInt32, _ other: UInt32) {
        let (first, second) = (first(of: one), first(of: other))
        towards[Int(max(first, second))] = min(first, second)
    }
}
