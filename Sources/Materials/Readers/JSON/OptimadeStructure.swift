extension Structure {
    /// The attributes of a structure as OPTIMADE serves them (specification 1.2, "Structures Entries").
    init(optimade attributes: JSONValue) throws(StructureTextError) {
        for feature in attributes["structure_features"]?.elements?.compactMap(\.field) ?? [] {
            throw .unsupported(
                "structure_features says \(feature): only crystals are read whose every site is given and holds one element")
        }
        guard let cell = attributes["lattice_vectors"] else { throw .missing("lattice_vectors") }
        if let directions = attributes["dimension_types"]?.elements, directions.contains(where: { $0.double != 1 }) {
            let types = directions.map { $0.field ?? "…" }.joined(separator: ", ")
            throw .unsupported("dimension_types is \(types): only crystals that are periodic in all directions are read")
        }
        let lattice = try Lattice(rows: try cell.vectors(at: "lattice_vectors"), place: "lattice_vectors")
        guard let positions = attributes["cartesian_site_positions"] else { throw .missing("cartesian_site_positions") }
        guard let names = attributes["species_at_sites"]?.elements, !names.isEmpty else { throw .missing("species_at_sites") }
        let places = try positions.vectors(at: "cartesian_site_positions")
        guard places.count == names.count else {
            throw .syntax(place: "species_at_sites", reason: "\(names.count) names for \(places.count) positions")
        }
        let elements = try Self.elements(attributes["species"])
        var sites: [Site] = []
        for (index, (name, position)) in zip(names.map { $0.field ?? "" }, places).enumerated() {
            guard let element = elements == nil ? Element(symbol: name) : elements?[name] else {
                throw .unknownElement(place: "species_at_sites[\(index)]", found: name)
            }
            let fractional = lattice.fractional(position)
            guard fractional.isReasonable else { throw .badNumber(place: "cartesian_site_positions[\(index)]", found: "\(position)") }
            sites.append(Site(element: element, position: fractional))
        }
        self.init(lattice: lattice, sites: sites)
        try refuseCoincidentSites()
    }

    /// The element of each species by its name; nil where none are described, so that the names are symbols.
    private static func elements(_ species: JSONValue?) throws(StructureTextError) -> [String: Element]? {
        guard let described = species?.elements else { return nil }
        var elements: [String: Element] = [:]
        for (index, one) in described.enumerated() {
            let symbols = one["chemical_symbols"]?.elements?.map { $0.field ?? "" } ?? []
            let shares = one["concentration"]?.elements?.map(\.double) ?? []
            let name = one["name"]?.field ?? ""
            guard symbols.count == 1, shares.isEmpty || shares.count == 1 && abs((shares[0] ?? 0) - 1) < 1e-3 else {
                let parts = symbols.enumerated().map { "\($1) \(shares.indices.contains($0) ? shares[$0].map { "\($0)" } ?? "unknown" : "unknown")" }
                throw .partialOccupancy(site: name, occupancy: parts.joined(separator: ", "))
            }
            if let attached = one["attached"]?.elements, !attached.isEmpty {
                throw .unsupported("species \(name) has atoms attached without places: only crystals are read whose every site is given")
            }
            guard let element = Element(symbol: symbols[0]) else { throw .unknownElement(place: "species[\(index)]", found: symbols[0]) }
            elements[name] = element
        }
        return elements
    }
}
