import Glibc

/// Weighted soft attention between all nodes of a set, factorised so that no pair is ever built
/// (Mathematics.md §1, "The exact factorisation"; thesis eqs 4.2–4.4).
///
/// One head. A projected row holds `P | Q | R | S`: P, Q of the gate's width and R, S of the message's width.
///
///     e_ij = v · φ(P_i + b_f + Q_j)
///     a_ij = c_j w_j^p exp(e_ij) / (Σ_k c_k w_k^p exp(e_ik) + 1e-10)
///     u_i  = Σ_j a_ij φ(R_i + b_g + S_j)
///
/// Works on the nodes of some consecutive segments at a time, few enough that their rows stay in the cache: every matrix holds the rows of
/// those nodes and no others. One pass over the partners of a node keeps its row in registers; what backward needs of a row of a is
/// computed again.
public struct PairAttention {
    public let gateWidth: Int
    public let messageWidth: Int
    /// Whether a node is its own neighbour, as in the reference. A lone node always is.
    public let pairsSelf: Bool

    /// Both widths must be multiples of 16, the lanes of a vector.
    public init(gateWidth: Int, messageWidth: Int, pairsSelf: Bool) {
        precondition(gateWidth > 0 && messageWidth > 0 && gateWidth % 16 == 0 && messageWidth % 16 == 0, "whole vectors")
        self.gateWidth = gateWidth
        self.messageWidth = messageWidth
        self.pairsSelf = pairsSelf
    }

    public var projectedWidth: Int { 2 * (gateWidth + messageWidth) }
    public var attendedWidth: Int { messageWidth }
    /// Width of the joined biases of P and R.
    public var biasWidth: Int { gateWidth + messageWidth }

    /// What the attention learns, as views of the parameters or of their gradient.
    public struct Parameters {
        /// [1 × gate + message]: b_f then b_g.
        public let bias: Matrix
        /// [1 × gate]: v.
        public let gate: Matrix
        /// [1 × 1]: p.
        public let power: Matrix

        public init(bias: Matrix, gate: Matrix, power: Matrix) {
            self.bias = bias
            self.gate = gate
            self.power = power
        }
    }

    /// Scratch for one node's row, sized once for the largest segment.
    public final class Scratch {
        let shifted: Matrix
        let energies: Matrix
        let attention: Matrix

        public init(largestSegment: Int, widest: Int) {
            shifted = Matrix(rows: 2, columns: widest)
            energies = Matrix(rows: 1, columns: max(largestSegment, 1))
            attention = Matrix(rows: 1, columns: max(largestSegment, 1))
        }

        public var largestSegment: Int { energies.columns }
    }

    /// First vectors of P, Q, R and S in a projected row, and the vectors of both widths.
    struct Columns {
        let p, q, r, s: Int
        let gate, message: Int
    }

    var columns: Columns {
        let gate = gateWidth / 16
        let message = messageWidth / 16
        return Columns(p: 0, q: gate, r: 2 * gate, s: 2 * gate + message, gate: gate, message: message)
    }

    /// log(c_j w_j^p), with node i's own copy taken out of its neighbourhood where nodes do not pair with themselves.
    @inline(__always)
    func prior(_ nodes: borrowing SegmentedNodes, node: Int, partner: Int, alone: Bool, power: Float) -> Float {
        var logCount = nodes.logCounts[partner]
        if !pairsSelf && node == partner && !alone {
            // expm1(log c) = c − 1 twins remain; none leaves −∞ and so no weight.
            logCount = logf(expm1f(logCount).rounded())
        }
        return power * nodes.logWeights[partner] + logCount
    }

    /// A node that stands for itself alone in its segment.
    @inline(__always)
    func isAlone(_ nodes: borrowing SegmentedNodes, _ segment: Range<Int>) -> Bool {
        segment.count == 1 && nodes.logCounts[segment.lowerBound] == 0
    }

    func check(
        _ nodes: borrowing SegmentedNodes, _ segments: Range<Int>, projected: Matrix, attended: Matrix, normaliser: Matrix,
        parameters: Parameters
    ) {
        let count = nodes.nodes(of: segments).count
        precondition(projected.rows == count && projected.columns == projectedWidth && projected.hasAlignedRows, "projected rows")
        precondition(attended.rows == count && attended.columns == attendedWidth && attended.hasAlignedRows, "attended rows")
        precondition(normaliser.rows == count && normaliser.columns == 2, "normaliser rows")
        precondition(parameters.bias.columns == biasWidth && parameters.bias.hasAlignedRows, "bias of the attention")
        precondition(parameters.gate.columns == gateWidth && parameters.gate.hasAlignedRows, "gate of the attention")
        precondition(parameters.power.columns == 1, "power of the attention")
    }
}

/// e_j = v · φ(p + q_j) for the partners of one node, four at a time so that additions overlap.
///
/// - Parameters:
///   - p, v: `vectors` vectors each
///   - partners: q of the first partner; rows are `stride` vectors apart
@inline(__always)
func gate(
    _ p: UnsafePointer<Lanes>, _ v: UnsafePointer<Lanes>, partners: UnsafePointer<Lanes>, stride: Int, count: Int, vectors: Int,
    into energies: UnsafeMutablePointer<Float>
) {
    var j = 0
    while j + 4 <= count {
        let q0 = partners + j * stride
        let q1 = q0 + stride
        let q2 = q1 + stride
        let q3 = q2 + stride
        var e0 = Lanes.zero
        var e1 = Lanes.zero
        var e2 = Lanes.zero
        var e3 = Lanes.zero
        for k in 0..<vectors {
            let pk = p[k]
            let vk = v[k]
            e0 = e0.addingProduct(leaky(pk + q0[k]), vk)
            e1 = e1.addingProduct(leaky(pk + q1[k]), vk)
            e2 = e2.addingProduct(leaky(pk + q2[k]), vk)
            e3 = e3.addingProduct(leaky(pk + q3[k]), vk)
        }
        energies[j] = total(e0)
        energies[j + 1] = total(e1)
        energies[j + 2] = total(e2)
        energies[j + 3] = total(e3)
        j += 4
    }
    while j < count {
        let q = partners + j * stride
        var even = Lanes.zero
        var odd = Lanes.zero
        var k = 0
        while k + 2 <= vectors {
            even = even.addingProduct(leaky(p[k] + q[k]), v[k])
            odd = odd.addingProduct(leaky(p[k + 1] + q[k + 1]), v[k + 1])
            k += 2
        }
        if k < vectors { even = even.addingProduct(leaky(p[k] + q[k]), v[k]) }
        energies[j] = total(even + odd)
        j += 1
    }
}

/// out = x + bias, in whole vectors.
@inline(__always)
func shift(_ x: UnsafePointer<Lanes>, by bias: UnsafePointer<Lanes>, vectors: Int, into out: UnsafeMutablePointer<Lanes>) {
    for k in 0..<vectors { out[k] = x[k] + bias[k] }
}
