import CHDF5
import Glibc

/// Where an array lies in a file and what it holds: enough to map it.
public struct ArrayLayout: Sendable, Hashable {
    public let name: String
    public let kind: ElementKind
    public let shape: [Int]
    /// Bytes from the beginning of the file.
    public let offset: Int
    /// The attribute xxh3 that was written with it.
    public let digest: String?

    public var count: Int { shape.reduce(1, *) }
    public var byteCount: Int { count * kind.size }
}

/// An HDF5 file. Groups are part of names: "nodes/offset".
public struct HDF5File: ~Copyable {
    public let path: String
    let handle: Handle

    private init(path: String, handle: consuming Handle) {
        self.path = path
        self.handle = handle
    }

    /// Opens a file to read.
    ///
    /// - Throws: `HDF5Error.missingFile`, `.system`, `.unexpected` for what is no HDF5 file, or `.library` for a truncated one
    public static func open(_ path: String) throws(HDF5Error) -> HDF5File {
        Library.beQuiet()
        guard access(path, F_OK) == 0 else { throw .opening(path) }
        let id = H5Fopen(path, covey_h5f_read_only(), 0)
        guard id >= 0 else {
            let failure = Library.failure(path: path, object: "the file", action: "opening")
            guard H5Fis_hdf5(path) == 0 else { throw failure }
            throw .unexpected(path: path, object: "the file", expected: "an HDF5 file", found: "something else, or its beginning is damaged")
        }
        return HDF5File(path: path, handle: Handle(id, closing: H5Fclose))
    }

    /// Whether a path is to be opened as HDF5: the file there begins with the format's signature, or its name promises the format, so that
    /// ``open(_:)`` can say what is wrong with it.
    public static func isOne(_ path: String) -> Bool {
        if path.hasSuffix(".h5") || path.hasSuffix(".hdf5") { return true }
        // What is looked at in a pipe would be missing to its reader.
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
        Library.beQuiet()
        return H5Fis_hdf5(path) > 0
    }

    /// Writes a file beside its place and puts it there once all of it is on the disk.
    ///
    /// - Parameter other: the name that the earlier file, if any, is kept under
    /// - Throws: what `body` throws, or `HDF5Error`; the earlier file, if any, is then untouched, under one of its names
    public static func write(to path: String, keepingEarlierAs other: String? = nil, _ body: (borrowing HDF5File) throws -> Void) throws {
        try AtomicFile.write(to: path, keepingEarlierAs: other) { temporary in
            let file = try create(temporary, shownAs: path)
            try body(file)
            try file.close()
        }
    }

    /// Creates a file, or empties one.
    ///
    /// - Parameter path: that errors name
    private static func create(_ temporary: String, shownAs path: String) throws(HDF5Error) -> HDF5File {
        Library.beQuiet()
        let access = Handle(H5Pcreate(covey_h5p_file_access()), closing: H5Pclose)
        // Aligned for the widest vectors, so that arrays can be used where they lie; the oldest layout that can be reopened after its
        // writer was killed, and the first with a checksum in each of its structures.
        H5Pset_alignment(access.id, 1, 64)
        H5Pset_libver_bounds(access.id, H5F_LIBVER_V18, H5F_LIBVER_V18)
        // No times: the bytes depend on nothing but the content.
        let creation = Handle(H5Pcreate(covey_h5p_file_create()), closing: H5Pclose)
        H5Pset_obj_track_times(creation.id, false)
        let id = H5Fcreate(temporary, covey_h5f_truncate(), creation.id, access.id)
        guard id >= 0 else { throw Library.failure(path: path, object: "the file", action: "creating") }
        return HDF5File(path: path, handle: Handle(id, closing: H5Fclose))
    }

    /// Writes what is still in memory and closes the file; both can fail.
    private consuming func close() throws(HDF5Error) {
        guard H5Fflush(handle.id, H5F_SCOPE_GLOBAL) >= 0 else { throw failure("the last of it", "writing") }
        let path = path
        guard handle.close() else { throw Library.failure(path: path, object: "the file", action: "closing") }
    }

    /// Whether a group or an array is there.
    public func has(_ name: String) throws(HDF5Error) -> Bool {
        var prefix = ""
        for part in name.split(separator: "/") {
            prefix += "/" + part
            let isThere = H5Lexists(handle.id, prefix, 0)
            guard isThere >= 0 else { throw failure(prefix, "looking for") }
            if isThere == 0 { return false }
        }
        return true
    }

    /// Names of the members of a group, sorted by bytes; none where there is no such group.
    public func names(in group: String) throws(HDF5Error) -> [String] {
        if group != "/", try !has(group) { return [] }
        let opened = H5Gopen2(handle.id, group, 0)
        guard opened >= 0 else { throw failure(group, "reading") }
        let group = Handle(opened, closing: H5Gclose)
        final class Box { var names: [String] = [] }
        let box = Box()
        let status = H5Literate(
            group.id, H5_INDEX_NAME, H5_ITER_INC, nil,
            { _, name, _, context in
                guard let name, let context else { return -1 }
                Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().names.append(String(cString: name))
                return 0
            }, Unmanaged.passUnretained(box).toOpaque())
        guard status >= 0 else { throw failure("names", "reading") }
        return box.names
    }

    func failure(_ object: String, _ action: String) -> HDF5Error { Library.failure(path: path, object: object, action: action) }
}
