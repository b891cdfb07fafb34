/// A row-major matrix of floats: a view of aligned memory that copies of the value share.
///
/// Rows begin on 64-byte boundaries unless the matrix is `packed`. Kernels check shapes once, on entry, and then run without checks.
public struct Matrix {
    let storage: Storage
    let offset: Int
    public let rows: Int
    public let columns: Int
    /// Distance between the beginnings of two rows, in floats.
    public let stride: Int

    init(storage: Storage, offset: Int, rows: Int, columns: Int, stride: Int) {
        precondition(rows >= 0 && columns >= 0 && stride >= columns && offset >= 0, "matrix shape")
        precondition(rows == 0 || offset + (rows - 1) * stride + columns <= storage.capacity, "matrix within its storage")
        self.storage = storage
        self.offset = offset
        self.rows = rows
        self.columns = columns
        self.stride = stride
    }

    /// A zeroed matrix with aligned rows.
    ///
    /// A power-of-two row would put the same column of all rows into one set of the first-level cache, so such rows get a line more.
    public init(rows: Int, columns: Int) {
        var stride = (columns + 15) / 16 * 16
        if stride % 512 == 0 { stride += 16 }
        self.init(storage: Storage(capacity: rows * stride), offset: 0, rows: rows, columns: columns, stride: stride)
    }

    /// A zeroed matrix without gaps between its rows.
    public init(packedRows rows: Int, columns: Int) {
        self.init(storage: Storage(capacity: rows * columns), offset: 0, rows: rows, columns: columns, stride: columns)
    }

    /// The first `count` rows.
    public func prefix(rows count: Int) -> Matrix {
        precondition((0...rows).contains(count), "rows of the prefix")
        return Matrix(storage: storage, offset: offset, rows: count, columns: columns, stride: stride)
    }

    /// The columns of a range, every row.
    public func columns(_ range: Range<Int>) -> Matrix {
        precondition(range.lowerBound >= 0 && range.upperBound <= columns, "columns of the view")
        return Matrix(storage: storage, offset: offset + range.lowerBound, rows: rows, columns: range.count, stride: stride)
    }

    /// The rows of a range.
    public func rows(_ range: Range<Int>) -> Matrix {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows of the view")
        return Matrix(storage: storage, offset: offset + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
    }

    /// A stretch of a packed vector seen as a packed matrix.
    public func reshaped(from first: Int, rows: Int, columns: Int) -> Matrix {
        precondition(isPacked && first >= 0 && first + rows * columns <= self.rows * self.columns, "stretch within the vector")
        return Matrix(storage: storage, offset: offset + first, rows: rows, columns: columns, stride: columns)
    }

    public var isPacked: Bool { rows <= 1 || stride == columns }

    public subscript(row: Int, column: Int) -> Float {
        get {
            precondition((0..<rows).contains(row) && (0..<columns).contains(column), "matrix index")
            return pointer[row * stride + column]
        }
        nonmutating set {
            precondition((0..<rows).contains(row) && (0..<columns).contains(column), "matrix index")
            pointer[row * stride + column] = newValue
        }
    }

    public func fill(_ value: Float) {
        for row in 0..<rows { (pointer + row * stride).update(repeating: value, count: columns) }
    }

    /// Copies the other's elements; equal shapes.
    public func copy(from other: Matrix) {
        precondition(rows == other.rows && columns == other.columns, "equal shapes")
        if isPacked && other.isPacked {
            pointer.update(from: other.pointer, count: rows * columns)
        } else {
            for row in 0..<rows { (pointer + row * stride).update(from: other.pointer + row * other.stride, count: columns) }
        }
    }

    /// Fills the rows, without their gaps, from as many values.
    public func copy(from values: Span<Float>) {
        precondition(values.count == rows * columns, "as many values as elements")
        values.withUnsafeBufferPointer { source in
            guard let base = source.baseAddress else { return }
            for row in 0..<rows { (pointer + row * stride).update(from: base + row * columns, count: columns) }
        }
    }

    /// The elements row by row, without gaps.
    public var elements: [Float] {
        [Float](unsafeUninitializedCapacity: rows * columns) { buffer, count in
            for row in 0..<rows {
                for column in 0..<columns { buffer[row * columns + column] = pointer[row * stride + column] }
            }
            count = rows * columns
        }
    }

    /// All elements of a packed matrix, to be changed in place by whoever sends or receives them.
    public func withMutableSpan<Result, Failure: Error>(
        _ body: (inout MutableSpan<Float>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition(isPacked, "a packed matrix")
        var span = MutableSpan(_unsafeStart: pointer, count: rows * columns)
        return try body(&span)
    }

    /// All elements of a packed matrix.
    public func withSpan<Result, Failure: Error>(_ body: (Span<Float>) throws(Failure) -> Result) throws(Failure) -> Result {
        precondition(isPacked, "a packed matrix")
        return try body(Span(_unsafeStart: UnsafePointer(pointer), count: rows * columns))
    }

    var pointer: UnsafeMutablePointer<Float> { storage.base + offset }

    /// The address of a row as whole vectors; rows of attention buffers begin on vector boundaries.
    @inline(__always)
    func lanes(_ row: Int) -> UnsafeMutablePointer<Lanes> {
        UnsafeMutableRawPointer(pointer + row * stride).assumingMemoryBound(to: Lanes.self)
    }

    /// Whether each row can be read as whole vectors.
    var hasAlignedRows: Bool {
        columns % Lanes.scalarCount == 0 && offset % Lanes.scalarCount == 0 && (rows <= 1 || stride % Lanes.scalarCount == 0)
    }
}
