import Glibc

/// Weighted attention pooling of each set's nodes, then the mean over the sets of a group (mathematics §1, "Pooling").
///
/// A projected row holds, for each head, `P | R`. For the sets s of group g:
///
///     e_i = v · φ(P_i + b_f),   a_i = c_i w_i^p exp(e_i) / (Σ_k c_k w_k^p exp(e_k) + 1e-10),   u_g = ⟨Σ_i a_i φ(R_i + b_g)⟩_s
///
/// The last affine map of the message is linear, so it is left to the caller, who applies it once per group to u.
public struct PoolingAttention {
    public let heads: Int
    public let gateWidth: Int
    public let messageWidth: Int

    /// Both widths must be multiples of 16, the lanes of a vector.
    public init(heads: Int, gateWidth: Int, messageWidth: Int) {
        precondition(heads > 0 && gateWidth > 0 && messageWidth > 0 && gateWidth % 16 == 0 && messageWidth % 16 == 0, "whole vectors")
        self.heads = heads
        self.gateWidth = gateWidth
        self.messageWidth = messageWidth
    }

    public var projectedWidth: Int { heads * (gateWidth + messageWidth) }
    public var pooledWidth: Int { heads * messageWidth }

    /// Sums over groups of segments.
    ///
    /// - Parameters:
    ///   - groups: group g owns segments `groups[g] ..< groups[g + 1]`
    ///   - projected: [N × projectedWidth], biases not yet added
    ///   - pooled: [groups × heads·message], overwritten with u
    ///   - attention: [N × heads], overwritten with a
    public func forward(
        _ nodes: borrowing SegmentedNodes, groups: Span<Int32>, projected: Matrix, parameters: PairAttention.Parameters, pooled: Matrix,
        attention: Matrix
    ) {
        check(nodes, groups, projected, pooled, attention, parameters)
        let message = messageWidth / 16
        for group in 0..<(groups.count - 1) {
            let segments = Int(groups[group])..<Int(groups[group + 1])
            pooled.lanes(group).update(repeating: .zero, count: heads * message)
            for head in 0..<heads {
                let at = columns(head: head)
                let bias = parameters.bias.lanes(0) + at.p
                for segment in segments {
                    let range = nodes.range(segment)
                    attend(nodes, range, head: head, projected: projected, parameters: parameters, attention: attention)
                    let share = 1 / Float(segments.count)
                    let out = pooled.lanes(group) + head * message
                    for node in range {
                        let weight = Lanes(repeating: attention.pointer[node * attention.stride + head] * share)
                        let row = projected.lanes(node) + at.r
                        for k in 0..<message { out[k] = out[k].addingProduct(leaky(row[k] + bias[at.r - at.p + k]), weight) }
                    }
                }
            }
        }
    }

    /// The gradient of everything that `forward` read.
    ///
    /// - Parameters:
    ///   - which: the groups to go through, all others are left alone
    ///   - pooledGradient: [groups × heads·message], δu
    ///   - projectedGradient: [N × projectedWidth], the rows of these groups overwritten
    ///   - gradient: of the parameters; added to
    public func backward(
        _ nodes: borrowing SegmentedNodes, groups: Span<Int32>, only which: Range<Int>, projected: Matrix,
        parameters: PairAttention.Parameters, attention: Matrix, pooledGradient: Matrix, projectedGradient: Matrix, gradient: PairAttention.Parameters
    ) {
        check(nodes, groups, projected, pooledGradient, attention, parameters)
        check(nodes, groups, projectedGradient, pooledGradient, attention, gradient)
        precondition(which.lowerBound >= 0 && which.upperBound <= groups.count - 1, "groups of these segments")
        for group in which {
            let segments = Int(groups[group])..<Int(groups[group + 1])
            for head in 0..<heads {
                let deltaU = pooledGradient.lanes(group) + head * (messageWidth / 16)
                for segment in segments {
                    differentiate(
                        nodes, nodes.range(segment), head: head, share: 1 / Float(segments.count), projected: projected,
                        parameters: parameters, attention: attention, deltaU: deltaU, projectedGradient: projectedGradient,
                        gradient: gradient)
                }
            }
        }
    }

    private func attend(
        _ nodes: borrowing SegmentedNodes, _ range: Range<Int>, head: Int, projected: Matrix, parameters: PairAttention.Parameters,
        attention: Matrix
    ) {
        let at = columns(head: head)
        let bias = parameters.bias.lanes(0) + at.p
        let v = parameters.gate.lanes(head)
        let power = parameters.power.pointer[head]
        let a = attention.pointer + head
        var largest = -Float.infinity
        for node in range {
            let row = projected.lanes(node) + at.p
            var sum = Lanes.zero
            for k in 0..<(gateWidth / 16) { sum = sum.addingProduct(leaky(row[k] + bias[k]), v[k]) }
            let energy = total(sum)
            a[node * attention.stride] = energy
            largest = max(largest, energy)
        }
        var sum: Float = 0
        for node in range {
            let weight = expf(a[node * attention.stride] - largest + power * nodes.logWeights[node] + nodes.logCounts[node])
            a[node * attention.stride] = weight
            sum += weight
        }
        for node in range { a[node * attention.stride] /= sum + 1e-10 }
    }

    private func differentiate(
        _ nodes: borrowing SegmentedNodes, _ range: Range<Int>, head: Int, share: Float, projected: Matrix,
        parameters: PairAttention.Parameters, attention: Matrix, deltaU: UnsafePointer<Lanes>, projectedGradient: Matrix,
        gradient: PairAttention.Parameters
    ) {
        let at = columns(head: head)
        let gate = gateWidth / 16
        let message = messageWidth / 16
        let bias = parameters.bias.lanes(0) + at.p
        let biasGradient = gradient.bias.lanes(0) + at.p
        let v = parameters.gate.lanes(head)
        let gateGradient = gradient.gate.lanes(head)
        let a = attention.pointer + head
        let messageBias = at.r - at.p

        // First pass: δR, and Σ a δa.
        var mean: Float = 0
        for node in range {
            let row = projected.lanes(node) + at.r
            let out = projectedGradient.lanes(node) + at.r
            let weight = a[node * attention.stride]
            let scale = Lanes(repeating: weight * share)
            let leaked = scale * leak
            var sum = Lanes.zero
            for k in 0..<message {
                let t = row[k] + bias[messageBias + k]
                sum = sum.addingProduct(leaky(t), deltaU[k])
                out[k] = slope(t, scale, leaked) * deltaU[k]
                biasGradient[messageBias + k] += out[k]
            }
            let slopeOfWeight = total(sum) * share
            mean += weight * slopeOfWeight
            // δa waits in the place of δP's first element until the mean is known.
            projectedGradient.pointer[node * projectedGradient.stride + at.p * 16] = slopeOfWeight
        }
        // Second pass: δe, and with it δP, δv, δp.
        var powerGradient: Float = 0
        for node in range {
            let row = projected.lanes(node) + at.p
            let out = projectedGradient.lanes(node) + at.p
            let energyGradient =
                a[node * attention.stride] * (projectedGradient.pointer[node * projectedGradient.stride + at.p * 16] - mean)
            powerGradient += energyGradient * nodes.logWeights[node]
            let scale = Lanes(repeating: energyGradient)
            let leaked = scale * leak
            for k in 0..<gate {
                let t = row[k] + bias[k]
                let z = slope(t, scale, leaked)
                gateGradient[k] = gateGradient[k].addingProduct(z, t)
                out[k] = z * v[k]
                biasGradient[k] += out[k]
            }
        }
        gradient.power.pointer[head] += powerGradient
    }

    /// First vectors of P and R of a head, in a projected row and in the joined biases alike.
    private func columns(head: Int) -> (p: Int, r: Int) {
        let first = head * (gateWidth + messageWidth) / 16
        return (first, first + gateWidth / 16)
    }

    private func check(
        _ nodes: borrowing SegmentedNodes, _ groups: Span<Int32>, _ projected: Matrix, _ pooled: Matrix, _ attention: Matrix,
        _ parameters: PairAttention.Parameters
    ) {
        let count = nodes.nodeCount
        precondition(groups.count >= 1 && groups[0] == 0 && Int(groups[groups.count - 1]) == nodes.segmentCount, "groups own all segments")
        for index in 1..<groups.count { precondition(groups[index - 1] <= groups[index], "groups in order") }
        precondition(projected.rows >= count && projected.columns == projectedWidth && projected.hasAlignedRows, "projected rows")
        precondition(pooled.rows >= groups.count - 1 && pooled.columns == pooledWidth && pooled.hasAlignedRows, "pooled rows")
        precondition(attention.rows >= count && attention.columns == heads, "attention rows")
        precondition(parameters.bias.columns == projectedWidth && parameters.bias.hasAlignedRows, "bias of the pooling")
        precondition(
            parameters.gate.rows == heads && parameters.gate.columns == gateWidth && parameters.gate.hasAlignedRows, "gate of the pooling")
        precondition(parameters.power.columns == heads, "powers of the pooling")
    }
}
