/// A structure prototype: which Wyckoff positions of which space group are occupied, with starting values for what symmetry leaves free.
///
/// Settings are the standard ones of International Tables A (origin choice 2, hexagonal axes). The prototypes are those of the AFLOW
/// encyclopedia: Mehl et al., Comput. Mater. Sci. 136, S1 (2017); Hicks et al., Comput. Mater. Sci. 161, S1 (2019).
public struct Prototype: Sendable {
    /// The mineral's or the structure type's name, for example "spinel".
    public let name: String
    public let spaceGroup: Int
    /// b/a and c/a of the conventional cell before relaxation.
    let ratios: (b: Double, c: Double)
    let positions: [OccupiedPosition]

    /// A Wyckoff position that one species occupies.
    struct OccupiedPosition: Sendable {
        var species: Int
        var letter: Character
        /// Values of the position's free coordinates, in the order x, y, z.
        var free: [Double]
    }

    /// - Parameter positions: for each species in turn its positions: the letter and the values of the free coordinates.
    init(
        _ name: String, _ spaceGroup: Int, b: Double = 1, c: Double = 1,
        _ positions: [(letter: Character, free: [Double])]...
    ) {
        self.name = name
        self.spaceGroup = spaceGroup
        self.ratios = (b, c)
        self.positions = positions.enumerated().flatMap { species, list in
            list.map { OccupiedPosition(species: species, letter: $0.letter, free: $0.free) }
        }
    }

    /// The same arrangement with the two species in each other's places.
    private init(exchanging prototype: Prototype, name: String) {
        self.name = name
        spaceGroup = prototype.spaceGroup
        ratios = prototype.ratios
        positions = prototype.positions.map { OccupiedPosition(species: 1 - $0.species, letter: $0.letter, free: $0.free) }
    }

    /// The same arrangement of two species with each in the other's place: "antifluorite".
    func exchanged(_ name: String) -> Prototype { Prototype(exchanging: self, name: name) }

    package var shape: CellShape { CellShape(spaceGroup: spaceGroup) }
}

/// Which of the conventional cell's lengths symmetry ties together; its angles are 90°, with γ = 120° in the hexagonal family.
package enum CellShape: Sendable {
    case cubic, tetragonal, hexagonal, orthorhombic

    /// Of a space group from 16 on; cells of the others have free angles.
    init(spaceGroup: Int) {
        switch spaceGroup {
        case 195...: self = .cubic
        case 143...194: self = .hexagonal
        case 75...142: self = .tetragonal
        default: self = .orthorhombic
        }
    }

    var freeLengths: Int {
        switch self {
        case .cubic: 1
        case .tetragonal, .hexagonal: 2
        case .orthorhombic: 3
        }
    }

    var cosGamma: Double { self == .hexagonal ? -0.5 : 0 }
}
