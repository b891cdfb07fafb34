import CHDF5

/// A number that an array can hold, little-endian in the file whatever the machine.
public protocol ArrayElement: BitwiseCopyable, Sendable {
    static var kind: ElementKind { get }
}

/// What an array holds.
public enum ElementKind: Sendable, Hashable, CustomStringConvertible {
    case uint8, uint16, int32, int64, uint64, float32, float64
    /// UTF-8, padded with zeros to so many bytes.
    case text(width: Int)

    public var size: Int {
        switch self {
        case .uint8: 1
        case .uint16: 2
        case .int32, .float32: 4
        case .int64, .uint64, .float64: 8
        case .text(let width): width
        }
    }

    public var description: String {
        switch self {
        case .uint8: "uint8"
        case .uint16: "uint16"
        case .int32: "int32"
        case .int64: "int64"
        case .uint64: "uint64"
        case .float32: "float32"
        case .float64: "float64"
        case .text(let width): "text of \(width) bytes"
        }
    }

    /// The library's type; text is made by the caller.
    var identifier: hid_t {
        switch self {
        case .uint8: covey_h5t_u8()
        case .uint16: covey_h5t_u16()
        case .int32: covey_h5t_i32()
        case .int64: covey_h5t_i64()
        case .uint64: covey_h5t_u64()
        case .float32: covey_h5t_f32()
        case .float64: covey_h5t_f64()
        case .text: covey_h5t_string()
        }
    }

    static let numbers: [ElementKind] = [.uint8, .uint16, .int32, .int64, .uint64, .float32, .float64]

    /// The kind of a type found in a file; nil for what we never write (compounds, other byte orders, variable lengths).
    init?(type: hid_t) {
        if H5Tget_class(type) == H5T_STRING {
            guard H5Tis_variable_str(type) == 0 else { return nil }
            self = .text(width: H5Tget_size(type))
            return
        }
        guard let kind = Self.numbers.first(where: { H5Tequal(type, $0.identifier) > 0 }) else { return nil }
        self = kind
    }
}

extension UInt8: ArrayElement { public static var kind: ElementKind { .uint8 } }
extension UInt16: ArrayElement { public static var kind: ElementKind { .uint16 } }
extension Int32: ArrayElement { public static var kind: ElementKind { .int32 } }
extension Int64: ArrayElement { public static var kind: ElementKind { .int64 } }
extension UInt64: ArrayElement { public static var kind: ElementKind { .uint64 } }
extension Float: ArrayElement { public static var kind: ElementKind { .float32 } }
extension Double: ArrayElement { public static var kind: ElementKind { .float64 } }
