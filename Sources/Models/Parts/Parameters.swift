import Datasets
import Kernels

/// A named stretch of the flat vector of all parameters, seen as a matrix.
public struct ParameterBlock: Sendable, Equatable {
    public let name: String
    public let offset: Int
    public let rows: Int
    public let columns: Int
    let initialisation: Initialisation

    public var count: Int { rows * columns }
}

/// How a block begins.
enum Initialisation: Sendable, Equatable {
    /// Uniform in ±1/√fanIn, as PyTorch's affine layers begin.
    case uniform(fanIn: Int)
    /// Uniform in ±√(6/fanIn): what leaves a ReLU is as large as what has entered, however many layers there are (He et al., ICCV 2015).
    case rectified(fanIn: Int)
    /// Standard normal, as the reference's powers begin.
    case normal
    case zero
    case one
    /// Set by the caller: embedding tables.
    case given
}

/// Collects blocks; each begins on a vector boundary, so that kernels can read whole vectors.
public struct ParameterLayout: Sendable, Equatable {
    public private(set) var blocks: [ParameterBlock] = []
    public private(set) var count = 0
    /// Where statistics begin, which come last.
    private var firstStatistic: Int?

    /// Values that are learnt by gradient; behind them stand those that are measured in training and belong to the weights all the same.
    public var learntCount: Int { firstStatistic ?? count }

    mutating func add(_ name: String, rows: Int, columns: Int, _ initialisation: Initialisation) -> ParameterBlock {
        precondition(firstStatistic == nil, "statistics behind all that is learnt")
        return append(name, rows: rows, columns: columns, initialisation)
    }

    /// Adds what is measured of batches and not learnt.
    mutating func addStatistic(_ name: String, columns: Int, _ initialisation: Initialisation) -> ParameterBlock {
        if firstStatistic == nil { firstStatistic = count }
        return append(name, rows: 1, columns: columns, initialisation)
    }

    private mutating func append(_ name: String, rows: Int, columns: Int, _ initialisation: Initialisation) -> ParameterBlock {
        let block = ParameterBlock(name: name, offset: count, rows: rows, columns: columns, initialisation: initialisation)
        blocks.append(block)
        count += (block.count + 15) / 16 * 16
        return block
    }
}

/// One flat vector with a value for every parameter: the weights, or their gradient, or a moment of it.
///
/// Flat, so that the optimiser makes one pass and a reduction over ranks is one call.
public struct ParameterVector {
    public let layout: ParameterLayout
    public let flat: Matrix

    public init(layout: ParameterLayout) {
        self.layout = layout
        flat = Matrix(packedRows: 1, columns: layout.count)
    }

    public subscript(block: ParameterBlock) -> Matrix {
        flat.reshaped(from: block.offset, rows: block.rows, columns: block.columns)
    }

    /// Values that depend on the seed, the member and the place alone.
    func initialise(seed: UInt64, member: Int) {
        let random = CounterRandom(seed: seed, member: member, purpose: .weights)
        for block in layout.blocks {
            let matrix = self[block]
            for row in 0..<block.rows {
                for column in 0..<block.columns {
                    let index = block.offset + row * block.columns + column
                    switch block.initialisation {
                    case .uniform(let fanIn):
                        matrix[row, column] = (2 * random.uniform(at: index) - 1) / Float(fanIn).squareRoot()
                    case .rectified(let fanIn):
                        matrix[row, column] = (2 * random.uniform(at: index) - 1) * (6 / Float(fanIn)).squareRoot()
                    case .normal: matrix[row, column] = random.normal(at: index)
                    case .zero: matrix[row, column] = 0
                    case .one: matrix[row, column] = 1
                    case .given: break
                    }
                }
            }
        }
    }
}
