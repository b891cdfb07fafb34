/// The Wyckoff positions of the 230 space groups in their standard settings (International Tables for Crystallography A: unique axis b and
/// cell choice 1, origin choice 2, hexagonal axes).
///
/// A row is one position: groups ascending, within a group the letters a … z, A ascending. Row 0 is position a of P1, row 1730 the general
/// position of Ia-3d. The rows are what data sets store and what embedding tables are addressed with.
public struct WyckoffTable: Sendable {
    /// The built-in table; read from its text on first use (about a millisecond).
    public static let standard = WyckoffTable(texts: [
        triclinicGroups, monoclinicGroups, orthorhombicGroups, tetragonalGroups, hexagonalGroups, cubicGroups,
    ])

    /// How many positions there are over all groups.
    public static let rowCount = 1731
    public static let spaceGroups = 1...230

    let groups: [WyckoffGroup]
    private let positions: [WyckoffPosition]

    init(texts: [String]) {
        var groups: [WyckoffGroup] = []
        var positions: [WyckoffPosition] = []
        for text in texts {
            var reader = WyckoffTableReader(text: text)
            while let group = reader.nextGroup(firstRow: positions.count) {
                positions += group.positions
                groups.append(group)
            }
        }
        self.groups = groups
        self.positions = positions
    }

    public var count: Int { positions.count }

    /// The row of position `letter` of a space group; nil where there is no such group or no such letter.
    public func row(spaceGroup: Int, letter: Character) -> Int? {
        guard Self.spaceGroups.contains(spaceGroup), let place = Self.place(ofLetter: letter), place < letterCount(spaceGroup) else {
            return nil
        }
        return firstRow(spaceGroup) + place
    }

    /// The position in a row, 0 … 1730.
    public func position(_ row: Int) -> WyckoffPosition { positions[row] }

    /// The row of position a of a space group, 1 … 230.
    public func firstRow(_ spaceGroup: Int) -> Int { groups[spaceGroup - 1].firstRow }

    /// How many positions a space group, 1 … 230, has.
    public func letterCount(_ spaceGroup: Int) -> Int { groups[spaceGroup - 1].positions.count }

    /// The Hermann–Mauguin symbol of a space group, 1 … 230, in spglib's spelling ("P2_1/c").
    public func symbol(_ spaceGroup: Int) -> String { groups[spaceGroup - 1].symbol }

    /// Which lattice translations the conventional cell of a space group, 1 … 230, has.
    public func centring(_ spaceGroup: Int) -> Centring { groups[spaceGroup - 1].centring }

    /// The operations of a space group, 1 … 230, without centring translations, as printed: "-y,x-y,z+1/3".
    public func operations(_ spaceGroup: Int) -> [String] { groups[spaceGroup - 1].operations.map(String.init) }

    /// The permutations of a group's positions that another choice of origin or axes brings about: the images under the coset representatives
    /// of the group's normaliser, the identity first. `relabellings(g)[k][i]` is the row that takes the place of row `firstRow(g) + i`.
    public func relabellings(_ spaceGroup: Int) -> [[UInt16]] { groups[spaceGroup - 1].relabellings }

    /// The letter at a place in the alphabet of Wyckoff letters: 0 is a, 25 is z, 26 is A.
    public static func letter(at place: Int) -> Character {
        place == 26 ? "A" : Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(place)))
    }

    /// The place of a letter in that alphabet; nil for what is not a Wyckoff letter.
    public static func place(ofLetter letter: Character) -> Int? {
        guard let code = letter.asciiValue else { return nil }
        switch code {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): return Int(code - UInt8(ascii: "a"))
        case UInt8(ascii: "A"): return 26
        default: return nil
        }
    }
}

/// One Wyckoff position of a space group.
public struct WyckoffPosition: Sendable {
    public let spaceGroup: Int
    public let letter: Character
    /// Sites in the conventional cell.
    public let multiplicity: Int
    /// Coordinates that symmetry leaves free, 0 … 3.
    public let degreesOfFreedom: Int
    /// The first site as International Tables print it, "x,2x,1/4".
    public let representative: String
}

/// What the table holds of one space group.
struct WyckoffGroup: Sendable {
    let number: Int
    let symbol: String
    /// spglib's serial number of the setting.
    let hallNumber: Int
    let firstRow: Int
    let positions: [WyckoffPosition]
    /// The general position without centring translations, as printed: the group's operations.
    let operations: [Substring]
    let relabellings: [[UInt16]]

    var centring: Centring { Centring(symbol: symbol) }
}
