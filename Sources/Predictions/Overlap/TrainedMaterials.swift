import Datasets
import HDF5

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

    package init(digests: [Trait: [UInt64]]) {
        self.digests = digests
    }

    /// - Parameter rows: that were trained on
    public init(_ dataset: Dataset, rows: [Int]) {
        digests = Dictionary(uniqueKeysWithValues: Trait.allCases.map { trait in
            (trait, Set(rows.compactMap { trait.text(of: $0, in: dataset).map(Self.digest) }).sorted())
        })
    }

    /// What either of two trainings has met.
    public func union(_ other: TrainedMaterials) -> TrainedMaterials {
        TrainedMaterials(digests: digests.merging(other.digests) { Set($0).union($1).sorted() })
    }

    /// Of each row whether training has met its trait, "1" or "0", in columns `seen_composition`, `seen_prototype`, `seen_label`; empty where
    /// a material has no label, and without the last two columns where the data set has none.
    public func columns(_ dataset: Dataset, rows: [Int]) -> [PredictionTable.Column] {
        Trait.allCases.compactMap { trait in
            guard trait == .composition || dataset.representation == .wyckoff else { return nil }
            let known = Set(digests[trait] ?? [])
            let values = rows.map { trait.text(of: $0, in: dataset).map { known.contains(Self.digest($0)) ? "1" : "0" } ?? "" }
            return PredictionTable.Column(name: trait.column, values: values)
        }
    }

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
