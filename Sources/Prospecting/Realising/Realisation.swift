import Materials

/// A protostructure that is to become a structure.
public struct RealisationRequest: Hashable, Sendable {
    public let id: String
    public let protostructure: Protostructure
    /// Id of the known material that it was made from; empty where there is none.
    public let parent: String

    public init(id: String, protostructure: Protostructure, parent: String = "") {
        self.id = id
        self.protostructure = protostructure
        self.parent = parent
    }
}

/// A structure that has the label that was asked for.
public struct Realisation: Hashable, Sendable {
    /// How it was made, in the order in which it is tried.
    public enum Way: String, Sendable, CaseIterable {
        /// The structure of the candidate's parent with other elements.
        case parent
        /// A known structure of the same prototype with other elements.
        case prototype
        /// Cell and free coordinates were drawn.
        case drawn
    }

    public let way: Way
    /// Id of the known material whose structure it was; empty where it was drawn.
    public let source: String
    /// What became of its elements, "Cl→Br Na→K"; empty where nothing did, and where it was drawn.
    public let replaced: String
    public let structure: Structure
    public let contact: ClosestContact
    /// Whether a relaxation has moved its atoms.
    public internal(set) var isRelaxed = false
}

/// Why a label was not realised.
public struct RealisationFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: String, Sendable, CaseIterable {
        case parent = "no structure of the parent"
        case prototype = "no known structure of the prototype"
        case size = "too many atoms to draw"
        case distances = "atoms too near"
        case symmetry = "another label comes back"
        case impossible = "no crystal can be like that"
    }

    public let reason: Reason
    public let description: String
}
