import Kernels
import Materials

/// The vectors of all elements and, for Wren, of all Wyckoff positions: the fixed inputs of a model, or where trainable ones begin.
public struct EmbeddingTables {
    /// [119 × n], row = atomic number.
    public let elements: Matrix
    /// [1731 × columns], row of the Wyckoff table; nil for Roost.
    public let positions: Matrix?

    public init(elements: Matrix, positions: Matrix?) {
        self.elements = elements
        self.positions = positions
    }
}

extension EmbeddingTables {
    /// The inputs of a model: element vectors and, for Wren, the vectors of the Wyckoff table.
    public init(elementVectors: ElementVectors, kind: ModelConfiguration.Kind) {
        let elements = Matrix(packedRows: Element.count + 1, columns: elementVectors.dimension)
        elements.copy(from: elementVectors.values.span)
        guard kind == .wren else {
            self.init(elements: elements, positions: nil)
            return
        }
        let vectors = WyckoffVectors.standard
        let positions = Matrix(packedRows: WyckoffTable.rowCount, columns: vectors.dimension)
        positions.copy(from: vectors.values.span)
        self.init(elements: elements, positions: positions)
    }
}
