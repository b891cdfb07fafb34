import CHDF5
import Glibc

/// Writing that never leaves half a file: beside its place, synced, renamed, the directory synced.
public enum AtomicFile {
    /// Lets `body` write a file at a path beside the final one and then puts it in its place.
    ///
    /// Where the path is a link, the file that it leads to is replaced. Devices, pipes and directories are not replaced.
    ///
    /// - Parameters:
    ///   - other: the name that the earlier file, if any, is kept under
    ///   - isSynced: false for one of many files that are nothing before a last one says that all are there: `syncAll` before it
    /// - Throws: what `body` throws, or `HDF5Error.system`; the earlier file, if any, is then untouched and the new one removed. Where all went
    ///   well but for syncing the directory, the new file is in its place.
    public static func write(
        to path: String, keepingEarlierAs other: String? = nil, isSynced: Bool = true, _ body: (_ temporary: String) throws -> Void
    ) throws {
        let path = try replaceable(path)
        let temporary = temporaryPath(beside: path)
        do {
            try body(temporary)
            if isSynced { try sync(temporary, flags: O_RDWR, shownAs: path, operation: "syncing") }
            if let other, access(path, F_OK) == 0 { try rename(path, to: other) }
            try rename(temporary, to: path)
        } catch {
            // A library that could not write the file may still hold it open, and with it the room that it takes.
            truncate(temporary, 0)
            unlink(temporary)
            throw error
        }
        guard isSynced else { return }
        try sync(Directory.parent(of: path), flags: O_RDONLY | O_DIRECTORY, shownAs: path, operation: "syncing its directory")
    }

    /// The path of what is to be replaced, once it is known to be a file or nothing.
    private static func replaceable(_ path: String) throws(HDF5Error) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { return path }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .system(path: path, operation: "writing", reason: "it is there already and is no file that could be replaced")
        }
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK, let target = realpath(path, nil) else { return path }
        defer { free(target) }
        return String(cString: target)
    }

    /// Gives a file another name in its directory; what had that name is gone.
    private static func rename(_ path: String, to other: String) throws(HDF5Error) {
        guard Glibc.rename(path, other) == 0 else { throw .system(path: other, operation: "putting the file in its place") }
    }

    /// Renames a damaged file so that it is in nobody's way and yet not lost.
    ///
    /// - Returns: the path that it is kept at
    public static func setAside(_ path: String) throws(HDF5Error) -> String {
        var number = 1
        while access("\(path).damaged-\(number)", F_OK) == 0 { number += 1 }
        let place = "\(path).damaged-\(number)"
        try rename(path, to: place)
        return place
    }

    /// Writes bytes.
    public static func write(_ bytes: some Collection<UInt8>, to path: String) throws {
        try write(to: path, inPieces: CollectionOfOne(bytes))
    }

    /// Writes text as UTF-8.
    public static func write(_ text: String, to path: String, isSynced: Bool = true) throws {
        try write(to: path, inPieces: CollectionOfOne(text.utf8), isSynced: isSynced)
    }

    /// Brings onto the disk whatever was written to the file system of a directory.
    public static func syncAll(beside directory: String) throws(HDF5Error) {
        let file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw .system(path: directory, operation: "syncing") }
        defer { close(file) }
        guard covey_syncfs(file) == 0 else { throw .system(path: directory, operation: "syncing") }
    }

    /// Writes the pieces of a text as UTF-8, each when it is made: the whole of it need never be in memory.
    public static func write(pieces: some Sequence<String>, to path: String) throws {
        try write(to: path, inPieces: pieces.lazy.map(\.utf8))
    }

    private static func write<Pieces: Sequence>(
        to path: String, inPieces pieces: Pieces, isSynced: Bool = true
    ) throws where Pieces.Element: Collection<UInt8> {
        try write(to: path, isSynced: isSynced, inPieces: { write in
            for piece in pieces { try write(Array(piece)) }
        })
    }

    /// Writes the pieces of a file that `body` hands on one after another: the whole of it need never be in memory.
    public static func write(
        to path: String, isSynced: Bool = true, inPieces body: (_ write: (_ piece: [UInt8]) throws -> Void) throws -> Void
    ) throws {
        try write(to: path, isSynced: isSynced) { (temporary: String) in
            let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            guard file >= 0 else { throw HDF5Error.system(path: path, operation: "creating the file") }
            do {
                try body { piece in try write(piece, to: file, path) }
            } catch {
                close(file)
                throw error
            }
            // Some file systems write only now.
            guard close(file) == 0 else { throw HDF5Error.system(path: path, operation: "closing") }
        }
    }

    private static func write(_ bytes: [UInt8], to file: CInt, _ path: String) throws(HDF5Error) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress.map { $0 + written }, bytes.count - written) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .system(path: path, operation: "writing") }
            written += count
        }
    }

    /// A name that was never used before: not by another program, and not by an earlier attempt of this one.
    static func temporaryPath(beside path: String) -> String {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return "\(path).partial-\(getpid())-\(time.tv_sec * 1_000_000_000 + time.tv_nsec)"
    }

    /// Whether a file of that name is what `write` was at when its process ended.
    public static func isRemainder(_ name: String) -> Bool { name.contains(/.\.partial-[0-9]+-[0-9]+$/) }

    private static func sync(_ name: String, flags: Int32, shownAs path: String, operation: String) throws(HDF5Error) {
        let file = open(name, flags | O_CLOEXEC)
        guard file >= 0 else { throw .system(path: path, operation: operation) }
        defer { close(file) }
        // Some file systems cannot sync a directory and say so with EINVAL; nothing is lost by that.
        guard fsync(file) == 0 || errno == EINVAL else { throw .system(path: path, operation: operation) }
    }
}
