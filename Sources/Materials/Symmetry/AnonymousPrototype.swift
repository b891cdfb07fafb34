/// A protostructure without its elements: a space group and, for each class of equal atoms, the Wyckoff positions that it occupies.
///
/// Two values are equal exactly where the arrangements are: whatever the origin, and whichever elements sit on the classes. (The label's
/// `prototype` follows the alphabetical order of the elements, so that one prototype has several of them.)
public struct AnonymousPrototype: Hashable, Sendable {
    /// 1 … 230.
    public let spaceGroup: Int
    /// The letters of each class with `_` between them, "a_b_cc", as ASCII. Classes are in the order of their sites, then of their orbits; of
    /// the relabellings and orders that are left, these letters sort first. A sorts before a, as in ASCII.
    let letters: [UInt8]

    init(spaceGroup: Int, letters: [UInt8]) {
        self.spaceGroup = spaceGroup
        self.letters = letters
    }

    /// The letters of each class, one for each orbit.
    var classes: [ArraySlice<UInt8>] { letters.split(separator: Self.separator, omittingEmptySubsequences: false) }

    /// How many elements such a structure has.
    public var classCount: Int { letters.count { $0 == Self.separator } + 1 }

    /// Rows of `WyckoffTable.standard` that each class occupies, one for each orbit; classes in canonical order.
    public var rows: [[UInt16]] {
        let first = WyckoffTable.standard.firstRow(spaceGroup)
        return classes.map { letters in letters.map { UInt16(first + WyckoffLetter.place(of: $0)) } }
    }

    /// Sites of each class in the conventional cell, ascending.
    public var amounts: [Int] {
        rows.map { rows in rows.reduce(0) { $0 + WyckoffTable.standard.position(Int($1)).multiplicity } }
    }

    /// The arrangement with these elements on the classes.
    ///
    /// - Parameter elements: one for each class, in canonical order. Equal ones make one class of several: the result is then of another prototype.
    public func protostructure(of elements: [Element]) -> Protostructure {
        Protostructure(
            spaceGroup: spaceGroup,
            occupations: zip(elements, rows).flatMap { element, rows in rows.map { Protostructure.Occupation(element: element, row: $0) } })
    }

    /// The label's form with the classes in canonical order, "ABC3_cP5_221_a_b_c"; no two prototypes have the same.
    public var name: String {
        let amounts = amounts
        let sites = amounts.reduce(0, +)
        let centring = WyckoffTable.standard.centring(spaceGroup).pearsonLetter
        let parts = classes.map(Self.counted).joined(separator: "_")
        let formula = Composition.anonymousFormula(ofWhole: amounts)
        return "\(formula)_\(CrystalFamily(spaceGroup: spaceGroup).rawValue)\(centring)\(sites)_\(spaceGroup)_\(parts)"
    }

    /// "a2kl" for a, k, k, l.
    private static func counted(_ letters: ArraySlice<UInt8>) -> String {
        var (text, rest) = ("", letters)
        while let letter = rest.first {
            let count = rest.prefix { $0 == letter }.count
            text += (count > 1 ? "\(count)" : "") + String(Unicode.Scalar(letter))
            rest.removeFirst(count)
        }
        return text
    }

    static let separator = UInt8(ascii: "_")
}

extension AnonymousPrototype: CustomStringConvertible {
    public var description: String { name }
}

/// A Wyckoff letter as ASCII.
enum WyckoffLetter {
    /// 0 for a … 25 for z, 26 for A.
    static func place(of letter: UInt8) -> Int { letter == UInt8(ascii: "A") ? 26 : Int(letter - UInt8(ascii: "a")) }

    static func at(_ place: Int) -> UInt8 { place == 26 ? UInt8(ascii: "A") : UInt8(ascii: "a") + UInt8(place) }
}
