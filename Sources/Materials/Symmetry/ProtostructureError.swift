/// Why a text is not a protostructure label.
public enum ProtostructureError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A part of the label is not what it has to be.
    case malformed(label: String, place: String, expected: String, found: String)

    public var description: String {
        switch self {
        case .malformed(let label, let place, let expected, let found):
            "label \(label): \(place): expected \(expected); found \(found.isEmpty ? "nothing" : found)"
        }
    }
}
