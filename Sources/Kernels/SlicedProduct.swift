/// `C ← s · Σ xᵀ·y` over slices of the rows of x and y, in the tree of `SliceSums`: what a matrix of weights learns from a batch.
///
/// A library's product would have to be asked slice by slice, and its results added up in memory. Here a tile of C stays in registers and the
/// first-level cache until all slices have been through it. Each element of a slice's product is summed in the order of the rows, so that
/// its bits do not depend on anything but the slice.
public struct SlicedProduct {
    /// Rows and lanes of a tile: 24 registers of sums and 2 of y, of which 128 rows are half a first-level cache.
    private static let height = 12
    private static let width = 2
    /// Columns of x that are packed at a time.
    private static let chunk = 96

    private let packedX: Matrix
    private let packedY: Matrix
    /// Sums of a tile, one for each level of the tree.
    private let sums: Matrix
    private let levels: Int

    /// - Parameters:
    ///   - slices: at most
    ///   - rows: of x and y, at most
    ///   - elements: of y with its columns rounded up (`room`), at most
    public init(slices: Int, rows: Int, elements: Int) {
        var levels = 1
        while 1 << (levels - 1) < slices { levels += 1 }
        self.levels = levels
        packedX = Matrix(packedRows: 1, columns: rows * Self.chunk + 16)
        packedY = Matrix(packedRows: 1, columns: elements)
        sums = Matrix(packedRows: 1, columns: levels * Self.height * Self.width * 16)
    }

    /// Elements that y takes in the tiles' order.
    public static func room(rows: Int, columns: Int) -> Int { rows * ((columns + 16 * width - 1) / (16 * width)) * 16 * width }

    /// - Parameters:
    ///   - x: [N × m]
    ///   - y: [N × n]
    ///   - slices: the rows of each, in order and without gaps
    ///   - c: [m × n], overwritten
    public func multiply(_ x: Matrix, _ y: Matrix, slices: [Range<Int>], into c: Matrix, scaledBy scale: Float = 1) {
        let panel = 16 * Self.width
        precondition(x.rows == y.rows && c.rows == x.columns && c.columns == y.columns, "shapes of a product")
        precondition(!slices.isEmpty && (slices.count - 1) >> (levels - 1) == 0, "as many slices as there is room for")
        precondition(slices.first?.lowerBound == 0 && slices.last?.upperBound == x.rows, "slices of all rows")
        precondition(x.rows * Self.chunk <= packedX.columns && Self.room(rows: y.rows, columns: y.columns) <= packedY.columns, "rows that fit")
        pack(y, columns: 0..<y.columns, wide: panel, into: packedY)
        for first in stride(from: 0, to: c.rows, by: Self.chunk) {
            let chunk = first..<min(first + Self.chunk, c.rows)
            pack(x, columns: chunk, wide: Self.height, into: packedX)
            for column in stride(from: 0, to: c.columns, by: panel) {
                let right = UnsafeMutableRawPointer(packedY.pointer + column * y.rows).assumingMemoryBound(to: Lanes.self)
                for row in stride(from: chunk.lowerBound, to: chunk.upperBound, by: Self.height) {
                    let left = packedX.pointer + (row - chunk.lowerBound) * x.rows
                    sum(slices, 0..<slices.count, level: 0, left, right, scale)
                    write(to: c, row, column)
                }
            }
        }
    }

    /// Columns side by side in panels: [columns / wide][rows][wide], the last panel filled up with zeros.
    private func pack(_ matrix: Matrix, columns: Range<Int>, wide: Int, into packed: Matrix) {
        var target = packed.pointer
        for first in stride(from: columns.lowerBound, to: columns.upperBound, by: wide) {
            let count = min(wide, columns.upperBound - first)
            let lanes = (wide + 15) / 16
            // Whole registers where the row has as many columns left. What a register writes beyond its panel's row, the next row writes over;
            // behind the last one there is room.
            let isWhole = count == wide && first + 16 * lanes <= matrix.columns
            for row in 0..<matrix.rows {
                let source = matrix.pointer + row * matrix.stride + first
                if isWhole {
                    for place in 0..<lanes { store(load(source + 16 * place), at: target + 16 * place) }
                } else {
                    for place in 0..<count { target[place] = source[place] }
                    for place in count..<wide { target[place] = 0 }
                }
                target += wide
            }
        }
    }

    @inline(__always)
    private func load(_ source: UnsafePointer<Float>) -> Lanes { UnsafeRawPointer(source).loadUnaligned(as: Lanes.self) }

    @inline(__always)
    private func store(_ value: Lanes, at target: UnsafeMutablePointer<Float>) {
        UnsafeMutableRawPointer(target).storeBytes(of: value, as: Lanes.self)
    }

    /// Leaves the sum over a branch of the tree at its level.
    private func sum(
        _ slices: [Range<Int>], _ branch: Range<Int>, level: Int, _ left: UnsafePointer<Float>, _ right: UnsafePointer<Lanes>,
        _ scale: Float
    ) {
        if branch.count == 1 { return product(slices[branch.lowerBound], left, right, scale, into: level, adding: false) }
        let middle = branch.lowerBound + (branch.count + 1) / 2
        sum(slices, branch.lowerBound..<middle, level: level, left, right, scale)
        if branch.upperBound - middle == 1 { return product(slices[middle], left, right, scale, into: level, adding: true) }
        sum(slices, middle..<branch.upperBound, level: level + 1, left, right, scale)
        let (target, other) = (tile(level), tile(level + 1))
        for place in 0..<(Self.height * Self.width) { target[place] += other[place] }
    }

    private func tile(_ level: Int) -> UnsafeMutablePointer<Lanes> {
        UnsafeMutableRawPointer(sums.pointer + level * Self.height * Self.width * 16).assumingMemoryBound(to: Lanes.self)
    }

    /// One slice's product of a tile, from zero; scaled, and then what the level holds already is added. Scaled before it is added, so that
    /// sums of branches joined are the sum of the whole.
    private func product(
        _ rows: Range<Int>, _ left: UnsafePointer<Float>, _ right: UnsafePointer<Lanes>, _ scale: Float, into level: Int, adding: Bool
    ) {
        var a = Pair(), b = Pair(), c = Pair(), d = Pair(), e = Pair(), f = Pair()
        var g = Pair(), h = Pair(), i = Pair(), j = Pair(), k = Pair(), l = Pair()
        var x = left + rows.lowerBound * Self.height
        var y = right + rows.lowerBound * Self.width
        for _ in 0..<rows.count {
            let row = Pair(y[0], y[1])
            a.add(x[0], row)
            b.add(x[1], row)
            c.add(x[2], row)
            d.add(x[3], row)
            e.add(x[4], row)
            f.add(x[5], row)
            g.add(x[6], row)
            h.add(x[7], row)
            i.add(x[8], row)
            j.add(x[9], row)
            k.add(x[10], row)
            l.add(x[11], row)
            x += Self.height
            y += Self.width
        }
        let target = tile(level)
        a.store(target, scale, adding)
        b.store(target + 2, scale, adding)
        c.store(target + 4, scale, adding)
        d.store(target + 6, scale, adding)
        e.store(target + 8, scale, adding)
        f.store(target + 10, scale, adding)
        g.store(target + 12, scale, adding)
        h.store(target + 14, scale, adding)
        i.store(target + 16, scale, adding)
        j.store(target + 18, scale, adding)
        k.store(target + 20, scale, adding)
        l.store(target + 22, scale, adding)
    }

    /// The part of the tile at level 0 that lies inside C.
    private func write(to c: Matrix, _ row: Int, _ column: Int) {
        let columns = min(16 * Self.width, c.columns - column)
        for place in 0..<min(Self.height, c.rows - row) {
            let source = sums.pointer + place * 16 * Self.width
            let target = c.pointer + (row + place) * c.stride + column
            if columns == 16 * Self.width {
                for lane in 0..<Self.width { store(load(source + 16 * lane), at: target + 16 * lane) }
            } else {
                for k in 0..<columns { target[k] = source[k] }
            }
        }
    }
}

/// Two registers beside each other.
private struct Pair {
    private var p: Lanes, q: Lanes

    @inline(__always)
    init(_ p: Lanes = .zero, _ q: Lanes = .zero) { (self.p, self.q) = (p, q) }

    @inline(__always)
    mutating func add(_ factor: Float, _ row: Pair) {
        let factor = Lanes(repeating: factor)
        p = p.addingProduct(factor, row.p)
        q = q.addingProduct(factor, row.q)
    }

    @inline(__always)
    func store(_ target: UnsafeMutablePointer<Lanes>, _ scale: Float, _ adding: Bool) {
        target[0] = adding ? target[0] + p * scale : p * scale
        target[1] = adding ? target[1] + q * scale : q * scale
    }
}
