import Datasets
import Kernels
import Models

/// The slope of a loss along a random direction of unit length within one block of parameters: by the gradient, and by central differences.
struct CentralDifferences {
    let analytic: Double
    /// For each step.
    let numeric: [Double]

    /// Of the step that is nearest: a kink within a longer one need not lie within a shorter one.
    var error: Double { numeric.map { abs($0 - analytic) }.min() ?? .infinity }

    /// - Parameters:
    ///   - number: of the block, which tells the directions apart
    ///   - loss: at other weights
    init(
        _ block: ParameterBlock, number: Int, weights: ParameterVector, gradient: ParameterVector, steps: [Float],
        loss: (ParameterVector) throws -> Double
    ) rethrows {
        let random = CounterRandom(seed: 11, member: number, purpose: .test)
        var direction = (0..<block.count).map { random.normal(at: $0) }
        let norm = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
        direction = direction.map { $0 / norm }
        analytic = zip(gradient[block].elements, direction).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        func moved(_ step: Float) throws -> Double {
            let shifted = ParameterVector(layout: weights.layout)
            shifted.flat.copy(from: weights.flat)
            let matrix = shifted[block]
            for row in 0..<block.rows {
                for column in 0..<block.columns { matrix[row, column] += step * direction[row * block.columns + column] }
            }
            return try loss(shifted)
        }
        numeric = try steps.map { (try moved($0) - moved(-$0)) / Double(2 * $0) }
    }
}
