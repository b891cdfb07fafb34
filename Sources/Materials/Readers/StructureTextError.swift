/// Why a text is not a crystal that Covey can use. `place` is a line, a tag, a key or the name of a site, as the format has them.
public enum StructureTextError: Error, Hashable, Sendable, CustomStringConvertible {
    case syntax(place: String, reason: String)
    case missing(String)
    case repeated(String)
    case badNumber(place: String, found: String)
    case unknownElement(place: String, found: String)
    case partialOccupancy(site: String, occupancy: String)
    case disordered(site: String, reason: String)
    case samePlace(String, String, distance: Double)
    /// Nearer than atoms of these elements come; distances in Å. `other` is nil for an atom and its own image in the next cell.
    case tooNear(String, String?, distance: Double, least: Double)
    case badCell(String)
    /// Two things that the text says cannot both be.
    case contradiction(String)
    /// The atoms make another composition than the text says.
    case otherFormula(made: String, tag: String, said: String)
    /// A space group is named without operations, and several of its settings fit.
    case openSetting(group: String, choices: [String])
    case unsupported(String)

    public var description: String {
        switch self {
        case .syntax(let place, let reason): "\(place): \(reason)"
        case .missing(let name): "\(name) is missing"
        case .repeated(let name): "\(name) is given twice"
        case .badNumber(let place, let found): "\(place): '\(found)' is not a number that can stand here"
        case .unknownElement(let place, let found) where found.prefix { $0.isLetter } == "D":
            "\(place): '\(found)': isotopes of hydrogen are not told apart, write H"
        case .unknownElement(let place, let found) where found.prefix { $0.isLetter } == "T":
            "\(place): '\(found)' is no element: a T-site (of a zeolite) needs its element, in a CIF as _atom_site_type_symbol "
                + "(isotopes of hydrogen are not told apart, tritium is H)"
        case .unknownElement(let place, let found): "\(place): '\(found)' is not an element"
        case .partialOccupancy(let site, let occupancy): "site \(site) has occupancy \(occupancy): only fully occupied sites are read; as a formula (a column of its own, --representation composition) such a material can be learnt"
        case .samePlace(let one, let other, let distance):
            "sites \(one) and \(other) are \(Int((distance * 1000).rounded())) mÅ apart: two atoms at one place"
        case .disordered(let site, let reason): "disordered: site \(site): \(reason)"
        case .tooNear(let one, let other, let distance, let least):
            (other.map { "sites \(one) and \($0) are" } ?? "site \(one) and its image in the next cell are")
                + " \(Self.angstroms(distance)) Å apart; nearer than \(Self.angstroms(least)) Å no atoms of these elements come"
        case .badCell(let reason): "the cell is none: \(reason)"
        case .contradiction(let reason): reason
        case .otherFormula(let made, let tag, let said): "the structure is \(made), but \(tag) says \(said)"
        case .openSetting(let group, let choices):
            "space group '\(group)' has several settings (\(choices.map { ":" + $0 }.joined(separator: ", "))), and the atoms do not tell "
                + "which one is meant; list its operations, or write the setting behind its name"
        case .unsupported(let reason): reason
        }
    }

    private static func angstroms(_ length: Double) -> String { "\((length * 1000).rounded() / 1000)" }
}
