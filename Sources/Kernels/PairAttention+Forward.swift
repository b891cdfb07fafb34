import Glibc

extension PairAttention {
    /// Attends over some segments, whose n nodes the rows of all matrices are.
    ///
    /// - Parameters:
    ///   - projected: [n × projectedWidth]
    ///   - attended: [n × message], overwritten with u
    ///   - normaliser: [n × 2], overwritten with max_j e_ij of i's neighbours j and the denominator of a_ij
    public func forward(
        _ nodes: borrowing SegmentedNodes, segments: Range<Int>, projected: Matrix, parameters: Parameters, attended: Matrix,
        normaliser: Matrix, scratch: Scratch
    ) {
        check(nodes, segments, projected: projected, attended: attended, normaliser: normaliser, parameters: parameters)
        let first = nodes.nodes(of: segments).lowerBound
        for segment in segments {
            let range = nodes.range(segment)
            precondition(range.count <= scratch.largestSegment, "scratch of the largest segment")
            attend(
                nodes, range, row: range.lowerBound - first, projected: projected, parameters: parameters, attended: attended,
                normaliser: normaliser, scratch: scratch)
        }
    }

    /// - Parameter row: of the segment's first node
    private func attend(
        _ nodes: borrowing SegmentedNodes, _ range: Range<Int>, row: Int, projected: Matrix, parameters: Parameters, attended: Matrix,
        normaliser: Matrix, scratch: Scratch
    ) {
        if range.isEmpty { return }
        let at = columns
        let stride = projected.stride / 16
        let first = projected.lanes(row)
        let bias = parameters.bias.lanes(0)
        let v = parameters.gate.lanes(0)
        let power = parameters.power.pointer[0]
        let energies = scratch.energies.pointer
        let shifted = scratch.shifted.lanes(0)
        let alone = isAlone(nodes, range)

        for i in 0..<range.count {
            let own = first + i * stride
            shift(own + at.p, by: bias, vectors: at.gate, into: shifted)
            gate(shifted, v, partners: first + at.q, stride: stride, count: range.count, vectors: at.gate, into: energies)

            // Where a node is no neighbour of its own, its energy may not set the scale of those that are.
            let left = pairsSelf || alone || nodes.logCounts[range.lowerBound + i] > 0 ? range.count : i
            var largest = -Float.infinity
            for j in 0..<left { largest = max(largest, energies[j]) }
            for j in min(left + 1, range.count)..<range.count { largest = max(largest, energies[j]) }
            var sum: Float = 0
            for j in 0..<range.count {
                let logPrior = prior(nodes, node: range.lowerBound + i, partner: range.lowerBound + j, alone: alone, power: power)
                let weight = expf(energies[j] - largest + logPrior)
                energies[j] = weight
                sum += weight
            }
            let denominator = sum + 1e-10
            for j in 0..<range.count { energies[j] /= denominator }
            let kept = normaliser.pointer + (row + i) * normaliser.stride
            kept[0] = largest
            kept[1] = denominator

            shift(own + at.r, by: bias + at.gate, vectors: at.message, into: shifted)
            average(
                shifted, partners: first + at.s, stride: stride, weights: energies, count: range.count, vectors: at.message,
                into: attended.lanes(row + i))
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
