import COneDNN
import Glibc

/// Matrix products by oneDNN, on the calling thread alone.
public enum Product {
    public enum Orientation: Sendable { case plain, transposed }

    /// C ← α · op(A) · op(B) + β · C.
    ///
    /// - Parameters:
    ///   - a: op(A) is [M×K]
    ///   - b: op(B) is [K×N]
    ///   - c: [M×N]
    public static func multiply(
        _ a: Matrix, _ orientationOfA: Orientation = .plain, _ b: Matrix, _ orientationOfB: Orientation = .plain, into c: Matrix,
        scaledBy alpha: Float = 1, adding beta: Float = 0
    ) {
        let (m, k) = orientationOfA == .plain ? (a.rows, a.columns) : (a.columns, a.rows)
        let (inner, n) = orientationOfB == .plain ? (b.rows, b.columns) : (b.columns, b.rows)
        precondition(k == inner && c.rows == m && c.columns == n, "shapes of a product: [\(m)×\(k)]·[\(inner)×\(n)] → [\(c.rows)×\(c.columns)]")
        if m == 0 || n == 0 { return }
        if k == 0 {
            if beta == 0 { c.fill(0) }
            return
        }
        let status = dnnl_sgemm(
            letter(orientationOfA), letter(orientationOfB), dnnl_dim_t(m), dnnl_dim_t(n), dnnl_dim_t(k), alpha, a.pointer,
            dnnl_dim_t(a.stride), b.pointer, dnnl_dim_t(b.stride), beta, c.pointer, dnnl_dim_t(c.stride))
        precondition(status == dnnl_success, "oneDNN refused a product of checked shape")
    }

    private static func letter(_ orientation: Orientation) -> CChar {
        CChar(bitPattern: UInt8(ascii: orientation == .plain ? "N" : "T"))
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

    /// "2.6.3", for provenance.
    public static var libraryVersion: String {
        guard let version = dnnl_version() else { return "unknown" }
        return "\(version.pointee.major).\(version.pointee.minor).\(version.pointee.patch)"
    }
}
