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
        var reason = errno
        // Another process may have been faster; or it is there and its server does not answer.
        var found = stat()
        if reason == EEXIST, stat(path, &found) != 0 { reason = errno }
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

    /// Makes sure that files can be put into a directory that is there.
    ///
    /// - Throws: `HDF5Error.system` with the reason
    public static func checkWritable(_ path: String) throws(HDF5Error) {
        guard let reason = refusal(of: path) else { return }
        throw .system(path: path, operation: "writing to the directory", reason: reason)
    }

    /// Why this process cannot put files into a directory that is there, in words that follow upon its name; nil where it can.
    public static func refusal(of path: String) -> String? {
        guard access(path, W_OK | X_OK) != 0 else { return nil }
        let reason = errno
        var status = stat()
        switch reason {
        case EROFS: return "its file system is mounted read-only"
        case EACCES where stat(path, &status) == 0:
            return "it belongs to \(userName(status.st_uid)), and \(userName(geteuid())) may not write there"
        default: return String(cString: strerror(reason))
        }
    }

    private static func userName(_ user: uid_t) -> String {
        guard let entry = getpwuid(user), let name = entry.pointee.pw_name else { return "user \(user)" }
        return "user \(String(cString: name))"
    }

    /// Whether nothing is there any more: not where a file system merely does not answer.
    public static func isGone(_ path: String) -> Bool {
        var found = stat()
        return stat(path, &found) != 0 && [ENOENT, ENOTDIR, ESTALE].contains(errno)
    }

    /// Whether there is a directory.
    public static func exists(_ path: String) -> Bool { mode(of: path).map { $0 & S_IFMT == S_IFDIR } ?? false }

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
