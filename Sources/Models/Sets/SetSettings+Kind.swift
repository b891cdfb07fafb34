import Datasets
import Kernels
import Materials

extension SetSettings.Kind {
    /// Whether nodes are Wyckoff positions, and not elements alone.
    var hasPositions: Bool { representation == .wyckoff }

    /// What a model of this kind is laid out from: any data set has compositions, not every one Wyckoff positions.
    public var representation: Representation {
        switch self {
        case .roost: .composition
        case .wren, .wrenLetters: .wyckoff
        }
    }

    /// Whether a material is all its equivalent choices of an origin, or the stored one.
    public var hasRelabellings: Bool { self != .wrenLetters }

    /// [1731 × columns] what is said of Wyckoff positions; nil where nodes are elements alone.
    var positionVectors: Matrix? {
        switch self {
        case .roost: return nil
        case .wren:
            let vectors = WyckoffVectors.standard
            let matrix = Matrix(packedRows: WyckoffTable.rowCount, columns: vectors.dimension)
            matrix.copy(from: vectors.values.span)
            return matrix
        case .wrenLetters: return WyckoffLetterVectors.matrix()
        }
    }
}

extension ModelKind {
    static let roost = ModelKind(
        SetSettings(kind: .roost), title: "Roost", abstract: "sets of elements with attention, from compositions",
        // At twice that rate members of tables with many equal targets are worse, and more epochs fit what is no signal.
        hint: TrainingHint(learningRate: 1e-3, materialsMet: 200_000), isStandardFor: .composition, basisTitle: "elements", foreignWeights: ReferenceWeights.self)

    static let wren = ModelKind(
        SetSettings(kind: .wren), title: "Wren", abstract: "sets of Wyckoff positions with attention, from symmetry without coordinates",
        hint: TrainingHint(learningRate: 1e-3, materialsMet: 560_000), isStandardFor: .wyckoff, basisTitle: "elements", foreignWeights: ReferenceWeights.self)

    static let wrenLetters = ModelKind(
        SetSettings(kind: .wrenLetters), title: "Wren of 2020", abstract: "Wren that knows positions by letter and multiplicity, for comparison",
        hint: TrainingHint(learningRate: 1e-3, materialsMet: 560_000), basisTitle: "elements")
}
