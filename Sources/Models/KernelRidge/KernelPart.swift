import Glibc
import Kernels

/// What a member has learnt of one target: which references it has drawn, and a solution for each stage so far.
struct KernelPart {
    static let arrayNames = ["row", "count", "kernel", "alpha"]

    /// Places among the references, and how often each was drawn.
    let places: [Int]
    let counts: [Int]
    /// The last of them predicts.
    var solutions: [KernelSolution] = []

    init(places: [Int], counts: [Int]) {
        (self.places, self.counts) = (places, counts)
    }

    /// One stage alone.
    func only(_ stage: Int) -> KernelPart {
        var part = KernelPart(places: places, counts: counts)
        part.solutions = [solutions[stage - 1]]
        return part
    }

    var arrays: [NamedArray] {
        [
            NamedArray(name: "row", shape: [places.count], elements: .integers(places.map { Int32($0) })),
            NamedArray(name: "count", shape: [counts.count], elements: .integers(counts.map { Int32($0) })),
            NamedArray(
                name: "kernel", shape: [solutions.count, 3], elements: .doubles(solutions.flatMap { [$0.penalty, $0.gamma, $0.amplitude] })),
            NamedArray(name: "alpha", shape: [solutions.count, places.count], elements: .doubles(solutions.flatMap(\.alpha))),
        ]
    }

    /// As a file has it, believed only as far as it can be predicted with.
    init(_ arrays: [NamedArray], references: Int) throws(ModelError) {
        let rows = try arrays.drawnRows(references: references)
        guard rows.places.count <= KernelSettings.mostRows else { throw .array(name: "row", problem: "\(rows.places.count) rows") }
        self.init(places: rows.places, counts: rows.counts)
        let count = try arrays.array("kernel").shape.first ?? 0
        guard (1...1000).contains(count) else { throw .array(name: "kernel", problem: "\(count) stages") }
        let kernels = try arrays.doubles("kernel", shape: [count, 3])
        guard kernels.allSatisfy({ $0 > 0 }) else { throw .array(name: "kernel", problem: "has a number that is not above zero") }
        let alphas = try arrays.doubles("alpha", shape: [count, places.count])
        solutions = (0..<count).map { stage in
            KernelSolution(
                penalty: kernels[3 * stage], gamma: kernels[3 * stage + 1], amplitude: kernels[3 * stage + 2],
                alpha: Array(alphas[stage * places.count..<(stage + 1) * places.count]))
        }
    }
}

/// (K + λI) α = y, and the variance that a Gaussian process with that kernel has.
struct KernelSolution: Equatable {
    /// λ, γ, and yᵀα/n.
    var penalty: Double
    var gamma: Double
    var amplitude: Double
    var alpha: [Double]
}

/// The references of a member among each other, and the factor of K + λI that variances need.
final class KernelSystem {
    private let kernel: KernelSettings.Kernel
    private let places: [Int]
    private let counts: [Int]
    /// Separations of the drawn references.
    private var separations: LowerTriangle
    private var factor: LowerTriangle?

    /// σ² at the least, in standardised units.
    private static let leastVariance = 1e-6

    /// - Parameter isEmpty: whether nothing will be solved, and no variance asked for
    init(_ points: KernelPoints, _ kernel: KernelSettings.Kernel, places: [Int], counts: [Int], isEmpty: Bool = false) {
        (self.kernel, self.places, self.counts) = (kernel, places, counts)
        guard !isEmpty else {
            separations = LowerTriangle(order: 0)
            return
        }
        let references = points.references
        var triangle = LowerTriangle(order: places.count)
        var all = [Double](repeating: 0, count: points.count)
        for (row, place) in places.enumerated() {
            points.separations(place, of: references, first: place + 1, into: &all)
            triangle.withRow(row) { own in for column in 0...row { own[column] = all[places[column]] } }
        }
        separations = triangle
    }

    /// One over the mean separation of two references, or, where it is a product, over that of a reference with itself.
    var usualGamma: Double {
        var (sum, count) = (0.0, 0.0)
        for row in 0..<places.count {
            for column in 0...row where (kernel == .linear) == (row == column) {
                sum += abs(separations[row, column])
                count += 1
            }
        }
        return sum > 0 ? count / sum : 1
    }

    private func matrix(penalty: Double, gamma: Double) -> Cholesky? {
        let kernel = kernel
        let sum = separations.symmetric(adding: counts.map { penalty / Double($0) }) { kernel.value($0, gamma: gamma) }
        return Cholesky(sum, order: places.count)
    }

    /// - Parameters:
    ///   - values: of the drawn references
    ///   - needsVariance: whether variances will be asked for
    /// - Returns: nil where K + λI is not positive definite
    func solve(_ values: [Float], penalty: Double, gamma: Double, needsVariance: Bool) -> KernelSolution? {
        guard let matrix = matrix(penalty: penalty, gamma: gamma) else { return nil }
        let target = values.map { Double($0) }
        let alpha = matrix.solve(target)
        let amplitude = zip(target, alpha).reduce(0) { $0 + $1.0 * $1.1 } / Double(places.count)
        factor = needsVariance ? LowerTriangle(matrix) : nil
        return KernelSolution(penalty: penalty, gamma: gamma, amplitude: max(amplitude, Self.leastVariance), alpha: alpha)
    }

    /// Makes the factor of a solution of a file.
    ///
    /// - Parameter isFinal: whether nothing else will be solved, so that the separations can go
    func prepare(_ solution: KernelSolution, isFinal: Bool) {
        factor = matrix(penalty: solution.penalty, gamma: solution.gamma).map { LowerTriangle($0) }
        if isFinal { separations = LowerTriangle(order: 0) }
    }

    /// Outputs of a task, (mean, log σ) or the mean alone.
    func outputs(_ solution: KernelSolution, _ task: Task, _ points: KernelPoints, _ others: KernelPoints.Others) -> Matrix {
        let outputs = Matrix(rows: others.count, columns: task.outputs)
        let lanes = LowerTriangle.lanes
        var all = [Double](repeating: 0, count: points.count)
        for first in stride(from: 0, to: others.count, by: lanes) {
            var right = [Double](repeating: 0, count: task.hasDeviation ? places.count * lanes : 0)
            let block = first..<min(first + lanes, others.count)
            var prior = [Double](repeating: 1, count: lanes)
            for row in block {
                points.separations(row, of: others, first: points.count, into: &all)
                var mean = 0.0
                for (own, place) in places.enumerated() {
                    // What has no distance is like nothing that is known.
                    let value = all[place].isNaN ? 0 : kernel.value(all[place], gamma: solution.gamma)
                    mean += value * solution.alpha[own]
                    if task.hasDeviation { right[own * lanes + row - first] = value }
                }
                outputs[row, 0] = Float(mean)
                prior[row - first] = kernel.value(points.ownSeparation(row, of: others), gamma: solution.gamma)
            }
            guard task.hasDeviation else { continue }
            let known = factor?.squares(ofSolutionsTo: &right) ?? [Double](repeating: 0, count: lanes)
            for row in block {
                let variance = solution.amplitude * (max(prior[row - first] - known[row - first], 0) + solution.penalty)
                outputs[row, 1] = Float(0.5 * log(max(variance, Self.leastVariance)))
            }
        }
        return outputs
    }
}

extension KernelSettings.Kernel {
    /// Of a separation.
    @inline(__always)
    fileprivate func value(_ separation: Double, gamma: Double) -> Double {
        self == .linear ? gamma * separation : exp(-gamma * separation)
    }
}
