import Kernels
import Predictions

/// The rate of oneDNN's products of large square matrices, which those of a step are held against.
///
/// Measured between the repetitions: what a core can do changes with whatever shares it, by a factor of almost two from second to second
/// on a virtual machine, and the best moment of another minute says nothing about a run.
struct BestRate {
    static let size = 1024
    private static let products = 5

    private let a = Matrix(rows: size, columns: size)
    private let b = Matrix(rows: size, columns: size)
    private let c = Matrix(rows: size, columns: size)
    /// Floating-point operations per second.
    private var rates: [Double] = []

    init() {
        a.fill(1)
        b.fill(1)
    }

    mutating func measure() {
        let operations = 2 * Double(Self.size * Self.size * Self.size)
        for _ in 0..<Self.products {
            let start = ContinuousClock.now
            Product.multiply(a.plain, b.plain, into: c)
            rates.append(operations / ((ContinuousClock.now - start) / .seconds(1)))
        }
    }

    /// The middle one is the median.
    var quartiles: (Double, Double, Double) {
        let sorted = rates.sorted()
        return (sorted.sortedQuantile(0.25), sorted.sortedQuantile(0.5), sorted.sortedQuantile(0.75))
    }
}
