import Glibc

extension PairAttention {
    /// Attends over every segment.
    ///
    /// - Parameters:
    ///   - projected: [N × projectedWidth]
    ///   - attended: [N × heads·message], overwritten with u
    ///   - normaliser: [N × 2·heads], overwritten with max_j e_ij and the denominator of a_ij
    public func forward(
        _ nodes: borrowing SegmentedNodes, projected: Matrix, parameters: Parameters, attended: Matrix, normaliser: Matrix, scratch: Scratch
    ) {
        check(nodes, projected: projected, attended: attended, normaliser: normaliser, parameters: parameters)
        for head in 0..<heads {
            for segment in 0..<nodes.segmentCount {
                let range = nodes.range(segment)
                precondition(range.count <= scratch.largestSegment, "scratch of the largest segment")
                attend(
                    nodes, range, head: head, projected: projected, parameters: parameters, attended: attended, normaliser: normaliser,
                    scratch: scratch)
            }
        }
    }

    private func attend(
        _ nodes: borrowing SegmentedNodes, _ range: Range<Int>, head: Int, projected: Matrix, parameters: Parameters, attended: Matrix,
        normaliser: Matrix, scratch: Scratch
    ) {
        if range.isEmpty { return }
        let at = columns(head: head)
        let stride = projected.stride / 16
        let first = projected.lanes(range.lowerBound)
        let bias = parameters.bias.lanes(0)
        let v = parameters.gate.lanes(head)
        let power = parameters.power.pointer[head]
        let energies = scratch.energies.pointer
        let shifted = scratch.shifted.lanes(0)
        let alone = isAlone(nodes, range)

        for node in range {
            let row = projected.lanes(node)
            shift(row + at.p, by: bias + at.gateBias, vectors: at.gate, into: shifted)
            gate(shifted, v, partners: first + at.q, stride: stride, count: range.count, vectors: at.gate, into: energies)

            var largest = -Float.infinity
            for j in 0..<range.count { largest = max(largest, energies[j]) }
            var sum: Float = 0
            for j in 0..<range.count {
                let logPrior = prior(nodes, node: node, partner: range.lowerBound + j, alone: alone, power: power)
                let weight = expf(energies[j] - largest + logPrior)
                energies[j] = weight
                sum += weight
            }
            let denominator = sum + 1e-10
            for j in 0..<range.count { energies[j] /= denominator }
            let kept = normaliser.pointer + node * normaliser.stride + 2 * head
            kept[0] = largest
            kept[1] = denominator

            shift(row + at.r, by: bias + at.messageBias, vectors: at.message, into: shifted)
            average(
                shifted, partners: first + at.s, stride: stride, weights: energies, count: range.count, vectors: at.message,
                into: attended.lanes(node) + head * at.message)
        }
    }
}

/// out = Σ_j a_j φ(r + s_j): four vectors of r and of the sum stay in registers while all partners pass.
@inline(__always)
private func average(
    _ r: UnsafePointer<Lanes>, partners: UnsafePointer<Lanes>, stride: Int, weights: UnsafePointer<Float>, count: Int, vectors: Int,
    into out: UnsafeMutablePointer<Lanes>
) {
    var k = 0
    while k + 4 <= vectors {
        let r0 = r[k]
        let r1 = r[k + 1]
        let r2 = r[k + 2]
        let r3 = r[k + 3]
        var u0 = Lanes.zero
        var u1 = Lanes.zero
        var u2 = Lanes.zero
        var u3 = Lanes.zero
        var s = partners + k
        for j in 0..<count {
            let a = Lanes(repeating: weights[j])
            u0 = u0.addingProduct(leaky(r0 + s[0]), a)
            u1 = u1.addingProduct(leaky(r1 + s[1]), a)
            u2 = u2.addingProduct(leaky(r2 + s[2]), a)
            u3 = u3.addingProduct(leaky(r3 + s[3]), a)
            s += stride
        }
        out[k] = u0
        out[k + 1] = u1
        out[k + 2] = u2
        out[k + 3] = u3
        k += 4
    }
    while k < vectors {
        var u = Lanes.zero
        for j in 0..<count { u = u.addingProduct(leaky(r[k] + partners[j * stride + k]), Lanes(repeating: weights[j])) }
        out[k] = u
        k += 1
    }
}
