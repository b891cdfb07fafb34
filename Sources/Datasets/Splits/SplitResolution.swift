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
            parts = Self.deal((0..<dataset.count).map { [$0] }, count: dataset.count, fractions, seed: seed)
        case .grouped(let key, let fractions):
            parts = Self.deal(Self.groups(try keys(key, of: dataset)), count: dataset.count, fractions, seed: seed)
        }
        for part in needed where !parts.contains(part) {
            throw .emptyPart(path: dataset.path, split: description, part: part, materials: dataset.count)
        }
        return Split(parts: parts)
    }

    /// What each row has in common with others; empty: with none.
    private func keys(_ key: GroupKey, of dataset: Dataset) throws(SplitError) -> [String] {
        switch key {
        case .composition:
            return (0..<dataset.count).map { dataset.formula($0) }
        case .prototype:
            guard dataset.representation == .wyckoff else {
                throw .specification(text: description, problem: "\(dataset.path) holds compositions, which have no prototype")
            }
            return (0..<dataset.count).map { String(dataset.label($0).prefix { $0 != ":" }) }
        case .column(let name):
            do { return try dataset.column(name).map { $0 == "nan" ? "" : $0 } } catch { throw .dataset(error) }
        }
    }

    /// Rows with equal keys, groups in the order of their first row.
    private static func groups(_ keys: [String]) -> [[Int]] {
        var groups: [[Int]] = []
        var groupOfKey: [String: Int] = [:]
        for (row, key) in keys.enumerated() {
            if !key.isEmpty, let group = groupOfKey[key] {
                groups[group].append(row)
            } else {
                groupOfKey[key] = groups.count
                groups.append([row])
            }
        }
        return groups
    }

    /// Deals groups, in random order, each to the part that lacks most rows: parts miss their sizes by less than the largest group.
    private static func deal(_ groups: [[Int]], count: Int, _ fractions: Fractions, seed: UInt64) -> [SplitPart] {
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
        var order = Array(groups.indices)
        CounterRandom(seed: seed, member: 0, purpose: .split).shuffle(&order)
        var parts = [SplitPart](repeating: .unused, count: count)
        let names: [SplitPart] = [.training, .validation, .test, .unused]
        for group in order {
            var neediest = 0
            for part in lacking.indices where lacking[part] > lacking[neediest] { neediest = part }
            lacking[neediest] -= groups[group].count
            for row in groups[group] { parts[row] = names[neediest] }
        }
        return parts
    }
}
