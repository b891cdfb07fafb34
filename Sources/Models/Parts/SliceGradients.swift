import Datasets
import Kernels

/// Gradients of parameters as sums over the slices of a batch.
struct SliceGradients {
    let slices: [Batch.Boundary]
    let blocks: [Batch.Boundary]
    let sums: SliceSums
    private let products: SlicedProduct

    init(_ batch: borrowing Batch, sums: SliceSums, products: SlicedProduct) {
        slices = batch.slices
        blocks = batch.blocks
        self.sums = sums
        self.products = products
    }

    /// Of a batch that is laid out as one row for each material, without blocks.
    ///
    /// - Parameter slices: where they begin, and at last where they end
    init(slices: [Batch.Boundary], sums: SliceSums, products: SlicedProduct) {
        self.slices = slices
        blocks = []
        self.sums = sums
        self.products = products
    }

    var count: Int { slices.count - 1 }

    func range(_ rows: KeyPath<Batch.Boundary, Int>, ofSlice slice: Int) -> Range<Int> {
        slices[slice][keyPath: rows]..<slices[slice + 1][keyPath: rows]
    }

    /// gradient = scale · xᵀ · y.
    ///
    /// - Parameters:
    ///   - x: [N × inputs]
    ///   - y: [N × outputs]
    ///   - along: what the N rows are
    func product(_ x: Matrix, _ y: Matrix, along: KeyPath<Batch.Boundary, Int>, into gradient: Matrix, scaledBy scale: Float = 1) {
        let ranges = (0..<count).map { range(along, ofSlice: $0) }
        let rows = ranges.last?.upperBound ?? 0
        products.multiply(x.prefix(rows: rows), y.prefix(rows: rows), slices: ranges, into: gradient, scaledBy: scale)
    }

    /// gradient = scale · Σ_rows y.
    func bias(_ y: Matrix, along: KeyPath<Batch.Boundary, Int>, into gradient: Matrix, scaledBy scale: Float = 1) {
        sums.sum(count, into: gradient) { slice, _, part in
            Rows.sum(y.rows(range(along, ofSlice: slice)), into: part, scaledBy: scale)
        }
    }
}
