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

    private struct Member {
        let place: Int
        let lambda: Double
        let zeta: Double
        /// ζ where it is whole and not large, else −1.
        let power: Int
    }
    /// Functions that share their exponential: which of `members` they are.
    private struct Family {
        let eta: Double
        let countsThirdSide: Bool
        let members: Range<Int>
    }
    private let families: [Family]
    private let members: [Member]

    /// Neighbours in blocks of a register's width: of each block rows of x, y, z, of the direction, and of each family exp(−η r²) times the
    /// neighbour's weight. Groups begin with a block of their own; what is not filled is zero and adds nothing.
    private var blocks: [Double] = []
    private var groups: [(first: Int, count: Int)] = []
    private var count = 0
    private var rows: Int { 6 + families.count }

    public init(_ functions: [AngularFunction], cutoff: Double) {
        self.functions = functions
        self.cutoff = cutoff
        var (families, members): ([Family], [Member]) = ([], [])
        var left = Array(functions.enumerated())
        while let first = left.first?.element {
            let same = left.filter { $0.element.eta == first.eta && $0.element.countsThirdSide == first.countsThirdSide }
            left.removeAll { $0.element.eta == first.eta && $0.element.countsThirdSide == first.countsThirdSide }
            let start = members.count
            members += same.map { place, function in
                let whole = Int(exactly: function.zeta).flatMap { (0...64).contains($0) ? $0 : nil } ?? -1
                return Member(place: place, lambda: function.lambda, zeta: function.zeta, power: whole)
            }
            families.append(Family(eta: first.eta, countsThirdSide: first.countsThirdSide, members: start..<members.count))
        }
        self.families = families
        self.members = members
    }

    /// Another centre.
    public mutating func clear() {
        blocks.removeAll(keepingCapacity: true)
        groups.removeAll(keepingCapacity: true)
        count = 0
    }

    /// Neighbours appended from here on are of another group.
    public mutating func beginGroup() {
        count = (count + width - 1) / width * width
        groups.append((count, 0))
    }

    /// - Parameters:
    ///   - vector: from the centre to the neighbour, Å
    ///   - weight: that a neighbour brings into its pairs, f(r) among it
    public mutating func append(_ vector: SIMD3<Double>, distance: Double, weight: Double) {
        precondition(!groups.isEmpty, "a group for the neighbour")
        let (block, lane) = (count / width * rows, count % width)
        if lane == 0 { blocks.append(contentsOf: repeatElement(0, count: rows * width)) }
        for axis in 0..<3 {
            blocks[(block + axis) * width + lane] = vector[axis]
            blocks[(block + 3 + axis) * width + lane] = vector[axis] / distance
        }
        for (place, family) in families.enumerated() {
            blocks[(block + 6 + place) * width + lane] = exp(-family.eta * distance * distance) * weight
        }
        count += 1
        groups[groups.count - 1].count += 1
    }

    /// Adds the sums over pairs of neighbours, each counted once.
    ///
    /// - Parameter sums: [pairs of groups × functions]; groups a ≥ b are pair a (a + 1) / 2 + b
    public func add(to sums: inout [Double]) {
        precondition(sums.count == groups.count * (groups.count + 1) / 2 * functions.count, "a sum for each pair of groups and function")
        let rows = rows
        var totals = [Block](repeating: .zero, count: functions.count)
        blocks.withUnsafeBufferPointer { blocks in
            families.withUnsafeBufferPointer { families in
                members.withUnsafeBufferPointer { members in
                    totals.withUnsafeMutableBufferPointer { totals in
                        let scene = Scene(blocks: blocks, rows: rows, families: families, members: members, totals: totals, cutoff: cutoff)
                        for a in groups.indices {
                            for b in 0...a {
                                for place in totals.indices { totals[place] = .zero }
                                let (own, other) = (groups[a], groups[b])
                                for j in own.first..<own.first + own.count {
                                    scene.addPairs(of: j, other.first..<(a == b ? j : other.first + other.count))
                                }
                                let start = (a * (a + 1) / 2 + b) * functions.count
                                for place in totals.indices { sums[start + place] += totals[place].sum() }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What the innermost loop reads and writes.
    private struct Scene {
        let blocks: UnsafeBufferPointer<Double>
        let rows: Int
        let families: UnsafeBufferPointer<Family>
        let members: UnsafeBufferPointer<Member>
        let totals: UnsafeMutableBufferPointer<Block>
        let cutoff: Double

        @inline(__always)
        private func value(_ row: Int, of neighbour: Int) -> Double { blocks[(neighbour / width * rows + row) * width + neighbour % width] }

        @inline(__always)
        private func load(_ row: Int, _ block: Int) -> Block {
            UnsafeRawPointer(blocks.baseAddress.unsafelyUnwrapped + (block * rows + row) * width).loadUnaligned(as: Block.self)
        }

        func addPairs(of j: Int, _ others: Range<Int>) {
            let limit = Block(repeating: cutoff * cutoff)
            let scale = 1 / (cutoff * cutoff)
            let place = SIMD3(value(0, of: j), value(1, of: j), value(2, of: j))
            let direction = SIMD3(value(3, of: j), value(4, of: j), value(5, of: j))
            for start in stride(from: others.lowerBound, to: others.upperBound, by: width) {
                let block = start / width
                let (dx, dy, dz) = (load(0, block) - place.x, load(1, block) - place.y, load(2, block) - place.z)
                let third = dx * dx + dy * dy + dz * dz
                // Lanes beyond the range are other pairs.
                let isPair = Block(0, 1, 2, 3, 4, 5, 6, 7) .< Block(repeating: Double(others.upperBound - start))
                let isNear = isPair .& (third .<= limit)
                let cosine = load(3, block) * direction.x + load(4, block) * direction.y + load(5, block) * direction.z
                let within = third.replacing(with: limit, where: third .> limit)
                let cut = cutoffFunction(within * scale)
                for number in families.indices {
                    let family = families[number]
                    var common = load(6 + number, block) * (2 * value(6 + number, of: j))
                    if family.countsThirdSide {
                        common = (common * cut * exponential(within * -family.eta)).replacing(with: 0, where: .!isNear)
                    } else {
                        common.replace(with: 0, where: .!isPair)
                    }
                    for index in family.members {
                        let member = members[index]
                        let base = 0.5 + cosine * (0.5 * member.lambda)
                        totals[member.place] += common * power(base.replacing(with: 0, where: base .< 0), member.power, member.zeta)
                    }
                }
            }
        }
    }
}

private typealias Block = SIMD8<Double>
private let width = 8

/// ½ (1 + cos π√s) for s from 0 to 1, by the series of the cosine: (−1)ⁿ π²ⁿ / (2n)! as far as 1e-16.
@inline(__always)
private func cutoffFunction(_ s: Block) -> Block {
    var sum = Block(repeating: 2.729327261598196e-16)
    sum = Block(repeating: -2.0906323353147685e-14).addingProduct(sum, s)
    sum = Block(repeating: 1.3768647280377414e-12).addingProduct(sum, s)
    sum = Block(repeating: -7.700707130601354e-11).addingProduct(sum, s)
    sum = Block(repeating: 3.604730797462501e-09).addingProduct(sum, s)
    sum = Block(repeating: -1.3878952462213771e-07).addingProduct(sum, s)
    sum = Block(repeating: 4.303069587032947e-06).addingProduct(sum, s)
    sum = Block(repeating: -0.0001046381049248457).addingProduct(sum, s)
    sum = Block(repeating: 0.0019295743094039231).addingProduct(sum, s)
    sum = Block(repeating: -0.02580689139001406).addingProduct(sum, s)
    sum = Block(repeating: 0.2353306303588932).addingProduct(sum, s)
    sum = Block(repeating: -1.3352627688545895).addingProduct(sum, s)
    sum = Block(repeating: 4.0587121264167685).addingProduct(sum, s)
    sum = Block(repeating: -4.934802200544679).addingProduct(sum, s)
    sum = Block(repeating: 1.0).addingProduct(sum, s)
    return 0.5 + 0.5 * sum
}

/// eˣ for x ≤ 0 to a digit or two of the last, zero below −700: 2ᵏ times the series 1 / n! for what is left of x.
@inline(__always)
private func exponential(_ x: Block) -> Block {
    let bounded = x.replacing(with: -700, where: x .< -700)
    // Beside so large a number there is room for whole ones alone, in the lowest bits.
    let large = Block(repeating: 0x1.8p52)
    let rounded = large.addingProduct(bounded, Block(repeating: 1.4426950408889634))
    let k = rounded - large
    let rest = bounded.addingProduct(k, Block(repeating: -0.6931471803691238)).addingProduct(k, Block(repeating: -1.9082149292705877e-10))
    var sum = Block(repeating: 2.08767569878681e-09)
    sum = Block(repeating: 2.505210838544172e-08).addingProduct(sum, rest)
    sum = Block(repeating: 2.755731922398589e-07).addingProduct(sum, rest)
    sum = Block(repeating: 2.7557319223985893e-06).addingProduct(sum, rest)
    sum = Block(repeating: 2.48015873015873e-05).addingProduct(sum, rest)
    sum = Block(repeating: 0.0001984126984126984).addingProduct(sum, rest)
    sum = Block(repeating: 0.001388888888888889).addingProduct(sum, rest)
    sum = Block(repeating: 0.008333333333333333).addingProduct(sum, rest)
    sum = Block(repeating: 0.041666666666666664).addingProduct(sum, rest)
    sum = Block(repeating: 0.16666666666666666).addingProduct(sum, rest)
    sum = Block(repeating: 0.5).addingProduct(sum, rest)
    sum = Block(repeating: 1.0).addingProduct(sum, rest)
    sum = Block(repeating: 1.0).addingProduct(sum, rest)
    let scale = unsafeBitCast((unsafeBitCast(rounded, to: SIMD8<Int64>.self) &+ 1023) &<< 52, to: Block.self)
    return (sum * scale).replacing(with: 0, where: x .< -700)
}

/// A power of numbers that are not negative.
///
/// - Parameter whole: the exponent, or less than 0 where only `exponent` says it
@inline(__always)
private func power(_ base: Block, _ whole: Int, _ exponent: Double) -> Block {
    guard whole >= 0 else {
        var result = Block.zero
        for lane in 0..<width { result[lane] = pow(base[lane], exponent) }
        return result
    }
    var (result, square, left) = (Block(repeating: 1), base, whole)
    while left > 0 {
        if left & 1 == 1 { result *= square }
        square *= square
        left >>= 1
    }
    return result
}
