import HDF5
import Models

/// Arrays of models in HDF5 files.
extension NamedArray {
    /// An array of a file, compared with its digest.
    ///
    /// - Parameter name: that it has in its model
    init(_ layout: ArrayLayout, named name: String, in mapped: MappedFile, attributes: [String: String] = [:]) throws {
        try mapped.verify(layout)
        let elements: Elements
        switch layout.kind {
        case .uint8: elements = .bytes(try mapped.array(layout, of: UInt8.self).elements)
        case .int32: elements = .integers(try mapped.array(layout, of: Int32.self).elements)
        case .float64: elements = .doubles(try mapped.array(layout, of: Double.self).elements)
        default: elements = .floats(try mapped.array(layout, of: Float.self).elements)
        }
        self.init(name: name, shape: layout.shape, elements: elements, attributes: attributes)
    }

    func write(to file: borrowing HDF5File, at path: String) throws(HDF5Error) {
        switch elements {
        case .bytes(let values): try file.write(values.span, shape: shape, at: path)
        case .integers(let values): try file.write(values.span, shape: shape, at: path)
        case .floats(let values): try file.write(values.span, shape: shape, at: path)
        case .doubles(let values): try file.write(values.span, shape: shape, at: path)
        }
        for (name, text) in attributes.sorted(by: { $0.key < $1.key }) { try file.setAttribute(name, of: path, to: text) }
    }

    /// Adds the numbers to a digest, under a name.
    func add(to hash: inout ContentHash, as name: String) {
        switch elements {
        case .bytes(let values): hash.add(name, values.span.bytes)
        case .integers(let values): hash.add(name, values.span.bytes)
        case .floats(let values): hash.add(name, values.span.bytes)
        case .doubles(let values): hash.add(name, values.span.bytes)
        }
    }
}
