import Datasets
import HDF5
import Materials

/// Which compositions, prototypes and whole labels an ensemble has met in training, as 64-bit digests (XXH3) of their texts: enough to say of
/// any material whether it is new to the ensemble, in eight bytes each.
///
/// Two of a million texts share a digest with a chance of 3e-8.
public struct TrainedMaterials: Equatable, Sendable {
    /// What two materials may have in common.
    public enum Trait: String, CaseIterable, Sendable {
        /// The reduced formula.
        case composition
        /// The protostructure label without its elements.
        case prototype
        /// The whole protostructure label: one crystal up to its free coordinates.
        case label
    }

    /// Of each trait, ascending.
    public let digests: [Trait: [UInt64]]
    /// That some material of training holds, ascending; nil where that is not known, as of bundles of before they said it.
    public let elements: [Element]?

    package init(digests: [Trait: [UInt64]], elements: [Element]? = nil) {
        self.digests = digests
        self.elements = elements
    }

    /// - Parameter rows: that were trained on
    public init(_ dataset: Dataset, rows: [Int]) {
        digests = Dictionary(uniqueKeysWithValues: Trait.allCases.map { trait in
            (trait, Set(rows.compactMap { trait.text(of: $0, in: dataset).map(Self.digest) }).sorted())
        })
        var met: Set<Element> = []
        for row in rows { met.formUnion(Self.elements(of: dataset.formula(row))) }
        elements = met.sorted()
    }

    /// What either of two trainings has met.
    public func union(_ other: TrainedMaterials) -> TrainedMaterials {
        var met: [Element]?
        if let one = elements, let two = other.elements { met = Set(one).union(two).sorted() }
        return TrainedMaterials(digests: digests.merging(other.digests) { Set($0).union($1).sorted() }, elements: met)
    }

    /// Of each row whether training has met its trait, "1" or "0", in columns `seen_composition`, `seen_prototype`, `seen_label`; empty where
    /// a material has no label, and without the last two columns where the data set has none. Then `unseen_elements`, the symbols of those
    /// that training has not met, where that is known.
    public func columns(_ dataset: Dataset, rows: [Int]) -> [PredictionTable.Column] {
        let traits = Trait.allCases.compactMap { trait -> PredictionTable.Column? in
            guard trait == .composition || dataset.representation == .wyckoff else { return nil }
            let known = Set(digests[trait] ?? [])
            let values = rows.map { trait.text(of: $0, in: dataset).map { known.contains(Self.digest($0)) ? "1" : "0" } ?? "" }
            return PredictionTable.Column(name: trait.column, values: values)
        }
        return traits + (unseenElements(of: rows.map(dataset.formula)).map { [$0] } ?? [])
    }

    /// Name of the column of a predictions file with the elements that training has not met: symbols in alphabetical order.
    public static let unseenElements = "unseen_elements"

    /// That column for some formulae; nil where it is not known which elements training has met.
    public func unseenElements(of formulae: [String]) -> PredictionTable.Column? {
        guard let elements else { return nil }
        let met = Set(elements)
        return PredictionTable.Column(
            name: Self.unseenElements,
            values: formulae.map { formula in
                Self.elements(of: formula).filter { !met.contains($0) }.map(\.symbol).sorted().joined(separator: " ")
            })
    }

    /// None of a text that is no formula.
    private static func elements(of formula: String) -> [Element] { (try? Composition(formula))?.components.map(\.element) ?? [] }

    private static func digest(_ text: String) -> UInt64 {
        HDF5.shortDigest(of: Array(text.utf8).span.bytes)
    }
}

extension TrainedMaterials.Trait {
    /// Name of the column of a predictions file.
    public var column: String { "seen_\(rawValue)" }

    /// nil for a material that has none.
    func text(of row: Int, in dataset: Dataset) -> String? {
        let text: String
        switch self {
        case .composition: text = dataset.formula(row)
        case .prototype: text = String(dataset.label(row).prefix { $0 != ":" })
        case .label: text = dataset.label(row)
        }
        return text.isEmpty ? nil : text
    }
}
