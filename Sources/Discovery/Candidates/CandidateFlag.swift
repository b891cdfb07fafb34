import Materials

/// Why a candidate's distance to the hull is not to be taken at its word.
public enum CandidateFlag: UInt8, CaseIterable, Sendable {
    /// It holds an element of which no known phase, or no known compound, is there: nothing that holds this element competes.
    case unknownElement
    /// Several elements, of which the known phases have no compound: the hull there is the elements alone.
    case emptySystem
    /// The known phases have compounds of its elements, and none of them holds this one: it competes as a pure element alone.
    case loneElement
    /// It is predicted to lie deeper below what competes than 99 of 100 known compounds do. (``DepthLimits``)
    case farBelow
    /// It holds more of a halogen, or of oxygen, than the other elements could bind in their highest oxidation states.
    case excessAnion

    /// As tables have it.
    public var name: String {
        switch self {
        case .unknownElement: "unknown-element"
        case .emptySystem: "empty-system"
        case .loneElement: "lone-element"
        case .farBelow: "far-below"
        case .excessAnion: "excess-anion"
        }
    }
}

/// The flags of one candidate.
public struct CandidateFlags: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public init(_ flag: CandidateFlag) {
        rawValue = 1 << flag.rawValue
    }

    /// In the order of their declaration.
    public var all: [CandidateFlag] { CandidateFlag.allCases.filter { contains(CandidateFlags($0)) } }
}
