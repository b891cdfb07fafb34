import Glibc

/// Weighted attention pooling of each set's nodes, then the mean over the sets of a group (Mathematics.md §1, "Pooling").
///
/// One head. A projected row holds `P | R`. For the sets s of group g:
///
///     e_i = v · φ(P_i + b_f),   a_i = c_i w_i^p exp(e_i) / (Σ_k c_k w_k^p exp(e_k) + 1e-10),   u_g = ⟨Σ_i a_i φ(R_i + b_g)⟩_s
///
/// The last affine map of the message is linear, so it is left to the caller, who applies it once per group to u. Works on the nodes of some
/// consecutive groups at a time: every matrix holds the rows of those nodes, or groups, and no others.
public struct PoolingAttention {
    public let gateWidth: Int
    public let messageWidth: Int

    /// Both widths must be multiples of 16, the lanes of a vector.
    public init(gateWidth: Int, messageWidth: Int) {
        precondition(gateWidth > 0 && messageWidth > 0 && gateWidth % 16 == 0 && messageWidth % 16 == 0, "whole vectors")
        self.gateWidth = gateWidth
        self.messageWidth = messageWidth
    }

    public var projectedWidth: Int { gateWidth + messageWidth }
    public var pooledWidth: Int { messageWidth }

    /// Sums over some groups of segments, whose n nodes the rows of the matrices are.
    ///
    /// - Parameters:
    ///   - groups: group g owns segments `groups[g] ..< groups[g + 1]`
    ///   - which: the groups to go through
    ///   - projected: [n × projectedWidth], biases not yet added
    ///   - pooled: [which × message], overwritten with u
    ///   - attention: [n × 1], overwritten with a
    public func forward(
        _ nodes: borrowing SegmentedNodes, groups: Span<Int32>, which: Range<Int>, projected: Matrix,
        parameters: PairAttention.Parameters, pooled: Matrix, attention: Matrix
    ) {
        let first = check(nodes, groups, which, projected, pooled, attention, parameters)
        let message = messageWidth / 16
        let bias = parameters.bias.lanes(0) + gateWidth / 16
        for group in which {
            let segments = Int(groups[group])..<Int(groups[group + 1])
            let share = 1 / Float(segments.count)
            let out = pooled.lanes(group - which.lowerBound)
            out.update(repeating: .zero, count: message)
            for segment in segments {
                let range = nodes.range(segment)
                attend(nodes, range, row: range.lowerBound - first, projected: projected, parameters: parameters, attention: attention)
                for row in (range.lowerBound - first)..<(range.upperBound - first) {
                    let weight = Lanes(repeating: attention.pointer[row * attention.stride] * share)
                    let r = projected.lanes(row) + gateWidth / 16
                    for k in 0..<message { out[k] = out[k].addingProduct(leaky(r[k] + bias[k]), weight) }
                }
            }
        }
    }

    /// The gradient of everything that `forward` read.
    ///
    /// - Parameters:
    ///   - pooledGradient: [which × message], δu
    ///   - projectedGradient: [n × projectedWidth], overwritten
    ///   - gradient: of the parameters; added to
    public func backward(
        _ nodes: borrowing SegmentedNodes, groups: Span<Int32>, which: Range<Int>, projected: Matrix,
        parameters: PairAttention.Parameters, attention: Matrix, pooledGradient: Matrix, projectedGradient: Matrix,
        gradient: PairAttention.Parameters
    ) {
        let first = check(nodes, groups, which, projected, pooledGradient, attention, parameters)
        _ = check(nodes, groups, which, projectedGradient, pooledGradient, attention, gradient)
        for group in which {
            let segments = Int(groups[group])..<Int(groups[group + 1])
            let deltaU = pooledGradient.lanes(group - which.lowerBound)
            for segment in segments {
                let range = nodes.range(segment)
                differentiate(
                    nodes, range, row: range.lowerBound - first, share: 1 / Float(segments.count), projected: projected,
                    parameters: parameters, attention: attention, deltaU: deltaU, projectedGradient: projectedGradient, gradient: gradient)
            }
        }
    }

    /// - Parameter row: of the segment's first node
    private func attend(
        _ nodes: borrowing SegmentedNodes, _ range: Range<Int>, row: Int, projected: Matrix, parameters: PairAttention.Parameters,
        attention: Matrix
    ) {
        let bias = parameters.bias.lanes(0)
        let v = parameters.gate.lanes(0)
        let power = parameters.power.pointer[0]
        let a = attention.pointer + row * attention.stride
        var largest = -Float.infinity
        for i in 0..<range.count {
            let p = projected.lanes(row + i)
            var sum = Lanes.zero
            for k in 0..<(gateWidth / 16) { sum = sum.addingProduct(leaky(p[k] + bias[k]), v[k]) }
            let energy = total(sum)
            a[i * attention.stride] = energy
            largest = max(largest, energy)
        }
        var sum: Float = 0
        for i in 0..<range.count {
            let node = range.lowerBound + i
            let weight = expf(a[i * attention.stride] - largest + power * nodes.logWeights[node] + nodes.logCounts[node])
            a[i * attention.stride] = weight
            sum += weight
        }
        for i in 0..<range.count { a[i * attention.stride] /= sum + 1e-10 }
    }

    private func differentiate(
        _ nodes: borrowing SegmentedNodes, _ range: Range<Int>, row: Int, share: Float, projected: Matrix,
        parameters: PairAttention.Parameters, attention: Matrix, deltaU: UnsafePointer<Lanes>, projectedGradient: Matrix,
        gradient: PairAttention.Parameters
    ) {
        let gate = gateWidth / 16
        let message = messageWidth / 16
        let bias = parameters.bias.lanes(0)
        let biasGradient = gradient.bias.lanes(0)
        let v = parameters.gate.lanes(0)
        let gateGradient = gradient.gate.lanes(0)
        let a = attention.pointer + row * attention.stride

        // First pass: δR, and Σ a δa.
        var mean: Float = 0
        for i in 0..<range.count {
            let r = projected.lanes(row + i) + gate
            let out = projectedGradient.lanes(row + i) + gate
            let weight = a[i * attention.stride]
            let scale = Lanes(repeating: weight * share)
            let leaked = scale * leak
            var sum = Lanes.zero
            for k in 0..<message {
                let t = r[k] + bias[gate + k]
                sum = sum.addingProduct(leaky(t), deltaU[k])
                out[k] = slope(t, scale, leaked) * deltaU[k]
                biasGradient[gate + k] += out[k]
            }
            let slopeOfWeight = total(sum) * share
            mean += weight * slopeOfWeight
            // δa waits in the place of δP's first element until the mean is known.
            projectedGradient.pointer[(row + i) * projectedGradient.stride] = slopeOfWeight
        }
        // Second pass: δe, and with it δP, δv, δp.
        var powerGradient: Float = 0
        for i in 0..<range.count {
            let p = projected.lanes(row + i)
            let out = projectedGradient.lanes(row + i)
            let energyGradient = a[i * attention.stride] * (projectedGradient.pointer[(row + i) * projectedGradient.stride] - mean)
            powerGradient += energyGradient * nodes.logWeights[range.lowerBound + i]
            let scale = Lanes(repeating: energyGradient)
            let leaked = scale * leak
            for k in 0..<gate {
                let t = p[k] + bias[k]
                let z = slope(t, scale, leaked)
                gateGradient[k] = gateGradient[k].addingProduct(z, t)
                out[k] = z * v[k]
                biasGradient[k] += out[k]
            }
        }
        gradient.power.pointer[0] += powerGradient
    }

    /// - Returns: the first node of the groups
    private func check(
        _ nodes: borrowing SegmentedNodes, _ groups: Span<Int32>, _ which: Range<Int>, _ projected: Matrix, _ pooled: Matrix,
        _ attention: Matrix, _ parameters: PairAttention.Parameters
    ) -> Int {
        precondition(which.lowerBound >= 0 && which.upperBound < groups.count, "groups that there are")
        for group in which { precondition(groups[group] < groups[group + 1], "groups in order, none of them empty") }
        let own = nodes.nodes(of: Int(groups[which.lowerBound])..<Int(groups[which.upperBound]))
        precondition(projected.rows == own.count && projected.columns == projectedWidth && projected.hasAlignedRows, "projected rows")
        precondition(pooled.rows == which.count && pooled.columns == pooledWidth && pooled.hasAlignedRows, "pooled rows")
        precondition(attention.rows == own.count && attention.columns == 1, "attention rows")
        precondition(parameters.bias.columns == projectedWidth && parameters.bias.hasAlignedRows, "bias of the pooling")
        precondition(parameters.gate.columns == gateWidth && parameters.gate.hasAlignedRows, "gate of the pooling")
        precondition(parameters.power.columns == 1, "power of the pooling")
        return own.lowerBound
    }
}
