import CHDF5

extension HDF5File {
    /// Writes a text.
    public func setAttribute(_ name: String, of object: String = "/", to text: String) throws(HDF5Error) {
        var bytes = Array(text.utf8)
        if bytes.isEmpty { bytes = [0] }
        let type = try storageType(.text(width: bytes.count))
        try writeAttribute(name, of: object, type: type, bytes.span.bytes)
    }

    /// Writes a whole number.
    public func setAttribute(_ name: String, of object: String = "/", to number: Int) throws(HDF5Error) {
        let type = try storageType(.int64)
        try writeAttribute(name, of: object, type: type, [Int64(number)].span.bytes)
    }

    /// Writes a number.
    public func setAttribute(_ name: String, of object: String = "/", to number: Double) throws(HDF5Error) {
        let type = try storageType(.float64)
        try writeAttribute(name, of: object, type: type, [number].span.bytes)
    }

    /// A text; nil where the object has no such attribute.
    public func textAttribute(_ name: String, of object: String = "/") throws(HDF5Error) -> String? {
        guard let (kind, bytes) = try attribute(name, of: object) else { return nil }
        guard case .text = kind else { throw mismatch(name, object, "text", kind) }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// A whole number; nil where the object has no such attribute.
    public func integerAttribute(_ name: String, of object: String = "/") throws(HDF5Error) -> Int? {
        guard let (kind, bytes) = try attribute(name, of: object) else { return nil }
        guard kind == .int64 else { throw mismatch(name, object, "int64", kind) }
        return Int(bytes.withUnsafeBytes { $0.loadUnaligned(as: Int64.self) })
    }

    /// A number; nil where the object has no such attribute.
    public func numberAttribute(_ name: String, of object: String = "/") throws(HDF5Error) -> Double? {
        guard let (kind, bytes) = try attribute(name, of: object) else { return nil }
        guard kind == .float64 else { throw mismatch(name, object, "float64", kind) }
        return bytes.withUnsafeBytes { $0.loadUnaligned(as: Double.self) }
    }

    /// A text that must be there.
    public func requiredText(_ name: String, of object: String = "/") throws(HDF5Error) -> String {
        guard let text = try textAttribute(name, of: object) else { throw .missingObject(path: path, object: "attribute \(name) of \(object)") }
        return text
    }

    private func mismatch(_ name: String, _ object: String, _ expected: String, _ found: ElementKind) -> HDF5Error {
        .unexpected(path: path, object: "attribute \(name) of \(object)", expected: expected, found: "\(found)")
    }

    private func attribute(_ name: String, of object: String) throws(HDF5Error) -> (ElementKind, [UInt8])? {
        let isThere = H5Aexists_by_name(handle.id, object, name, 0)
        guard isThere >= 0 else { throw failure("attribute \(name) of \(object)", "reading") }
        guard isThere > 0 else { return nil }
        let opened = H5Aopen_by_name(handle.id, object, name, 0, 0)
        guard opened >= 0 else { throw failure("attribute \(name) of \(object)", "reading") }
        let attribute = Handle(opened, closing: H5Aclose)
        let type = Handle(H5Aget_type(attribute.id), closing: H5Tclose)
        let space = Handle(H5Aget_space(attribute.id), closing: H5Sclose)
        // 16 MiB: more than any attribute of ours, less than what a damaged length could ask for.
        guard let kind = ElementKind(type: type.id), H5Sget_simple_extent_npoints(space.id) == 1, kind.size <= 1 << 24 else {
            throw .unexpected(path: path, object: "attribute \(name) of \(object)", expected: "one text or number", found: "something else")
        }
        var bytes = [UInt8](repeating: 0, count: kind.size)
        guard H5Aread(attribute.id, type.id, &bytes) >= 0 else { throw failure("attribute \(name) of \(object)", "reading") }
        return (kind, bytes)
    }

    private func writeAttribute(_ name: String, of object: String, type: borrowing Handle, _ bytes: RawSpan) throws(HDF5Error) {
        let space = Handle(H5Screate(H5S_SCALAR), closing: H5Sclose)
        let created = H5Acreate_by_name(handle.id, object, name, type.id, space.id, 0, 0, 0)
        guard created >= 0 else { throw failure("attribute \(name) of \(object)", "writing") }
        let attribute = Handle(created, closing: H5Aclose)
        guard bytes.withUnsafeBytes({ H5Awrite(attribute.id, type.id, $0.baseAddress) }) >= 0 else {
            throw failure("attribute \(name) of \(object)", "writing")
        }
    }
}
