import Glibc

/// Which file a path names and how it is: two equal states are the same bytes, as far as a file system can tell.
struct FileState: Equatable {
    let byteCount: Int
    let seconds: Int
    let nanoseconds: Int
    private let device: dev_t
    private let inode: ino_t

    /// Of an open file.
    init(path: String, _ file: CInt) throws(HDF5Error) {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .system(path: path, operation: "asking for the size") }
        byteCount = Int(status.st_size)
        device = status.st_dev
        inode = status.st_ino
        seconds = status.st_mtim.tv_sec
        nanoseconds = status.st_mtim.tv_nsec
    }
}
