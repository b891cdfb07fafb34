import Glibc

/// A file without a name beside one that is going to be written, for what is too much for memory: gone when nobody holds it any more, however
/// the program ends.
public final class ScratchFile: Sendable {
    private let path: String
    private let file: CInt

    /// - Parameter path: of the file that it lies beside, and that errors name
    /// - Throws: `HDF5Error.system`
    public init(beside path: String) throws(HDF5Error) {
        self.path = path
        let name = AtomicFile.temporaryPath(beside: path)
        file = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system(path: path, operation: "creating a scratch file beside it") }
        guard unlink(name) == 0 else {
            let failure = HDF5Error.system(path: path, operation: "hiding a scratch file beside it")
            close(file)
            throw failure
        }
    }

    deinit { close(file) }

    /// Adds values behind those that are there.
    public func append<Value: ArrayElement>(_ values: [Value]) throws(HDF5Error) {
        let count = values.count * MemoryLayout<Value>.stride
        var done = 0
        while done < count {
            let written = values.withUnsafeBytes { Glibc.write(file, $0.baseAddress.map { $0 + done }, count - done) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw .system(path: path, operation: "writing a scratch file beside it") }
            done += written
        }
    }

    /// The values of some places.
    public func values<Value: ArrayElement>(_ places: Range<Int>, of type: Value.Type = Value.self) throws(HDF5Error) -> [Value] {
        let stride = MemoryLayout<Value>.stride
        var failure: HDF5Error?
        let values = [Value](unsafeUninitializedCapacity: places.count) { buffer, initialized in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            var done = 0
            while done < places.count * stride {
                let read = pread(file, bytes.baseAddress.map { $0 + done }, places.count * stride - done, places.lowerBound * stride + done)
                if read < 0 && errno == EINTR { continue }
                guard read > 0 else {
                    failure = .system(path: path, operation: "reading a scratch file beside it")
                    return
                }
                done += read
            }
            initialized = places.count
        }
        if let failure { throw failure }
        return values
    }
}
