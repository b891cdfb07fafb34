import Glibc

/// Memory for floats, zeroed, aligned for the widest vectors, of a size that never changes.
///
/// Matrices are views that share one storage and keep it alive; nothing outside `Kernels` sees an address.
final class Storage {
    static let alignment = 64

    let capacity: Int
    let base: UnsafeMutablePointer<Float>

    init(capacity: Int) {
        let rounded = max((capacity + 15) / 16 * 16, 16)
        let raw = UnsafeMutableRawPointer.allocate(byteCount: rounded * MemoryLayout<Float>.stride, alignment: Self.alignment)
        self.capacity = rounded
        self.base = raw.bindMemory(to: Float.self, capacity: rounded)
        self.base.initialize(repeating: 0, count: rounded)
    }

    deinit {
        UnsafeMutableRawPointer(base).deallocate()
    }
}
