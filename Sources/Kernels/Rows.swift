/// Gathers, scatters and sums of whole rows.
public enum Rows {
    /// out_i = first[a_i] (+ second[b_i]) + scale_i · direction for some nodes i: a node's vector from its distinct terms
    /// (Mathematics.md §1, "The first layer per distinct embedding").
    ///
    /// - Parameters:
    ///   - nodes: which of the N, one after the other
    ///   - firstIndex, secondIndex: [N], row of each table
    ///   - scales: [N]
    ///   - direction: [1 × d]
    ///   - out: [nodes × d]
    public static func assemble(
        _ nodes: Range<Int>, _ first: Matrix, _ firstIndex: Span<Int32>, _ second: Matrix?, _ secondIndex: Span<Int32>, direction: Matrix,
        scales: Span<Float>, into out: Matrix
    ) {
        check(nodes, first, firstIndex, second, secondIndex, direction, scales, out)
        let width = out.columns
        for node in nodes {
            let target = out.pointer + (node - nodes.lowerBound) * out.stride
            let a = first.pointer + Int(firstIndex[node]) * first.stride
            let d = direction.pointer
            let scale = scales[node]
            if let second {
                let b = second.pointer + Int(secondIndex[node]) * second.stride
                for column in 0..<width { target[column] = (a[column] + b[column]).addingProduct(scale, d[column]) }
            } else {
                for column in 0..<width { target[column] = a[column].addingProduct(scale, d[column]) }
            }
        }
    }

    /// The gradient of `assemble`: rows are summed over the nodes that share them. Everything is added to.
    public static func scatter(
        _ nodes: Range<Int>, _ gradient: Matrix, _ first: Matrix, _ firstIndex: Span<Int32>, _ second: Matrix?,
        _ secondIndex: Span<Int32>, direction: Matrix, scales: Span<Float>
    ) {
        check(nodes, first, firstIndex, second, secondIndex, direction, scales, gradient)
        let width = gradient.columns
        for node in nodes {
            let source = gradient.pointer + (node - nodes.lowerBound) * gradient.stride
            let a = first.pointer + Int(firstIndex[node]) * first.stride
            let d = direction.pointer
            let scale = scales[node]
            if let second {
                let b = second.pointer + Int(secondIndex[node]) * second.stride
                for column in 0..<width {
                    a[column] += source[column]
                    b[column] += source[column]
                    d[column] = d[column].addingProduct(scale, source[column])
                }
            } else {
                for column in 0..<width {
                    a[column] += source[column]
                    d[column] = d[column].addingProduct(scale, source[column])
                }
            }
        }
    }

    /// out = matrixᵀ, eight rows at a time: rows a power of two apart fall into one set of the nearest cache, which holds that many.
    public static func transpose(_ matrix: Matrix, into out: Matrix) {
        precondition(out.rows == matrix.columns && out.columns == matrix.rows, "shape of the transpose")
        let step = matrix.stride
        var row = 0
        while row + 8 <= matrix.rows {
            let source = matrix.pointer + row * step
            for column in 0..<matrix.columns {
                let s = source + column
                let eight = SIMD8<Float>(s[0], s[step], s[2 * step], s[3 * step], s[4 * step], s[5 * step], s[6 * step], s[7 * step])
                UnsafeMutableRawPointer(out.pointer + column * out.stride + row).storeBytes(of: eight, as: SIMD8<Float>.self)
            }
            row += 8
        }
        while row < matrix.rows {
            for column in 0..<matrix.columns { out.pointer[column * out.stride + row] = matrix.pointer[row * step + column] }
            row += 1
        }
    }

    /// out_i = table[index_i].
    public static func gather(_ table: Matrix, _ index: Span<Int32>, into out: Matrix) {
        precondition(out.rows >= index.count && out.columns == table.columns, "gathered rows")
        for row in 0..<index.count {
            precondition((0..<table.rows).contains(Int(index[row])), "row of the table")
            (out.pointer + row * out.stride).update(from: table.pointer + Int(index[row]) * table.stride, count: out.columns)
        }
    }

    /// out_i += table[index_i].
    public static func add(_ table: Matrix, at index: Span<Int32>, to out: Matrix) {
        precondition(out.rows >= index.count && out.columns == table.columns, "a row for each index")
        for row in 0..<index.count {
            precondition((0..<table.rows).contains(Int(index[row])), "row of the table")
            let (target, source) = (out.pointer + row * out.stride, table.pointer + Int(index[row]) * table.stride)
            for column in 0..<out.columns { target[column] += source[column] }
        }
    }

    /// table[index_i − first] += rows_i, the gradient of `gather`, for those rows i of `which` that lie in the table.
    ///
    /// - Parameters:
    ///   - table: rows first ..< first + table.rows of the one that was gathered from
    public static func scatter(_ rows: Matrix, only which: Range<Int>, to table: Matrix, from first: Int, _ index: Span<Int32>) {
        precondition(rows.rows >= which.upperBound && rows.columns == table.columns, "scattered rows")
        precondition(which.lowerBound >= 0 && which.upperBound <= index.count, "an index for each row")
        for row in which {
            let place = Int(index[row]) - first
            guard (0..<table.rows).contains(place) else { continue }
            let target = table.pointer + place * table.stride
            let source = rows.pointer + row * rows.stride
            for column in 0..<table.columns { target[column] += source[column] }
        }
    }

    /// Every row of `out` becomes (or gains) the one row of `bias`.
    public static func broadcast(_ bias: Matrix, into out: Matrix, scaledBy scale: Float = 1, adding: Bool = false) {
        precondition(bias.rows >= 1 && bias.columns == out.columns, "one row of the same width")
        for row in 0..<out.rows {
            let target = out.pointer + row * out.stride
            if adding {
                for column in 0..<out.columns { target[column] = target[column].addingProduct(scale, bias.pointer[column]) }
            } else {
                for column in 0..<out.columns { target[column] = scale * bias.pointer[column] }
            }
        }
    }

    /// sums = scale · Σ_rows: the gradient of a broadcast bias.
    public static func sum(_ rows: Matrix, into sums: Matrix, scaledBy scale: Float = 1) {
        precondition(sums.rows >= 1 && sums.columns == rows.columns, "one row of the same width")
        sums.prefix(rows: 1).fill(0)
        for row in 0..<rows.rows {
            let source = rows.pointer + row * rows.stride
            for column in 0..<rows.columns { sums.pointer[column] = sums.pointer[column].addingProduct(scale, source[column]) }
        }
    }

    /// out += other, element by element.
    public static func add(_ other: Matrix, to out: Matrix) {
        precondition(other.rows == out.rows && other.columns == out.columns, "equal shapes")
        for row in 0..<out.rows {
            let target = out.pointer + row * out.stride
            let source = other.pointer + row * other.stride
            for column in 0..<out.columns { target[column] += source[column] }
        }
    }

    private static func check(
        _ nodes: Range<Int>, _ first: Matrix, _ firstIndex: Span<Int32>, _ second: Matrix?, _ secondIndex: Span<Int32>,
        _ direction: Matrix, _ scales: Span<Float>, _ rows: Matrix
    ) {
        precondition(nodes.lowerBound >= 0 && nodes.upperBound <= firstIndex.count && scales.count == firstIndex.count, "nodes that there are")
        precondition(rows.rows == nodes.count, "one row for each node")
        precondition(first.columns == rows.columns && direction.columns == rows.columns && direction.rows >= 1, "tables as wide as the rows")
        for node in nodes { precondition((0..<first.rows).contains(Int(firstIndex[node])), "row of the first table") }
        if let second {
            precondition(second.columns == rows.columns && secondIndex.count == firstIndex.count, "second table as wide as the rows")
            for node in nodes { precondition((0..<second.rows).contains(Int(secondIndex[node])), "row of the second table") }
        }
    }
}
