import Materials

/// Why a convex hull could not be built or asked.
public enum HullError: Error, Equatable, CustomStringConvertible {
    /// Neither entries nor elements.
    case noElements
    /// An entry without atoms.
    case emptyComposition(entry: String)
    /// An energy that is not a number.
    case energyNotFinite(entry: String, found: Double)
    /// A composition that holds elements outside the diagram's chemical system.
    case outsideSystem(composition: String, unknown: [Element], system: [Element])
    /// Qhull gave up on these points.
    case geometry(system: [Element], points: Int, status: Int)

    public var description: String {
        switch self {
        case .noElements:
            "A phase diagram needs at least one entry or one element; there is none."
        case .emptyComposition(let entry):
            "Entry \(entry) holds no atoms; a phase needs at least one element with a positive amount."
        case .energyNotFinite(let entry, let found):
            "Entry \(entry) has the energy \(found); a finite number in eV/atom is needed."
        case .outsideSystem(let composition, let unknown, let system):
            "\(composition) holds \(Self.name(unknown)), which the phase diagram of \(Self.name(system)) does not cover."
        case .geometry(let system, let points, let status):
            "Qhull found no convex hull of the \(points) points of the system \(Self.name(system)) (its exit code: \(status))."
        }
    }

    private static func name(_ elements: [Element]) -> String {
        elements.map(\.symbol).joined(separator: "-")
    }
}
