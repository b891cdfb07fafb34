import Glibc

extension PairAttention {
    /// The gradient of everything that `forward` read.
    ///
    ///     δa_ij = δu_i · φ(R_i + S_j),   δe_ij = a_ij (δa_ij − Σ_k a_ik δa_ik),   δp = Σ_ij δe_ij log w_j
    ///     δR_i = Σ_j a_ij δu_i ∘ φ'(R_i + S_j),   δS_j = Σ_i a_ij δu_i ∘ φ'(R_i + S_j),   δP, δQ, δv likewise from δe_ij
    ///
    /// - Parameters:
    ///   - projected, normaliser: as `forward` had and left them
    ///   - attendedGradient: [n × message], δu
    ///   - projectedGradient: [n × projectedWidth], overwritten
    ///   - gradient: of the parameters; added to
    public func backward(
        _ nodes: borrowing SegmentedNodes, segments: Range<Int>, projected: Matrix, parameters: Parameters, normaliser: Matrix,
        attendedGradient: Matrix, projectedGradient: Matrix, gradient: Parameters, scratch: Scratch
    ) {
        check(nodes, segments, projected: projected, attended: attendedGradient, normaliser: normaliser, parameters: parameters)
        check(nodes, segments, projected: projectedGradient, attended: attendedGradient, normaliser: normaliser, parameters: gradient)
        let first = nodes.nodes(of: segments).lowerBound
        for segment in segments {
            let range = nodes.range(segment)
            precondition(range.count <= scratch.largestSegment, "scratch of the largest segment")
            differentiate(
                nodes, range, row: range.lowerBound - first, projected: projected, parameters: parameters, normaliser: normaliser,
                attendedGradient: attendedGradient, projectedGradient: projectedGradient, gradient: gradient, scratch: scratch)
        }
    }

    private func differentiate(
        _ nodes: borrowing SegmentedNodes, _ range: Range<Int>, row: Int, projected: Matrix, parameters: Parameters, normaliser: Matrix,
        attendedGradient: Matrix, projectedGradient: Matrix, gradient: Parameters, scratch: Scratch
    ) {
        if range.isEmpty { return }
        let at = columns
        let stride = projected.stride / 16
        let gradientStride = projectedGradient.stride / 16
        let first = projected.lanes(row)
        let firstGradient = projectedGradient.lanes(row)
        let bias = parameters.bias.lanes(0)
        let v = parameters.gate.lanes(0)
        let power = parameters.power.pointer[0]
        let biasGradient = gradient.bias.lanes(0)
        let gateGradient = gradient.gate.lanes(0)
        let a = scratch.attention.pointer
        let slopes = scratch.energies.pointer
        let p = scratch.shifted.lanes(0)
        let r = scratch.shifted.lanes(1)
        let alone = isAlone(nodes, range)
        var powerGradient: Float = 0

        for i in 0..<range.count {
            let own = firstGradient + i * gradientStride
            (own + at.q).update(repeating: .zero, count: at.gate)
            (own + at.s).update(repeating: .zero, count: at.message)
        }
        for i in 0..<range.count {
            let own = first + i * stride
            let ownGradient = firstGradient + i * gradientStride
            let deltaU = attendedGradient.lanes(row + i)
            shift(own + at.p, by: bias, vectors: at.gate, into: p)
            shift(own + at.r, by: bias + at.gate, vectors: at.message, into: r)

            // a again, from the maximum and the denominator that forward kept.
            gate(p, v, partners: first + at.q, stride: stride, count: range.count, vectors: at.gate, into: a)
            let kept = normaliser.pointer + (row + i) * normaliser.stride
            for j in 0..<range.count {
                let logPrior = prior(nodes, node: range.lowerBound + i, partner: range.lowerBound + j, alone: alone, power: power)
                a[j] = expf(a[j] - kept[0] + logPrior) / kept[1]
            }

            // δa, which has the form of an energy with δu in place of v; then δe in its place.
            gate(r, deltaU, partners: first + at.s, stride: stride, count: range.count, vectors: at.message, into: slopes)
            var mean: Float = 0
            for j in 0..<range.count { mean += a[j] * slopes[j] }
            for j in 0..<range.count {
                slopes[j] = a[j] * (slopes[j] - mean)
                powerGradient += slopes[j] * nodes.logWeights[range.lowerBound + j]
            }

            spreadGate(
                p, v, slopes, partners: first + at.q, stride: stride, count: range.count, vectors: at.gate, own: ownGradient + at.p,
                others: firstGradient + at.q, othersStride: gradientStride, gate: gateGradient, bias: biasGradient)
            spreadMessage(
                r, deltaU, a, partners: first + at.s, stride: stride, count: range.count, vectors: at.message, own: ownGradient + at.r,
                others: firstGradient + at.s, othersStride: gradientStride, bias: biasGradient + at.gate)
        }
        gradient.power.pointer[0] += powerGradient
    }
}

/// δP_i, and node i's share of δQ_j, δv and δb_f. With z_j = δe_j φ'(p + q_j): δP = v ∘ Σ z_j, δQ_j += v ∘ z_j, δv += Σ z_j ∘ (p + q_j).
@inline(__always)
private func spreadGate(
    _ p: UnsafePointer<Lanes>, _ v: UnsafePointer<Lanes>, _ slopes: UnsafePointer<Float>, partners: UnsafePointer<Lanes>, stride: Int,
    count: Int, vectors: Int, own: UnsafeMutablePointer<Lanes>, others: UnsafeMutablePointer<Lanes>, othersStride: Int,
    gate: UnsafeMutablePointer<Lanes>, bias: UnsafeMutablePointer<Lanes>
) {
    var k = 0
    while k + 2 <= vectors {
        let p0 = p[k]
        let p1 = p[k + 1]
        let v0 = v[k]
        let v1 = v[k + 1]
        var sum0 = Lanes.zero
        var sum1 = Lanes.zero
        var gate0 = gate[k]
        var gate1 = gate[k + 1]
        var q = partners + k
        var other = others + k
        for j in 0..<count {
            let scale = Lanes(repeating: slopes[j])
            let leaked = scale * leak
            let t0 = p0 + q[0]
            let t1 = p1 + q[1]
            let z0 = slope(t0, scale, leaked)
            let z1 = slope(t1, scale, leaked)
            sum0 += z0
            sum1 += z1
            gate0 = gate0.addingProduct(z0, t0)
            gate1 = gate1.addingProduct(z1, t1)
            other[0] = other[0].addingProduct(z0, v0)
            other[1] = other[1].addingProduct(z1, v1)
            q += stride
            other += othersStride
        }
        own[k] = sum0 * v0
        own[k + 1] = sum1 * v1
        bias[k] += own[k]
        bias[k + 1] += own[k + 1]
        gate[k] = gate0
        gate[k + 1] = gate1
        k += 2
    }
    if k < vectors {
        var sum = Lanes.zero
        for j in 0..<count {
            let scale = Lanes(repeating: slopes[j])
            let t = p[k] + partners[j * stride + k]
            let z = slope(t, scale, scale * leak)
            sum += z
            gate[k] = gate[k].addingProduct(z, t)
            others[j * othersStride + k] = others[j * othersStride + k].addingProduct(z, v[k])
        }
        own[k] = sum * v[k]
        bias[k] += own[k]
    }
}

/// δR_i, and node i's share of δS_j and δb_g. With z_j = a_j φ'(r + s_j): δR = δu ∘ Σ z_j, δS_j += δu ∘ z_j.
@inline(__always)
private func spreadMessage(
    _ r: UnsafePointer<Lanes>, _ deltaU: UnsafePointer<Lanes>, _ weights: UnsafePointer<Float>, partners: UnsafePointer<Lanes>, stride: Int,
    count: Int, vectors: Int, own: UnsafeMutablePointer<Lanes>, others: UnsafeMutablePointer<Lanes>, othersStride: Int,
    bias: UnsafeMutablePointer<Lanes>
) {
    var k = 0
    while k + 2 <= vectors {
        let r0 = r[k]
        let r1 = r[k + 1]
        let d0 = deltaU[k]
        let d1 = deltaU[k + 1]
        var sum0 = Lanes.zero
        var sum1 = Lanes.zero
        var s = partners + k
        var other = others + k
        for j in 0..<count {
            let scale = Lanes(repeating: weights[j])
            let leaked = scale * leak
            let z0 = slope(r0 + s[0], scale, leaked)
            let z1 = slope(r1 + s[1], scale, leaked)
            sum0 += z0
            sum1 += z1
            other[0] = other[0].addingProduct(z0, d0)
            other[1] = other[1].addingProduct(z1, d1)
            s += stride
            other += othersStride
        }
        own[k] = sum0 * d0
        own[k + 1] = sum1 * d1
        bias[k] += own[k]
        bias[k + 1] += own[k + 1]
        k += 2
    }
    if k < vectors {
        var sum = Lanes.zero
        for j in 0..<count {
            let scale = Lanes(repeating: weights[j])
            let z = slope(r[k] + partners[j * stride + k], scale, scale * leak)
            sum += z
            others[j * othersStride + k] = others[j * othersStride + k].addingProduct(z, deltaU[k])
        }
        own[k] = sum * deltaU[k]
        bias[k] += own[k]
    }
}
