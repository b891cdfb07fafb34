import Foundation
import HDF5
import Models

/// A safetensors file: named single-precision tensors behind a JSON header (format: https://github.com/huggingface/safetensors); whole numbers are
/// read too.
public struct Safetensors: Sendable {
    /// Of a target in the metadata, behind the target's name: what the reference does not know of.
    public static let floorName = "sigma_floor"
    public static let scaleName = "sigma_scale"

    public var tensors: [String: ForeignTensor]
    public var metadata: [String: String]

    public init(tensors: [String: ForeignTensor], metadata: [String: String] = [:]) {
        self.tensors = tensors
        self.metadata = metadata
    }

    /// Reads a file. Lengths and offsets are checked against the file's size before they are used.
    public init(path: String) throws(SafetensorsError) {
        guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable(path: path) }
        try self.init(data: data, path: path)
    }

    /// Reads the bytes of a file; `path` is for messages.
    public init(data: Data, path: String) throws(SafetensorsError) {
        let bytes = [UInt8](data)
        guard bytes.count >= 8 else { throw .damaged(path: path, problem: "\(bytes.count) bytes are too few for a header") }
        let length = bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
        guard length <= UInt64(bytes.count - 8) else {
            throw .damaged(path: path, problem: "a header of \(length) bytes in a file of \(bytes.count)")
        }
        let start = 8 + Int(length)
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes[8..<start])), let header = object as? [String: Any] else {
            throw .damaged(path: path, problem: "the header is no JSON object")
        }
        tensors = [:]
        metadata = header["__metadata__"] as? [String: String] ?? [:]
        for (name, value) in header where name != "__metadata__" {
            tensors[name] = try Self.tensor(name, value, bytes[start...], path)
        }
    }

    private static func tensor(
        _ name: String, _ value: Any, _ bytes: ArraySlice<UInt8>, _ path: String
    ) throws(SafetensorsError) -> ForeignTensor {
        func wrong(_ expected: String, _ found: String) -> SafetensorsError {
            .tensor(path: path, name: name, expected: expected, found: found)
        }
        guard let entry = value as? [String: Any], let type = entry["dtype"] as? String, let shape = entry["shape"] as? [Int],
            let offsets = entry["data_offsets"] as? [Int], offsets.count == 2
        else { throw wrong("dtype, shape and data_offsets", "\(value)") }
        // Counters of batches, which the reference keeps beside running statistics, are whole numbers.
        guard let size = ["F32": 4, "I64": 8][type] else { throw wrong("dtype F32 or I64", type) }
        var count = 1
        for extent in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: extent)
            guard extent >= 0, !overflow, product <= bytes.count else { throw wrong("a shape that fits the file", "\(shape)") }
            count = product
        }
        guard offsets[0] >= 0, offsets[0] <= offsets[1], offsets[1] <= bytes.count, offsets[1] - offsets[0] == size * count else {
            throw wrong("\(size * count) bytes inside the file", "data_offsets \(offsets)")
        }
        let values = bytes.withUnsafeBytes { buffer in
            (0..<count).map { place in
                let offset = offsets[0] + size * place
                return size == 4
                    ? buffer.loadUnaligned(fromByteOffset: offset, as: Float.self) : Float(buffer.loadUnaligned(fromByteOffset: offset, as: Int64.self))
            }
        }
        return ForeignTensor(shape: shape, values: values)
    }

    /// Writes the file beside its place and puts it there; tensors in the order of their names.
    public func write(to path: String) throws {
        var header: [String: Any] = metadata.isEmpty ? [:] : ["__metadata__": metadata]
        var body: [UInt8] = []
        for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
            let first = body.count
            tensor.values.withUnsafeBytes { body += $0 }
            header[name] = ["dtype": "F32", "shape": tensor.shape, "data_offsets": [first, body.count]] as [String: Any]
        }
        var text = [UInt8](try JSONSerialization.data(withJSONObject: header, options: [.sortedKeys, .withoutEscapingSlashes]))
        while text.count % 8 != 0 { text.append(UInt8(ascii: " ")) }
        var bytes = withUnsafeBytes(of: UInt64(text.count).littleEndian) { [UInt8]($0) }
        bytes += text
        bytes += body
        try AtomicFile.write(bytes, to: path)
    }
}

/// Why a safetensors file cannot be used.
public enum SafetensorsError: Error, Sendable, Equatable, CustomStringConvertible {
    case unreadable(path: String)
    case damaged(path: String, problem: String)
    case tensor(path: String, name: String, expected: String, found: String)

    public var description: String {
        switch self {
        case .unreadable(let path): "\(path): cannot be read"
        case .damaged(let path, let problem): "\(path): is no safetensors file: \(problem)"
        case .tensor(let path, let name, let expected, let found): "\(path): tensor \(name): expected \(expected), found \(found)"
        }
    }
}
