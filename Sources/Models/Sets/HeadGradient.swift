import Kernels

/// Sizes of what one attention head has of parameters.
struct HeadShape {
    /// Rows of the projection.
    let width: Int
    let projectedWidth: Int
    let biasWidth: Int
    let gateWidth: Int

    /// Floats of a `HeadGradient`; each of its parts begins on a vector boundary.
    var count: Int { width * projectedWidth + [biasWidth, gateWidth, 1].reduce(0) { $0 + Self.whole($1) } }

    static func whole(_ count: Int) -> Int { (count + 15) / 16 * 16 }
}

/// The gradient of one head's share of an attention's parameters in one row: small enough for its partial sums over slices to stay in the
/// second-level cache.
struct HeadGradient {
    let row: Matrix
    /// [width × projected]
    let projection: Matrix
    let parameters: PairAttention.Parameters
    private let withoutProjection: Matrix

    init(_ shape: HeadShape, _ row: Matrix) {
        self.row = row
        projection = row.reshaped(from: 0, rows: shape.width, columns: shape.projectedWidth)
        let bias = shape.width * shape.projectedWidth
        let gate = bias + HeadShape.whole(shape.biasWidth)
        let power = gate + HeadShape.whole(shape.gateWidth)
        parameters = PairAttention.Parameters(
            bias: row.reshaped(from: bias, rows: 1, columns: shape.biasWidth), gate: row.reshaped(from: gate, rows: 1, columns: shape.gateWidth),
            power: row.reshaped(from: power, rows: 1, columns: 1))
        withoutProjection = row.reshaped(from: bias, rows: 1, columns: shape.count - bias)
    }

    /// The kernels add to the gradients of the small parameters.
    func clearParameters() { withoutProjection.fill(0) }

    func copy(toProjection other: Matrix, parameters others: PairAttention.Parameters) {
        other.copy(from: projection)
        others.bias.copy(from: parameters.bias)
        others.gate.copy(from: parameters.gate)
        others.power.copy(from: parameters.power)
    }
}
