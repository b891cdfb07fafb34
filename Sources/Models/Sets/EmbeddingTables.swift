import Datasets
import Kernels
import Materials

/// The vectors of all elements and, for Wren, of all Wyckoff positions: the fixed inputs of a model, or where trainable ones begin.
public struct EmbeddingTables {
    public let vectors: ElementVectors
    /// [119 × n], row = atomic number: the numbers of `vectors`.
    public let elements: Matrix
    /// [1731 × columns], row of the Wyckoff table; nil where nodes are elements alone.
    public let positions: Matrix?

    public init(_ vectors: ElementVectors, positions: Matrix?) {
        self.vectors = vectors
        self.positions = positions
        elements = Matrix(packedRows: Element.count + 1, columns: vectors.dimension)
        elements.copy(from: vectors.values.span)
    }

    /// The inputs of a model of some kind by this program's tables.
    public init(_ vectors: ElementVectors, kind: SetSettings.Kind) {
        self.init(vectors, positions: kind.positionVectors)
    }
}

extension EmbeddingTables {
    private static let elementName = "embedding/elements"
    private static let presentName = "embedding/present"
    private static let positionName = "wyckoff/vectors"

    /// As a file has them.
    static func names(_ kind: SetSettings.Kind) -> [(array: String, attributes: [String])] {
        elementNames + (kind.hasPositions ? [(positionName, [])] : [])
    }

    /// Those of elements alone.
    static let elementNames = [(array: elementName, attributes: ["name"]), (array: presentName, attributes: [])]

    var arrays: [NamedArray] {
        var arrays = [
            NamedArray(
                name: Self.elementName, shape: [Element.count + 1, vectors.dimension], elements: .floats(vectors.values),
                attributes: ["name": vectors.name]),
            NamedArray(name: Self.presentName, shape: [Element.count + 1], elements: .bytes(vectors.isPresent.map { $0 ? 1 : 0 })),
        ]
        if let positions {
            arrays.append(
                NamedArray(name: Self.positionName, shape: [positions.rows, positions.columns], elements: .floats(positions.elements)))
        }
        return arrays
    }

    /// The tables of a file, which its weights were trained with, and not this program's.
    static func read(_ arrays: [NamedArray], kind: SetSettings.Kind) throws(ModelError) -> EmbeddingTables {
        EmbeddingTables(try readElements(arrays), positions: kind.hasPositions ? try readPositions(arrays) : nil)
    }

    static func readElements(_ arrays: [NamedArray]) throws(ModelError) -> ElementVectors {
        let (elements, present) = (try arrays.array(elementName), try arrays.array(presentName))
        guard elements.shape.count == 2, elements.shape[0] == Element.count + 1, elements.shape[1] > 0 else {
            throw .array(name: elementName, problem: "has shape \(elements.shape), not 119 rows")
        }
        guard case .bytes(let isPresent) = present.elements, isPresent.count == Element.count + 1 else {
            throw .tensorShape(name: presentName, expected: [Element.count + 1], found: present.shape)
        }
        return ElementVectors(
            name: elements.attributes["name"] ?? "unnamed", dimension: elements.shape[1], values: try arrays.floats(elementName),
            isPresent: isPresent.map { $0 != 0 })
    }

    private static func readPositions(_ arrays: [NamedArray]) throws(ModelError) -> Matrix {
        let shape = try arrays.array(positionName).shape
        guard shape.count == 2, shape[0] == WyckoffTable.rowCount, shape[1] > 0 else {
            throw .array(name: positionName, problem: "has shape \(shape), not \(WyckoffTable.rowCount) rows")
        }
        let values = try arrays.floats(positionName)
        let positions = Matrix(packedRows: shape[0], columns: shape[1])
        positions.copy(from: values.span)
        return positions
    }
}

extension EmbeddingTables {
    /// Refuses rows with elements that have no vector.
    ///
    /// - Throws: `ModelMismatch`
    func check(_ rows: some Sequence<Int>, of dataset: Dataset) throws(ModelMismatch) {
        for row in rows {
            guard let element = dataset.atomicNumber(of: row, notIn: vectors.isPresent) else { continue }
            throw ModelMismatch(expected: "elements of its table \(vectors.name)", found: "atomic number \(element) in \(dataset.id(row))")
        }
    }

    /// Why weights that were learnt with other tables mean something else with these; nil where they do not.
    func hindrance(toBeginWith other: EmbeddingTables) -> ModelMismatch? {
        guard elements.elements != other.elements.elements else { return nil }
        return ModelMismatch(expected: "a data set with its element vectors (\(other.vectors.name))", found: "one with others")
    }
}
