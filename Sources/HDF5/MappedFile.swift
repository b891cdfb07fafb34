import Glibc

/// A whole file mapped read-only: all ranks of a node share its pages.
public struct MappedFile: ~Copyable {
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

    /// The bytes of an array.
    @_lifetime(borrow self)
    public func bytes(of array: ArrayLayout) throws(HDF5Error) -> RawSpan {
        guard array.byteCount > 0 else { return RawSpan() }
        guard let base, array.offset >= 0, array.offset <= byteCount, array.byteCount <= byteCount - array.offset else {
            throw .unexpected(
                path: path, object: array.name, expected: "its \(array.byteCount) bytes at \(array.offset) inside the file",
                found: "a file of \(byteCount) bytes")
        }
        let span = RawSpan(_unsafeStart: base + array.offset, byteCount: array.byteCount)
        return _overrideLifetime(span, borrowing: self)
    }

    /// An array of numbers, checked to lie inside the file.
    public func array<Element: ArrayElement>(_ layout: ArrayLayout, of type: Element.Type = Element.self) throws(HDF5Error) -> MappedArray<Element> {
        guard layout.kind == Element.kind else {
            throw .unexpected(path: path, object: layout.name, expected: "\(Element.kind)", found: "\(layout.kind)")
        }
        _ = try bytes(of: layout)
        guard layout.offset % MemoryLayout<Element>.alignment == 0 else {
            throw .unexpected(path: path, object: layout.name, expected: "an aligned array", found: "offset \(layout.offset)")
        }
        return MappedArray(offset: layout.offset, count: layout.count)
    }

    /// An array of texts, checked to lie inside the file.
    public func texts(_ layout: ArrayLayout) throws(HDF5Error) -> MappedTexts {
        guard case .text(let width) = layout.kind, width > 0 else {
            throw .unexpected(path: path, object: layout.name, expected: "text", found: "\(layout.kind)")
        }
        _ = try bytes(of: layout)
        return MappedTexts(offset: layout.offset, width: width, count: layout.count)
    }

    /// The elements of an array that this file has checked.
    public subscript<Element: ArrayElement>(array: MappedArray<Element>) -> Span<Element> {
        @_lifetime(borrow self)
        get {
            guard let base, array.count > 0 else { return Span() }
            precondition(array.offset + array.count * MemoryLayout<Element>.stride <= byteCount, "an array of this file")
            let start = (base + array.offset).assumingMemoryBound(to: Element.self)
            return _overrideLifetime(Span(_unsafeStart: start, count: array.count), borrowing: self)
        }
    }

    /// One text, without its padding.
    public subscript(texts: MappedTexts, index: Int) -> String {
        precondition((0..<texts.count).contains(index), "an index of the texts")
        guard let base else { return "" }
        precondition(texts.offset + texts.count * texts.width <= byteCount, "texts of this file")
        let bytes = UnsafeRawBufferPointer(start: base + texts.offset + index * texts.width, count: texts.width)
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Compares the bytes of an array with the digest that was stored with it.
    public func verify(_ array: ArrayLayout) throws(HDF5Error) {
        guard let expected = array.digest else { throw .missingObject(path: path, object: "the attribute xxh3 of \(array.name)") }
        let found = digest(of: try bytes(of: array))
        guard found == expected else { throw .digest(path: path, object: array.name, expected: expected, found: found) }
    }
}

/// Where an array of numbers lies in a mapped file that has checked it.
public struct MappedArray<Element: ArrayElement>: Sendable {
    let offset: Int
    public let count: Int
}

/// Where an array of texts lies in a mapped file that has checked it.
public struct MappedTexts: Sendable {
    let offset: Int
    let width: Int
    public let count: Int
}
