/// How the lattice points of a conventional cell are centred.
public enum Centring: Sendable {
    case primitive, aFace, cFace, body, allFaces, rhombohedral

    /// From the letter that begins a Hermann–Mauguin symbol in a standard setting.
    init(symbol: String) {
        switch symbol.first {
        case "A": self = .aFace
        case "C": self = .cFace
        case "I": self = .body
        case "F": self = .allFaces
        case "R": self = .rhombohedral
        default: self = .primitive
        }
    }

    /// Its letter in Pearson symbols and embeddings, which write C for every cell with one pair of faces centred.
    public var pearsonLetter: Character {
        switch self {
        case .primitive: "P"
        case .aFace, .cFace: "C"
        case .body: "I"
        case .allFaces: "F"
        case .rhombohedral: "R"
        }
    }

    /// The lattice translations within the cell in twenty-fourths of its edges, zero first; R on hexagonal axes, obverse.
    public var translations: [SIMD3<Int>] {
        switch self {
        case .primitive: [.zero]
        case .aFace: [.zero, SIMD3(0, 12, 12)]
        case .cFace: [.zero, SIMD3(12, 12, 0)]
        case .body: [.zero, SIMD3(12, 12, 12)]
        case .allFaces: [.zero, SIMD3(0, 12, 12), SIMD3(12, 0, 12), SIMD3(12, 12, 0)]
        case .rhombohedral: [.zero, SIMD3(16, 8, 8), SIMD3(8, 16, 16)]
        }
    }
}

/// The six crystal families with their letters in Pearson symbols; trigonal and hexagonal groups share one, as they share a lattice.
public enum CrystalFamily: Character, CaseIterable, Sendable {
    case triclinic = "a"
    case monoclinic = "m"
    case orthorhombic = "o"
    case tetragonal = "t"
    case hexagonal = "h"
    case cubic = "c"

    /// The family of a space group, 1 … 230.
    public init(spaceGroup: Int) {
        switch spaceGroup {
        case ...2: self = .triclinic
        case ...15: self = .monoclinic
        case ...74: self = .orthorhombic
        case ...142: self = .tetragonal
        case ...194: self = .hexagonal
        default: self = .cubic
        }
    }
}
