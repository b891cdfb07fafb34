/// Why a text is not a crystal that Covey can use. `place` is a line, a tag, a key or the name of a site, as the format has them.
public enum StructureTextError: Error, Hashable, Sendable, CustomStringConvertible {
    case syntax(place: String, reason: String)
    case missing(String)
    case repeated(String)
    case badNumber(place: String, found: String)
    case unknownElement(place: String, found: String)
    case partialOccupancy(site: String, occupancy: String)
    case samePlace(String, String, distance: Double)
    case badCell(String)
    case unsupported(String)

    public var description: String {
        switch self {
        case .syntax(let place, let reason): "\(place): \(reason)"
        case .missing(let name): "\(name) is missing"
        case .repeated(let name): "\(name) is given twice"
        case .badNumber(let place, let found): "\(place): '\(found)' is not a number that can stand here"
        case .unknownElement(let place, let found) where ["D", "T"].contains(found.prefix { $0.isLetter }):
            "\(place): '\(found)': isotopes of hydrogen are not told apart, write H"
        case .unknownElement(let place, let found): "\(place): '\(found)' is not an element"
        case .partialOccupancy(let site, let occupancy): "site \(site) has occupancy \(occupancy): only fully occupied sites are read; as a formula (a column of its own, --representation composition) such a material can be learnt"
        case .samePlace(let one, let other, let distance):
            "sites \(one) and \(other) are \(Int((distance * 1000).rounded())) mÅ apart: two atoms at one place"
        case .badCell(let reason): "the cell is none: \(reason)"
        case .unsupported(let reason): reason
        }
    }
}
