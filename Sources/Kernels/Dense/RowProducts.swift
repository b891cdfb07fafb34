/// Products of all pairs of rows, in double precision.
public enum RowProducts {
    /// X·Xᵀ: [rows × rows] row by row. Each number is summed in one order, whatever else there is.
    ///
    /// - Parameter x: [rows × columns] row by row
    public static func gram(_ x: [Double], rows: Int, columns: Int) -> [Double] {
        precondition(x.count == rows * columns, "as many numbers as the shape says")
        var products = [Double](repeating: 0, count: rows * rows)
        x.withUnsafeBufferPointer { x in
            guard let base = x.baseAddress else { return }
            for i in 0..<rows {
                for j in 0...i {
                    let value = dot(base + i * columns, base + j * columns, columns)
                    products[i * rows + j] = value
                    products[j * rows + i] = value
                }
            }
        }
        return products
    }

    private static func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
        typealias Eight = SIMD8<Double>
        var (first, second) = (Eight.zero, Eight.zero)
        let (x, y) = (UnsafeRawPointer(a), UnsafeRawPointer(b))
        var k = 0
        while k + 16 <= count {
            let at = k * MemoryLayout<Double>.stride
            first.addProduct(x.loadUnaligned(fromByteOffset: at, as: Eight.self), y.loadUnaligned(fromByteOffset: at, as: Eight.self))
            second.addProduct(x.loadUnaligned(fromByteOffset: at + 64, as: Eight.self), y.loadUnaligned(fromByteOffset: at + 64, as: Eight.self))
            k += 16
        }
        var sum = (first + second).sum()
        while k < count {
            sum += a[k] * b[k]
            k += 1
        }
        return sum
    }
}
