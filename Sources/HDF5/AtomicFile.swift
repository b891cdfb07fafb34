import Glibc

/// Writing that never leaves half a file: beside its place, synced, renamed, the directory synced.
public enum AtomicFile {
    /// Lets `body` write a file at a path beside the final one and then puts it in its place.
    ///
    /// - Throws: what `body` throws, or `HDF5Error.system`; the earlier file, if any, is then untouched and the new one removed
    public static func write(to path: String, _ body: (_ temporary: String) throws -> Void) throws {
        let temporary = "\(path).partial-\(getpid())"
        do {
            try body(temporary)
            try sync(temporary, flags: O_RDWR)
            guard rename(temporary, path) == 0 else { throw failure(path, "renaming \(temporary)") }
        } catch {
            unlink(temporary)
            throw error
        }
        try sync(directory(of: path), flags: O_RDONLY | O_DIRECTORY)
    }

    /// Writes bytes.
    public static func write(_ bytes: some Collection<UInt8>, to path: String) throws {
        try write(to: path) { temporary in
            let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
            guard file >= 0 else { throw failure(temporary, "creating the file") }
            defer { close(file) }
            try ContiguousArray(bytes).withUnsafeBytes { buffer in
                var written = 0
                while written < buffer.count {
                    let count = Glibc.write(file, buffer.baseAddress.map { $0 + written }, buffer.count - written)
                    if count < 0 && errno == EINTR { continue }
                    guard count > 0 else { throw failure(temporary, "writing") }
                    written += count
                }
            }
        }
    }

    /// Writes text as UTF-8.
    public static func write(_ text: String, to path: String) throws {
        try write(text.utf8, to: path)
    }

    private static func sync(_ path: String, flags: Int32) throws {
        let file = open(path, flags | O_CLOEXEC)
        guard file >= 0 else { throw failure(path, "opening to sync") }
        defer { close(file) }
        // Some file systems cannot sync a directory and say so with EINVAL; nothing is lost by that.
        guard fsync(file) == 0 || errno == EINVAL else { throw failure(path, "syncing") }
    }

    private static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func failure(_ path: String, _ operation: String) -> HDF5Error {
        .system(path: path, operation: operation, reason: String(cString: strerror(errno)))
    }
}
