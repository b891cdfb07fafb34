import COneDNN
import Glibc

/// One side of a product: a matrix as it lies in memory, or its transpose.
public struct Factor {
    let matrix: Matrix
    let isTransposed: Bool

    var rows: Int { isTransposed ? matrix.columns : matrix.rows }
    var columns: Int { isTransposed ? matrix.rows : matrix.columns }
    var letter: CChar { CChar(bitPattern: UInt8(ascii: isTransposed ? "T" : "N")) }
}

extension Matrix {
    public var plain: Factor { Factor(matrix: self, isTransposed: false) }
    public var transposed: Factor { Factor(matrix: self, isTransposed: true) }
}

/// Matrix products by oneDNN, on the calling thread alone.
///
/// A row of A · B has the same bits whatever other rows of A there are, so that they do not depend on how a batch is shared out. The library
/// keeps to that for sums of at most `longestSum` terms and at least `leastRows` rows; longer sums are made of pieces here, and fewer rows
/// must meet the same company always, which is the caller's part.
public enum Product {
    static let longestSum = 512
    public static let leastRows = 16

    /// C ← α · A · B + β · C.
    ///
    /// - Parameters:
    ///   - a: [M×K]
    ///   - b: [K×N]
    ///   - c: [M×N]
    public static func multiply(_ a: Factor, _ b: Factor, into c: Matrix, scaledBy alpha: Float = 1, adding beta: Float = 0) {
        let (m, k) = (a.rows, a.columns)
        let (inner, n) = (b.rows, b.columns)
        precondition(k == inner && c.rows == m && c.columns == n, "shapes of a product: [\(m)×\(k)]·[\(inner)×\(n)] → [\(c.rows)×\(c.columns)]")
        if m == 0 || n == 0 { return }
        if k == 0 {
            if beta == 0 { c.fill(0) }
            return
        }
        if !a.isTransposed, k > Self.longestSum {
            for first in stride(from: 0, to: k, by: Self.longestSum) {
                let terms = first..<min(first + Self.longestSum, k)
                let piece = b.isTransposed ? b.matrix.columns(terms).transposed : b.matrix.rows(terms).plain
                multiply(a.matrix.columns(terms).plain, piece, into: c, scaledBy: alpha, adding: first == 0 ? beta : 1)
            }
            return
        }
        let status = dnnl_sgemm(
            a.letter, b.letter, dnnl_dim_t(m), dnnl_dim_t(n), dnnl_dim_t(k), alpha, a.matrix.pointer, dnnl_dim_t(a.matrix.stride),
            b.matrix.pointer, dnnl_dim_t(b.matrix.stride), beta, c.pointer, dnnl_dim_t(c.stride))
        precondition(status == dnnl_success, "oneDNN refused a product of checked shape")
    }

    /// One thread for oneDNN's OpenMP runtime, whatever the environment says: parallelism is MPI's.
    ///
    /// The runtime has read its environment when the process was loaded, so it is told by its own function,
    /// looked up because no header of a Debian package that we depend on declares it.
    public static func useOneThread() {
        typealias SetThreads = @convention(c) (CInt) -> Void
        guard let symbol = dlsym(nil, "omp_set_num_threads") else { return }
        unsafeBitCast(symbol, to: SetThreads.self)(1)
    }
}
