/// The folds of cross-validation that a kept column tells: materials with one value are tested together.
public struct FoldColumn: Sendable {
    public let name: String
    /// The values, numbers by size, then other texts by their letters.
    public let values: [String]
    /// The place of each row's value; nil of a row that has none, which is of no fold.
    let ofRow: [Int?]

    /// A column with more values than this is no column of folds.
    public static let most = 100

    /// - Throws: `SplitError` where there is no such column, and where it has fewer than two values or more than `most`
    public init(_ name: String, of dataset: Dataset) throws(SplitError) {
        let labels: [String?]
        do { labels = try dataset.column(name).map(GroupLabel.of) } catch { throw .dataset(error) }
        let found = Set(labels.compactMap { $0 })
        try Self.checkMaterials(labels, column: name, dataset)
        guard (2...Self.most).contains(found.count) else {
            let examples = found.sorted().prefix(3).joined(separator: ", ")
            throw .specification(
                text: "folds:\(name)",
                problem: "column \(name) of \(dataset.path) has \(found.count) different values\(examples.isEmpty ? "" : " (\(examples), …)"), "
                    + "where 2 to \(Self.most) folds are expected")
        }
        let values = GroupLabel.sorted(found)
        let places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($0.element, $0.offset) })
        self.name = name
        self.values = values
        ofRow = labels.map { label in label.flatMap { places[$0] } }
    }

    /// - Throws: `SplitError` where the structures of a material are of several folds: each would be tested by a model that has learnt the others
    private static func checkMaterials(_ labels: [String?], column: String, _ dataset: Dataset) throws(SplitError) {
        let materials: MaterialRows
        do { materials = try dataset.materials() } catch { throw .dataset(error) }
        guard materials.areShared else { return }
        for rows in materials.grouped(labels.indices.filter { labels[$0] != nil }) {
            guard let other = rows.first(where: { labels[$0] != labels[rows[0]] }), let first = labels[rows[0]], let second = labels[other] else { continue }
            throw .specification(
                text: "folds:\(column)",
                problem: "\(dataset.id(rows[0])) and \(dataset.id(other)) of one material are in the folds \(first) and \(second); a fold must keep them together")
        }
    }

    /// The place of a value; nil where it does not occur.
    func number(of value: String) -> Int? { GroupLabel.of(value).flatMap(values.firstIndex) }

    /// Rows without a value.
    public var without: [Int] { ofRow.indices.filter { ofRow[$0] == nil } }

    var listing: String { values.prefix(10).joined(separator: ", ") + (values.count > 10 ? ", …" : "") }
}
