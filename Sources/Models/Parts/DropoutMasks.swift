import Datasets
import Kernels

/// What is left of hidden layers' outputs in an epoch of training: 0 for a unit that is dropped, 1/(1 − p) for one that stays, so that
/// nothing has to be scaled where nothing is dropped (Mathematics.md §7).
///
/// Each is a function of (seed, member, epoch, row of the data set, layer, unit), whoever works on the row and whatever the rest of the batch is.
struct DropoutMasks {
    private struct Layer {
        /// Its first column of `factors`, and its first group of four units among those of all hidden layers.
        let column: Int
        let group: Int
        let width: Int
        /// Words below it drop a unit.
        let threshold: UInt32
        let kept: Float
    }

    /// By hidden layer; nil where nothing is dropped.
    private let layers: [Layer?]
    /// Groups of four units in all hidden layers, so that a layer's draws do not depend on the other layers' rates.
    private let groups: Int
    /// [rows × units of the layers that drop some]
    private let factors: Matrix

    /// - Parameters:
    ///   - widths, rates: of all hidden layers
    ///   - rows: at most
    init(widths: [Int], rates: [Double], rows: Int) {
        var (column, group) = (0, 0)
        var layers: [Layer?] = []
        for (width, rate) in zip(widths, rates) {
            let threshold = UInt32(rate * 0x1p32)
            layers.append(rate > 0 ? Layer(column: column, group: group, width: width, threshold: threshold, kept: Float(1 / (1 - rate))) : nil)
            if rate > 0 { column += (width + 15) / 16 * 16 }
            group += (width + 3) / 4
        }
        self.layers = layers
        groups = group
        factors = Matrix(rows: rows, columns: column)
    }

    /// [rows × width]; nil where the layer drops nothing.
    func factors(after layer: Int, rows: Int) -> Matrix? {
        layers[layer].map { factors.prefix(rows: rows).columns($0.column..<($0.column + $0.width)) }
    }

    /// Draws the factors of a material.
    ///
    /// - Parameters:
    ///   - random: of the epoch
    ///   - row: of the data set
    ///   - place: in the batch
    func draw(_ random: CounterRandom, row: Int, at place: Int) {
        factors.rows(place..<(place + 1)).withMutableSpan { span in
            for case .some(let layer) in layers {
                for first in stride(from: 0, to: layer.width, by: 4) {
                    let words = random.words(at: row * groups + layer.group + first / 4)
                    // There is room behind the last unit of a layer.
                    let column = layer.column + first
                    span[column] = words.0 < layer.threshold ? 0 : layer.kept
                    span[column + 1] = words.1 < layer.threshold ? 0 : layer.kept
                    span[column + 2] = words.2 < layer.threshold ? 0 : layer.kept
                    span[column + 3] = words.3 < layer.threshold ? 0 : layer.kept
                }
            }
        }
    }
}
