/// Linear congruences in three unknowns, integer coefficients · unknowns ≡ value modulo 1, kept in echelon form.
///
/// Adding multiples of one congruence to another, as Euclid's algorithm does to clear a column, changes no solution.
struct Congruences {
    /// By the first unknown that each holds.
    private var steps: [(coefficients: SIMD3<Int>, value: Double)?] = [nil, nil, nil]
    /// How far from an integer a value may be where an integer is due.
    private let tolerance: Double

    init(tolerance: Double) {
        self.tolerance = tolerance
    }

    /// False where it contradicts the others.
    mutating func add(_ coefficients: SIMD3<Int>, _ value: Double) -> Bool {
        var (coefficients, value) = (coefficients, value)
        for unknown in 0..<3 where coefficients[unknown] != 0 {
            guard var step = steps[unknown] else {
                steps[unknown] = (coefficients, value)
                return true
            }
            while coefficients[unknown] != 0 {
                let factor = step.coefficients[unknown] / coefficients[unknown]
                let rest = (step.coefficients &- coefficients &* factor, Self.central(step.value - value * Double(factor)))
                step = (coefficients, value)
                (coefficients, value) = rest
            }
            steps[unknown] = step
        }
        return Self.central(value).magnitude <= tolerance
    }

    /// One of the solutions; unknowns that nothing determines are 0.
    var solution: SIMD3<Double> {
        var unknowns = SIMD3<Double>.zero
        for unknown in [2, 1, 0] {
            guard let step = steps[unknown] else { continue }
            let known = (SIMD3<Double>(step.coefficients) * unknowns).sum()
            unknowns[unknown] = (step.value - known) / Double(step.coefficients[unknown])
        }
        return unknowns
    }

    /// The coefficients as the columns of a matrix: a basis of the lattice that the added ones span. nil where they span none.
    var basis: IntegerMatrix? {
        guard let first = steps[0], let second = steps[1], let third = steps[2] else { return nil }
        return IntegerMatrix(x: first.coefficients, y: second.coefficients, z: third.coefficients)
    }

    /// Modulo 1, as near to 0 as possible.
    private static func central(_ value: Double) -> Double { value - value.rounded(.toNearestOrEven) }
}
