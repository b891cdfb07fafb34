import Glibc

/// A function of the angle θ between two neighbours j and k of a centre and of their distances,
///
///     2 (½ (1 + λ cos θ))^ζ exp(−η (r_j² + r_k² + r_jk²)) f(r_j) f(r_k) f(r_jk),   f(r) = ½ (1 + cos π r / cutoff),
///
/// zero beyond the cutoff; without the terms of r_jk where the third side does not count (Behler, J. Chem. Phys. 134, 074106 (2011), G⁴ and G⁵).
public struct AngularFunction: Sendable, Hashable {
    /// 1/Å²
    public var eta: Double
    public var zeta: Double
    public var lambda: Double
    public var countsThirdSide: Bool

    public init(eta: Double, zeta: Double, lambda: Double, countsThirdSide: Bool) {
        self.eta = eta
        self.zeta = zeta
        self.lambda = lambda
        self.countsThirdSide = countsThirdSide
    }
}

/// Sums of angular functions over all pairs of a centre's neighbours, by pairs of groups of neighbours.
///
/// A pair costs one exponential for each different η; both it and f(r_jk) are functions of r_jk², so that there is neither a root nor a cosine,
/// and cos θ is a product of unit vectors.
public struct AngularSums: Sendable {
    public let functions: [AngularFunction]
    public let cutoff: Double

    /// Functions that share their exponential.
    private struct Family {
        let eta: Double
        let countsThirdSide: Bool
        var members: [(place: Int, zeta: Double, lambda: Double)]
    }
    private let families: [Family]

    /// Of each neighbour, groups padded to whole registers: position, direction, and of each family exp(−η r²) f(r) times the neighbour's weight.
    private var positions: [[Double]] = [[], [], []]
    private var directions: [[Double]] = [[], [], []]
    private var factors: [[Double]]
    /// Places of the neighbours of each group, and where its padding ends.
    private var groups: [(first: Int, count: Int)] = []

    public init(_ functions: [AngularFunction], cutoff: Double) {
        self.functions = functions
        self.cutoff = cutoff
        var families: [Family] = []
        for (place, function) in functions.enumerated() {
            let member = (place, function.zeta, function.lambda)
            if let same = families.firstIndex(where: { $0.eta == function.eta && $0.countsThirdSide == function.countsThirdSide }) {
                families[same].members.append(member)
            } else {
                families.append(Family(eta: function.eta, countsThirdSide: function.countsThirdSide, members: [member]))
            }
        }
        self.families = families
        factors = families.map { _ in [] }
    }

    /// Another centre.
    public mutating func clear() {
        for axis in 0..<3 {
            positions[axis].removeAll(keepingCapacity: true)
            directions[axis].removeAll(keepingCapacity: true)
        }
        for family in factors.indices { factors[family].removeAll(keepingCapacity: true) }
        groups.removeAll(keepingCapacity: true)
    }

    /// Neighbours appended from here on are of another group.
    public mutating func beginGroup() {
        while positions[0].count % width != 0 {
            for axis in 0..<3 {
                positions[axis].append(1e9)
                directions[axis].append(0)
            }
            for family in factors.indices { factors[family].append(0) }
        }
        groups.append((positions[0].count, 0))
    }

    /// - Parameters:
    ///   - vector: from the centre to the neighbour, Å
    ///   - weight: that a neighbour brings into its pairs, f(r) among it
    public mutating func append(_ vector: SIMD3<Double>, distance: Double, weight: Double) {
        for axis in 0..<3 {
            positions[axis].append(vector[axis])
            directions[axis].append(vector[axis] / distance)
        }
        for (place, family) in families.enumerated() { factors[place].append(exp(-family.eta * distance * distance) * weight) }
        groups[groups.count - 1].count += 1
    }

    /// Adds the sums over pairs of neighbours, each counted once.
    ///
    /// - Parameter sums: [pairs of groups × functions]; groups a ≥ b are pair a (a + 1) / 2 + b
    public mutating func add(to sums: inout [Double]) {
        precondition(sums.count == groups.count * (groups.count + 1) / 2 * functions.count, "a sum for each pair of groups and function")
        let count = groups.count
        beginGroup()
        groups.removeLast()
        var totals = [Block](repeating: .zero, count: functions.count)
        for a in 0..<count {
            for b in 0...a {
                for place in totals.indices { totals[place] = .zero }
                for j in groups[a].first..<groups[a].first + groups[a].count {
                    addPairs(of: j, groups[b].first..<(a == b ? j : groups[b].first + groups[b].count), &totals)
                }
                let start = (a * (a + 1) / 2 + b) * functions.count
                for place in totals.indices { sums[start + place] += totals[place].sum() }
            }
        }
    }

    private func addPairs(of j: Int, _ others: Range<Int>, _ totals: inout [Block]) {
        let (square, limit) = (cutoff * cutoff, Block(repeating: cutoff * cutoff))
        let place = SIMD3(positions[0][j], positions[1][j], positions[2][j])
        let direction = SIMD3(directions[0][j], directions[1][j], directions[2][j])
        for start in stride(from: others.lowerBound, to: others.upperBound, by: width) {
            let (dx, dy, dz) = (load(positions[0], start) - place.x, load(positions[1], start) - place.y, load(positions[2], start) - place.z)
            let third = dx * dx + dy * dy + dz * dz
            // The padding's factors are zero; lanes beyond the range are other pairs.
            let isPair = Self.lanes .< Block(repeating: Double(others.upperBound - start))
            let isNear = isPair .& (third .<= limit)
            let cosine =
                load(directions[0], start) * direction.x + load(directions[1], start) * direction.y + load(directions[2], start) * direction.z
            let within = pointwiseMin(third, limit)
            let cut = cutoffFunction(within * (1 / square))
            for (number, family) in families.enumerated() {
                var common = load(factors[number], start) * (2 * factors[number][j])
                if family.countsThirdSide {
                    guard any(isNear) else { continue }
                    common = (common * cut * exponential(within * -family.eta)).replacing(with: 0, where: .!isNear)
                } else {
                    common.replace(with: 0, where: .!isPair)
                }
                for member in family.members {
                    let base = 0.5 + cosine * (0.5 * member.lambda)
                    totals[member.place] += common * power(base, member.zeta)
                }
            }
        }
    }

    private static let lanes = Block(0, 1, 2, 3, 4, 5, 6, 7)
}

private typealias Block = SIMD8<Double>
private let width = 8

@inline(__always)
private func load(_ values: [Double], _ start: Int) -> Block {
    values.withUnsafeBufferPointer { values in
        UnsafeRawPointer(values.baseAddress! + start).loadUnaligned(as: Block.self)
    }
}

/// ½ (1 + cos π√s) for s from 0 to 1, by the series of the cosine, whose next term is below 1e-17.
@inline(__always)
private func cutoffFunction(_ s: Block) -> Block {
    var sum = Block(repeating: cosineTerms[14])
    for n in stride(from: 13, through: 0, by: -1) { sum = Block(repeating: cosineTerms[n]).addingProduct(sum, s) }
    return 0.5 + 0.5 * sum
}

/// (−1)ⁿ π²ⁿ / (2n)!
private let cosineTerms: [Double] = {
    var terms = [1.0]
    for n in 1...14 { terms.append(-terms[n - 1] * Double.pi * Double.pi / Double((2 * n - 1) * 2 * n)) }
    return terms
}()

/// eˣ for x ≤ 0 to a digit or two of the last, zero below −700: 2ᵏ times the series for what is left of x.
@inline(__always)
private func exponential(_ x: Block) -> Block {
    let bounded = pointwiseMax(x, Block(repeating: -700))
    let k = (bounded * 1.4426950408889634).rounded(.toNearestOrEven)
    let rest = bounded.addingProduct(k, Block(repeating: -0.6931471803691238)).addingProduct(k, Block(repeating: -1.9082149292705877e-10))
    var sum = Block(repeating: exponentialTerms[12])
    for n in stride(from: 11, through: 0, by: -1) { sum = Block(repeating: exponentialTerms[n]).addingProduct(sum, rest) }
    let scale = unsafeBitCast((SIMD8<Int64>(k) &+ 1023) &<< 52, to: Block.self)
    return (sum * scale).replacing(with: 0, where: x .< -700)
}

/// 1 / n!
private let exponentialTerms: [Double] = {
    var terms = [1.0]
    for n in 1...12 { terms.append(terms[n - 1] / Double(n)) }
    return terms
}()

/// Powers of numbers that are not negative but by rounding.
@inline(__always)
private func power(_ base: Block, _ exponent: Double) -> Block {
    let positive = pointwiseMax(base, .zero)
    guard let whole = Int(exactly: exponent), whole <= 64 else {
        var result = Block.zero
        for lane in 0..<width { result[lane] = pow(positive[lane], exponent) }
        return result
    }
    var (result, square, left) = (Block(repeating: 1), positive, whole)
    while left > 0 {
        if left & 1 == 1 { result *= square }
        square *= square
        left >>= 1
    }
    return result
}
