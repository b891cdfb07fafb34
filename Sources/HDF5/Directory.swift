import Glibc

/// Directories that files are written to.
public enum Directory {
    /// Makes a directory and those that lead to it, where they are not there yet.
    public static func create(_ path: String) throws(HDF5Error) {
        if exists(path) { return }
        if let file = obstacle(on: path) {
            throw .system(path: path, operation: "creating the directory", reason: "\(file) is a file, and a directory is needed")
        }
        let parent = parent(of: path)
        if parent != path { try create(parent) }
        guard mkdir(path, 0o777) != 0 else { return }
        let reason = errno
        // Another process may have been faster.
        guard exists(path) else { throw .system(path: path, operation: "creating the directory", reason: String(cString: strerror(reason))) }
    }

    /// The part of a path, or all of it, that is there and is no directory, so that nothing can be below it; nil where there is none.
    public static func obstacle(on path: String) -> String? {
        // With a slash at its end the system would take a file for nothing at all.
        let name = String(path.trimmingSuffix("/"))
        if let mode = mode(of: name) { return mode & S_IFMT == S_IFDIR ? nil : name }
        let parent = parent(of: path)
        return parent == path ? nil : obstacle(on: parent)
    }

    /// The directory that a path lies in; the root and the current directory lie in themselves.
    static func parent(of path: String) -> String {
        let name = path.trimmingSuffix("/")
        guard let slash = name.lastIndex(of: "/") else { return path.hasPrefix("/") ? "/" : "." }
        let parent = name[..<slash].trimmingSuffix("/")
        return parent.isEmpty ? "/" : String(parent)
    }

    private static func exists(_ path: String) -> Bool { mode(of: path).map { $0 & S_IFMT == S_IFDIR } ?? false }

    private static func mode(of path: String) -> mode_t? {
        var found = stat()
        return stat(path, &found) == 0 ? found.st_mode : nil
    }
}

extension StringProtocol {
    /// Without as many of this character as it ends in.
    fileprivate func trimmingSuffix(_ character: Character) -> SubSequence {
        var rest = self[...]
        while rest.last == character { rest = rest.dropLast() }
        return rest
    }
}
