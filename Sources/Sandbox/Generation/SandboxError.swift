import Discovery
import Materials

/// Why a sandbox could not be made.
public enum SandboxError: Error, Equatable, CustomStringConvertible {
    case countNotPositive(Int)
    /// The prototypes and elements there are make no more materials than this.
    case tooMany(asked: Int, possible: Int)
    /// The table of elements lacks what the model needs of this one.
    case unknownElement(Element)
    /// A prototype that its space group has no place for.
    case impossiblePrototype(name: String, spaceGroup: Int)
    /// No elemental structure of this element has a minimum of the energy.
    case noReference(Element)
    case hull(HullError)

    public var description: String {
        switch self {
        case .countNotPositive(let count):
            "A sandbox of \(count) materials was asked for; at least 1 is needed."
        case .tooMany(let asked, let possible):
            "A sandbox of \(asked) materials was asked for; the prototypes and elements make \(possible)."
        case .unknownElement(let element):
            "The lattice model needs the electronegativity, radius and melting point of \(element); the table of elements lacks one."
        case .impossiblePrototype(let name, let spaceGroup):
            "The prototype \(name) does not fit the Wyckoff positions of space group \(spaceGroup)."
        case .noReference(let element):
            "No elemental structure of \(element) is stable in the lattice model."
        case .hull(let error):
            error.description
        }
    }
}
