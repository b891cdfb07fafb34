import CHDF5

extension HDF5File {
    /// Writes an array, contiguous and aligned, with the digest of its bytes; groups in its name are made as needed.
    public func write<Element: ArrayElement>(_ values: Span<Element>, shape: [Int]? = nil, at name: String) throws(HDF5Error) {
        let shape = shape ?? [values.count]
        precondition(shape.reduce(1, *) == values.count, "as many values as the shape holds")
        try write(values.bytes, kind: Element.kind, shape: shape, at: name)
    }

    /// Writes texts, padded with zeros to the longest.
    public func write(texts: [String], at name: String) throws(HDF5Error) {
        let width = max(texts.map(\.utf8.count).max() ?? 0, 1)
        var bytes = [UInt8](repeating: 0, count: width * texts.count)
        for (index, text) in texts.enumerated() {
            for (place, byte) in text.utf8.enumerated() { bytes[index * width + place] = byte }
        }
        try write(bytes.span.bytes, kind: .text(width: width), shape: [texts.count], at: name)
    }

    /// Writes a table of numbers a few rows at a time, so that no more of it is in memory.
    ///
    /// - Parameter slab: the numbers of some rows, `columns` for each; called with all rows in order
    public func write<Element: ArrayElement>(
        rows: Int, columns: Int, at name: String, slab: (Range<Int>) -> [Element]
    ) throws(HDF5Error) {
        try write(shape: [rows, columns], at: name) { (rows) throws(HDF5Error) in slab(rows) }
    }

    /// Writes a list of numbers a few at a time.
    ///
    /// - Parameter slab: the numbers of some places; called with all of them in order
    public func write<Element: ArrayElement>(
        count: Int, at name: String, slab: (Range<Int>) throws(HDF5Error) -> [Element]
    ) throws(HDF5Error) {
        try write(shape: [count], at: name, slab: slab)
    }

    private func write<Element: ArrayElement>(
        shape: [Int], at name: String, slab: (Range<Int>) throws(HDF5Error) -> [Element]
    ) throws(HDF5Error) {
        let (rows, columns) = (shape[0], shape.dropFirst().reduce(1, *))
        let array = try makeArray(kind: Element.kind, shape: shape, at: name)
        let type = try storageType(Element.kind)
        let whole = Handle(H5Dget_space(array.id), closing: H5Sclose)
        var digest = RunningDigest()
        let step = max(1, Self.slabBytes / max(columns * Element.kind.size, 1))
        for start in stride(from: 0, to: columns > 0 ? rows : 0, by: step) {
            let range = start..<min(start + step, rows)
            let values = try slab(range)
            precondition(values.count == range.count * columns, "\(columns) numbers for each row")
            digest.add(values.span.bytes)
            let (first, counts) = ([hsize_t(start)] + shape.dropFirst().map { _ in 0 }, ([range.count] + shape.dropFirst()).map { hsize_t($0) })
            let part = Handle(H5Screate_simple(CInt(shape.count), counts, nil), closing: H5Sclose)
            guard H5Sselect_hyperslab(whole.id, H5S_SELECT_SET, first, nil, counts, nil) >= 0,
                H5Dwrite(array.id, type.id, part.id, whole.id, 0, values) >= 0
            else { throw failure(name, "writing") }
        }
        guard array.close() else { throw failure(name, "writing") }
        try setAttribute("xxh3", of: name, to: digest.finish())
    }

    /// Memory that a table takes while it is written.
    private static var slabBytes: Int { 1 << 22 }

    private func write(_ bytes: RawSpan, kind: ElementKind, shape: [Int], at name: String) throws(HDF5Error) {
        let array = try makeArray(kind: kind, shape: shape, at: name)
        let type = try storageType(kind)
        if bytes.byteCount > 0 {
            let status = bytes.withUnsafeBytes { H5Dwrite(array.id, type.id, 0, 0, 0, $0.baseAddress) }
            guard status >= 0 else { throw failure(name, "writing") }
        }
        // Small arrays wait in a buffer that is written now.
        guard array.close() else { throw failure(name, "writing") }
        try setAttribute("xxh3", of: name, to: digest(of: bytes))
    }

    private func makeArray(kind: ElementKind, shape: [Int], at name: String) throws(HDF5Error) -> Handle {
        let space = Handle(H5Screate_simple(CInt(shape.count), shape.map { hsize_t($0) }, nil), closing: H5Sclose)
        let properties = Handle(H5Pcreate(covey_h5p_dataset_create()), closing: H5Pclose)
        // Bytes that depend on nothing but the content: no times, no fill, allocated at once.
        H5Pset_layout(properties.id, H5D_CONTIGUOUS)
        H5Pset_alloc_time(properties.id, H5D_ALLOC_TIME_EARLY)
        H5Pset_fill_time(properties.id, H5D_FILL_TIME_NEVER)
        H5Pset_obj_track_times(properties.id, false)
        try makeGroups(of: name)
        let type = try storageType(kind)
        let created = H5Dcreate2(handle.id, name, type.id, space.id, 0, properties.id, 0)
        guard created >= 0 else { throw failure(name, "writing") }
        return Handle(created, closing: H5Dclose)
    }

    /// Makes the groups that the name of an array runs through. Not left to the library, which would note the time in them.
    private func makeGroups(of name: String) throws(HDF5Error) {
        let properties = Handle(H5Pcreate(covey_h5p_group_create()), closing: H5Pclose)
        H5Pset_obj_track_times(properties.id, false)
        var group = ""
        for part in name.split(separator: "/").dropLast() {
            group += (group.isEmpty ? "" : "/") + part
            if try has(group) { continue }
            let created = H5Gcreate2(handle.id, group, 0, properties.id, 0)
            guard created >= 0 else { throw failure(group, "writing") }
            guard Handle(created, closing: H5Gclose).close() else { throw failure(group, "writing") }
        }
    }

    /// Where an array lies.
    public func layout(of name: String) throws(HDF5Error) -> ArrayLayout {
        guard try has(name) else { throw .missingObject(path: path, object: name) }
        let opened = H5Dopen2(handle.id, name, 0)
        guard opened >= 0 else { throw failure(name, "reading") }
        let array = Handle(opened, closing: H5Dclose)
        let type = Handle(H5Dget_type(array.id), closing: H5Tclose)
        guard let kind = ElementKind(type: type.id) else {
            throw .unexpected(path: path, object: name, expected: "numbers or text of fixed length", found: "another type")
        }
        let space = Handle(H5Dget_space(array.id), closing: H5Sclose)
        let rank = Int(H5Sget_simple_extent_ndims(space.id))
        guard (1...2).contains(rank) else {
            throw .unexpected(path: path, object: name, expected: "one or two dimensions", found: "\(rank)")
        }
        var extents = [hsize_t](repeating: 0, count: rank)
        H5Sget_simple_extent_dims(space.id, &extents, nil)
        // An absurd length is refused by arithmetic, before anybody multiplies or allocates.
        var bytes = kind.size
        var shape: [Int] = []
        for extent in extents {
            let (product, overflow) = bytes.multipliedReportingOverflow(by: Int(truncatingIfNeeded: extent))
            guard extent <= 1 << 48, !overflow else {
                throw .unexpected(path: path, object: name, expected: "a length that fits the file", found: "\(extents)")
            }
            bytes = product
            shape.append(Int(extent))
        }
        let address = H5Dget_offset(array.id)
        guard bytes == 0 || address != covey_h5_no_address() else {
            throw .unexpected(path: path, object: name, expected: "a contiguous array", found: "another layout")
        }
        return ArrayLayout(
            name: name, kind: kind, shape: shape, offset: bytes == 0 ? 0 : Int(truncatingIfNeeded: address),
            digest: try textAttribute("xxh3", of: name))
    }

    func storageType(_ kind: ElementKind) throws(HDF5Error) -> Handle {
        let type = Handle(H5Tcopy(kind.identifier), closing: H5Tclose)
        if case .text(let width) = kind {
            H5Tset_size(type.id, width)
            H5Tset_cset(type.id, H5T_CSET_UTF8)
            H5Tset_strpad(type.id, H5T_STR_NULLPAD)
        }
        return type
    }
}
