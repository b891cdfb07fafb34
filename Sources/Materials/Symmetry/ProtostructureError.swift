/// Why a text is not a protostructure label.
public enum ProtostructureError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A part of the label is not what it has to be.
    case malformed(label: String, place: String, expected: String, found: String)
    /// spglib finds no space group, at the tolerance or at the strict one.
    case noSymmetry(symprec: Double, reason: String)

    public var description: String {
        switch self {
        case .malformed(let label, let place, let expected, let found):
            "label '\(Self.shortened(label))': \(place): expected \(expected); found \(found.isEmpty ? "nothing" : Self.shortened(found))"
        case .noSymmetry(let symprec, let reason): "no space group at \(symprec) Å: \(reason)"
        }
    }

    private static func shortened(_ text: String) -> String {
        text.count <= 120 ? text : text.prefix(120) + "…"
    }
}
