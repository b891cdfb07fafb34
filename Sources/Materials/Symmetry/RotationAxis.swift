extension IntegerMatrix {
    /// A rotation without its inversion.
    var proper: IntegerMatrix { self * determinant }

    /// How often a proper rotation has to be applied until nothing has turned: 1, 2, 3, 4 or 6; nil for what is no rotation of a lattice.
    var rotationOrder: Int? {
        switch trace {
        case 3: 1
        case -1: 2
        case 0: 3
        case 1: 4
        case 2: 6
        default: nil
        }
    }

    /// The sum of a proper rotation's powers: takes every vector to a multiple of its part along the axis.
    func sumOfPowers(order: Int) -> IntegerMatrix {
        var (sum, power) = (IntegerMatrix.identity, IntegerMatrix.identity)
        for _ in 1..<order {
            power = power * self
            sum = IntegerMatrix(x: sum.x &+ power.x, y: sum.y &+ power.y, z: sum.z &+ power.z)
        }
        return sum
    }

    /// The direction of a proper rotation's axis.
    func axis(order: Int) -> SIMD3<Int> { (sumOfPowers(order: order).columns.first { $0 != .zero } ?? .zero).direction }
}

extension SIMD3 where Scalar == Int {
    /// The shortest lattice vector along this one, its first component that is not 0 positive.
    var direction: SIMD3<Int> {
        let divisor = greatestCommonDivisor(greatestCommonDivisor(x, y), z).magnitude
        let sign = (x != 0 ? x : y != 0 ? y : z).signum()
        return self / (Int(Swift.max(divisor, 1)) * (sign == 0 ? 1 : sign))
    }
}
