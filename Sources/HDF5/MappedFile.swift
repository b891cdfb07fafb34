import Glibc

/// A whole file mapped read-only: all ranks of a node share its pages.
public final class MappedFile {
    public let path: String
    private let base: UnsafeRawPointer?
    /// Kept open: the path may come to name another file, and this one stays what is mapped.
    private let file: CInt
    /// Gone before the mapping is: its places may then be another's.
    private var mappingGuard: MappingGuard?
    /// The file as it was when it was mapped, or last looked through.
    private var state: FileState
    public let byteCount: Int

    /// - Throws: `HDF5Error.missingFile`, `.system`
    public init(path: String) throws(HDF5Error) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .opening(path) }
        do {
            (base, state) = try Self.map(path, file)
        } catch {
            close(file)
            throw error
        }
        self.path = path
        self.file = file
        byteCount = state.byteCount
        mappingGuard = base.map { [state] in MappingGuard($0, file, state, path: path) }
    }

    private static func map(_ path: String, _ file: CInt) throws(HDF5Error) -> (UnsafeRawPointer?, FileState) {
        let state = try FileState(path: path, file)
        guard state.byteCount > 0 else { return (nil, state) }
        guard let address = mmap(nil, state.byteCount, PROT_READ, MAP_SHARED, file, 0), address != MAP_FAILED else {
            throw .system(path: path, operation: "mapping")
        }
        return (UnsafeRawPointer(address), state)
    }

    deinit {
        mappingGuard = nil
        if let base { munmap(UnsafeMutableRawPointer(mutating: base), byteCount) }
        close(file)
    }

    /// Compares digests again where somebody has written to the file since it was mapped. A file that was moved away, or another one in its
    /// place, changes nothing: what is mapped stays.
    ///
    /// - Throws: `HDF5Error.unexpected` for a file that was cut short, `.digest` for other content, `.system`
    public func checkUnchanged(_ arrays: [ArrayLayout]) throws(HDF5Error) {
        let now = try FileState(path: path, file)
        guard now != state else { return }
        guard now.byteCount >= byteCount else {
            throw .unexpected(path: path, object: "the file", expected: "\(byteCount) bytes, as when it was opened", found: "\(now.byteCount)")
        }
        for array in arrays { try verify(array) }
        state = now
        mappingGuard?.note(now)
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

/// An array of numbers inside a mapped file, which it keeps mapped; or one that only looks like it (`ArrayStorage`).
public struct MappedArray<Element: ArrayElement> {
    /// Whoever gives the memory back.
    private let owner: AnyObject
    private let start: UnsafePointer<Element>?
    public let count: Int

    init(owner: AnyObject, start: UnsafePointer<Element>?, count: Int) {
        self.owner = owner
        self.start = start
        self.count = count
    }

    public subscript(index: Int) -> Element {
        guard let start, index >= 0, index < count else { preconditionFailure("index \(index) of an array of \(count)") }
        return start[index]
    }

    /// The numbers where they lie.
    public var span: Span<Element> {
        @_lifetime(borrow self)
        get { _overrideLifetime(Span(_unsafeElements: UnsafeBufferPointer(start: start, count: count)), borrowing: self) }
    }

    /// A copy.
    public var elements: [Element] { Array(UnsafeBufferPointer(start: start, count: count)) }
}

/// An array of texts inside a mapped file, which it keeps mapped; or one that only looks like it (`ArrayStorage`).
public struct MappedTexts {
    private let owner: AnyObject
    private let start: UnsafeRawPointer?
    private let width: Int
    public let count: Int

    init(owner: AnyObject, start: UnsafeRawPointer?, width: Int, count: Int) {
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
