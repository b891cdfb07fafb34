import Glibc

/// What can go wrong with a file, always with its path.
public enum HDF5Error: Error, Sendable, Hashable, CustomStringConvertible {
    /// The path names no file.
    case missingFile(path: String)
    /// A call of the operating system failed.
    case system(path: String, operation: String, reason: String)
    /// The HDF5 library refused; the file is damaged or is no HDF5 file.
    case library(path: String, operation: String, reason: String)
    case missingObject(path: String, object: String)
    case unexpected(path: String, object: String, expected: String, found: String)
    /// The bytes are not those that were written.
    case digest(path: String, object: String, expected: String, found: String)

    public var description: String {
        switch self {
        case .missingFile(let path): "\(path): there is no such file"
        case .system(let path, let operation, let reason): "\(path): \(operation) failed: \(reason)"
        case .library(let path, let operation, let reason): "\(path): \(operation) failed: \(reason)"
        case .missingObject(let path, let object): "\(path): \(object) is missing"
        case .unexpected(let path, let object, let expected, let found): "\(path): \(object): expected \(expected), found \(found)"
        case .digest(let path, let object, let expected, let found):
            "\(path): \(object) is damaged: its digest is \(found), but \(expected) was written"
        }
    }
}

extension HDF5Error {
    /// A call of the operating system that has just failed, with the reason that it gave.
    package static func system(path: String, operation: String) -> HDF5Error {
        .system(path: path, operation: operation, reason: String(cString: strerror(errno)))
    }

    /// The same for a file that is opened to be read.
    static func opening(_ path: String) -> HDF5Error {
        errno == ENOENT ? .missingFile(path: path) : .system(path: path, operation: "opening")
    }
}
