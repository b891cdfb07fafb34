import Glibc

/// A whole file mapped read-only: all ranks of a node share its pages.
public final class MappedFile {
    public let path: String
    private let base: UnsafeRawPointer?
    public let byteCount: Int

    /// - Throws: `HDF5Error.missingFile`, `.system`
    public init(path: String) throws(HDF5Error) {
        let (base, byteCount) = try Self.map(path)
        self.path = path
        self.base = base
        self.byteCount = byteCount
    }

    private static func map(_ path: String) throws(HDF5Error) -> (UnsafeRawPointer?, Int) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { throw .missingFile(path: path) }
            throw .system(path: path, operation: "opening", reason: String(cString: strerror(errno)))
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_size >= 0 else {
            throw .system(path: path, operation: "asking for the size", reason: String(cString: strerror(errno)))
        }
        let byteCount = Int(status.st_size)
        guard byteCount > 0 else { return (nil, 0) }
        guard let address = mmap(nil, byteCount, PROT_READ, MAP_SHARED, file, 0), address != MAP_FAILED else {
            throw .system(path: path, operation: "mapping", reason: String(cString: strerror(errno)))
        }
        return (UnsafeRawPointer(address), byteCount)
    }

    deinit {
        if let base { munmap(UnsafeMutableRawPointer(mutating: base), byteCount) }
    }

    /// An array of numbers.
    public func array<Element: ArrayElement>(_ layout: ArrayLayout, of type: Element.Type = Element.self) throws(HDF5Error) -> MappedArray<Element> {
        guard layout.kind == Element.kind else {
            throw .unexpected(path: path, object: layout.name, expected: "\(Element.kind)", found: "\(layout.kind)")
        }
        guard let start = try start(of: layout) else { return MappedArray(owner: self, start: nil, count: 0) }
        guard layout.offset % MemoryLayout<Element>.alignment == 0 else {
            throw .unexpected(path: path, object: layout.name, expected: "an aligned array", found: "offset \(layout.offset)")
        }
        return MappedArray(owner: self, start: start.assumingMemoryBound(to: Element.self), count: layout.count)
    }

    /// An array of texts.
    public func texts(_ layout: ArrayLayout) throws(HDF5Error) -> MappedTexts {
        guard case .text(let width) = layout.kind, width > 0 else {
            throw .unexpected(path: path, object: layout.name, expected: "text", found: "\(layout.kind)")
        }
        return MappedTexts(owner: self, start: try start(of: layout), width: width, count: layout.count)
    }

    /// The first byte of an array that lies inside the file; nil for an empty one.
    private func start(of array: ArrayLayout) throws(HDF5Error) -> UnsafeRawPointer? {
        guard array.byteCount > 0 else { return nil }
        guard let base, array.offset >= 0, array.offset <= byteCount, array.byteCount <= byteCount - array.offset else {
            throw .unexpected(
                path: path, object: array.name, expected: "its \(array.byteCount) bytes at \(array.offset) inside the file",
                found: "a file of \(byteCount) bytes")
        }
        return base + array.offset
    }

    /// Compares the bytes of an array with the digest that was stored with it.
    public func verify(_ array: ArrayLayout) throws(HDF5Error) {
        guard let expected = array.digest else { throw .missingObject(path: path, object: "the attribute xxh3 of \(array.name)") }
        let start = try start(of: array)
        let found = digest(of: UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : array.byteCount).bytes)
        guard found == expected else { throw .digest(path: path, object: array.name, expected: expected, found: found) }
    }
}

/// An array of numbers inside a mapped file, which it keeps mapped.
public struct MappedArray<Element: ArrayElement> {
    private let owner: MappedFile
    private let start: UnsafePointer<Element>?
    public let count: Int

    init(owner: MappedFile, start: UnsafePointer<Element>?, count: Int) {
        self.owner = owner
        self.start = start
        self.count = count
    }

    public subscript(index: Int) -> Element {
        guard let start, index >= 0, index < count else { preconditionFailure("index \(index) of an array of \(count)") }
        return start[index]
    }

    /// A copy.
    public var elements: [Element] { Array(UnsafeBufferPointer(start: start, count: count)) }
}

/// An array of texts inside a mapped file, which it keeps mapped.
public struct MappedTexts {
    private let owner: MappedFile
    private let start: UnsafeRawPointer?
    private let width: Int
    public let count: Int

    init(owner: MappedFile, start: UnsafeRawPointer?, width: Int, count: Int) {
        self.owner = owner
        self.start = start
        self.width = width
        self.count = count
    }

    /// One text, without its padding.
    public subscript(index: Int) -> String {
        guard let start, index >= 0, index < count else { preconditionFailure("index \(index) of \(count) texts") }
        let bytes = UnsafeRawBufferPointer(start: start + index * width, count: width)
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}
