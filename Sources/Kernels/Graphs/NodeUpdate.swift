/// What becomes of nodes when they have heard their edges, and what becomes of a crystal: `v' = softplus(v + ĥ)`, `x = softplus(⟨v⟩)`, with ĥ
/// standardised over the nodes and the mean over the atoms (Mathematics.md, "Convolutions over crystals").
public enum NodeUpdate {
    /// Gains Σ m (h − shift) and Σ m (h − shift)² over some nodes.
    ///
    /// - Parameters:
    ///   - h: [nodes × d]
    ///   - multiplicities: m, of every node
    ///   - sums: [1 × 2d]
    public static func moments(_ h: Matrix, nodes: Range<Int>, multiplicities: Span<Float>, shift: Matrix, into sums: Matrix) {
        check(h, nodes, multiplicities)
        precondition(shift.columns == h.columns && sums.columns == 2 * h.columns && sums.hasAlignedRows, "sums of every column")
        let vectors = h.columns / 16
        let total = sums.lanes(0)
        for node in nodes {
            let multiplicity = multiplicities[unchecked: node]
            let row = h.lanes(node)
            for lane in 0..<vectors {
                let difference = row[lane] - shift.lanes(0)[lane]
                let weighted = difference * multiplicity
                total[lane] += weighted
                total[vectors + lane] = total[vectors + lane].addingProduct(weighted, difference)
            }
        }
    }

    /// out = softplus(v + ĥ)
    public static func forward(_ v: Matrix, h: Matrix, norm: ColumnNorm, nodes: Range<Int>, into out: Matrix) {
        precondition(v.columns == h.columns && out.columns == h.columns && norm.columns == h.columns, "rows of one width")
        precondition(nodes.lowerBound >= 0 && nodes.upperBound <= min(v.rows, h.rows, out.rows), "nodes that there are")
        precondition(v.hasAlignedRows && h.hasAlignedRows && out.hasAlignedRows, "rows of whole vectors")
        for lane in 0..<(h.columns / 16) {
            let vectors = norm.lanes(lane)
            for node in nodes {
                let x = v.lanes(node)[lane] + vectors.value(h.lanes(node)[lane])
                out.lanes(node)[lane] = softplus(x, decay: decay(x))
            }
        }
    }

    /// From the gradient of what leaves the nodes to that of what went through the softplus, which is both that of ĥ and what v is given directly.
    ///
    /// - Parameters:
    ///   - out: softplus(x) as `forward` left it
    ///   - slopes: [nodes × d], in place
    ///   - sums: [1 × 2d], gains Σ δ and Σ δ ∘ x̂
    public static func backward(_ slopes: Matrix, out: Matrix, h: Matrix, norm: ColumnNorm, nodes: Range<Int>, sums: Matrix) {
        precondition(slopes.columns == h.columns && out.columns == h.columns && norm.columns == h.columns, "rows of one width")
        precondition(nodes.lowerBound >= 0 && nodes.upperBound <= min(slopes.rows, h.rows, out.rows), "nodes that there are")
        precondition(slopes.hasAlignedRows && h.hasAlignedRows && out.hasAlignedRows && sums.hasAlignedRows, "rows of whole vectors")
        precondition(sums.columns == 2 * h.columns, "sums of every column")
        let vectors = h.columns / 16
        for lane in 0..<vectors {
            let own = norm.lanes(lane)
            var (sum, products) = (Lanes.zero, Lanes.zero)
            for node in nodes {
                // σ(x) = 1 − e^−softplus(x)
                let delta = slopes.lanes(node)[lane] * (1 - exponential(-out.lanes(node)[lane]))
                slopes.lanes(node)[lane] = delta
                sum += delta
                products = products.addingProduct(delta, own.standardised(h.lanes(node)[lane]))
            }
            sums.lanes(0)[lane] += sum
            sums.lanes(0)[vectors + lane] += products
        }
    }

    /// δh = γ r δ − m (c₀ + c₁ ∘ x̂)
    public static func share(
        _ slopes: Matrix, h: Matrix, norm: ColumnNorm, share: ColumnNorm.Share, multiplicities: Span<Float>, nodes: Range<Int>, into hGradient: Matrix
    ) {
        check(h, nodes, multiplicities)
        check(slopes, nodes, multiplicities)
        check(hGradient, nodes, multiplicities)
        precondition(slopes.columns == h.columns && hGradient.columns == h.columns && norm.columns == h.columns, "rows of one width")
        for lane in 0..<(h.columns / 16) {
            let own = norm.lanes(lane)
            let gain = own.gain * own.inverse
            let (mean, slope) = (share.mean.lanes(0)[lane], share.slope.lanes(0)[lane])
            for node in nodes {
                let taken = mean.addingProduct(slope, own.standardised(h.lanes(node)[lane]))
                hGradient.lanes(node)[lane] = gain * slopes.lanes(node)[lane] - taken * multiplicities[unchecked: node]
            }
        }
    }

    /// x_m = softplus(Σ m_i v_i / Σ m_i) over the nodes of each material.
    ///
    /// - Parameters:
    ///   - starts: material m owns nodes `starts[m] ..< starts[m + 1]`
    ///   - out: [materials × d]
    public static func pool(_ v: Matrix, starts: Span<Int32>, multiplicities: Span<Float>, into out: Matrix) {
        check(v, 0..<Int(starts[starts.count - 1]), multiplicities)
        precondition(out.rows >= starts.count - 1 && out.columns == v.columns && out.hasAlignedRows, "a row for each material")
        for material in 0..<(starts.count - 1) {
            let nodes = Int(starts[material])..<Int(starts[material + 1])
            let inverse = 1 / atoms(nodes, multiplicities)
            for lane in 0..<(v.columns / 16) {
                var sum = Lanes.zero
                for node in nodes { sum = sum.addingProduct(Lanes(repeating: multiplicities[unchecked: node]), v.lanes(node)[lane]) }
                let mean = sum * inverse
                out.lanes(material)[lane] = softplus(mean, decay: decay(mean))
            }
        }
    }

    /// The gradient of `pool`.
    ///
    /// - Parameters:
    ///   - out: as `pool` left it
    ///   - slopes: [materials × d]
    ///   - gradient: [nodes × d], overwritten
    public static func poolBackward(
        _ slopes: Matrix, out: Matrix, starts: Span<Int32>, multiplicities: Span<Float>, into gradient: Matrix
    ) {
        check(gradient, 0..<Int(starts[starts.count - 1]), multiplicities)
        precondition(min(out.rows, slopes.rows) >= starts.count - 1 && out.columns == gradient.columns, "a row for each material")
        precondition(slopes.columns == gradient.columns && slopes.hasAlignedRows && out.hasAlignedRows, "rows of one width")
        for material in 0..<(starts.count - 1) {
            let nodes = Int(starts[material])..<Int(starts[material + 1])
            let inverse = 1 / atoms(nodes, multiplicities)
            for lane in 0..<(gradient.columns / 16) {
                let delta = slopes.lanes(material)[lane] * (1 - exponential(-out.lanes(material)[lane])) * inverse
                for node in nodes { gradient.lanes(node)[lane] = delta * multiplicities[unchecked: node] }
            }
        }
    }

    /// The atoms that some nodes stand for, at least one.
    private static func atoms(_ nodes: Range<Int>, _ multiplicities: Span<Float>) -> Float {
        var sum: Float = 0
        for node in nodes { sum += multiplicities[unchecked: node] }
        return max(sum, 1)
    }

    private static func check(_ rows: Matrix, _ nodes: Range<Int>, _ multiplicities: Span<Float>) {
        precondition(nodes.lowerBound >= 0 && nodes.upperBound <= min(rows.rows, multiplicities.count), "nodes that there are")
        precondition(rows.hasAlignedRows, "rows of whole vectors")
    }
}
