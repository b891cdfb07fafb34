extension Structure {
    /// What `Structure.as_dict` writes.
    init(pymatgen crystal: JSONValue) throws(StructureTextError) {
        guard let cell = crystal["lattice"] else { throw .missing("lattice") }
        guard let matrix = cell["matrix"] else { throw .missing("lattice.matrix") }
        let lattice = try Lattice(rows: try matrix.vectors(at: "lattice.matrix"), place: "lattice.matrix")
        for case .truth(false) in cell["pbc"]?.elements ?? [] {
            throw .unsupported("lattice.pbc: only crystals that are periodic in all directions are read")
        }
        guard let sites = crystal["sites"]?.elements, !sites.isEmpty else { throw .missing("a site") }
        var own: [Site] = []
        own.reserveCapacity(sites.count)
        for (index, site) in sites.enumerated() { own.append(try Site(pymatgen: site, at: "sites[\(index)]", number: index + 1, lattice)) }
        self.init(lattice: lattice, sites: own)
        try refuseCoincidentSites()
    }
}

extension Site {
    fileprivate init(pymatgen site: JSONValue, at place: String, number: Int, _ lattice: Lattice) throws(StructureTextError) {
        guard let species = site["species"]?.elements else { throw .missing("\(place).species") }
        let shares = species.map { (symbol: $0["element"]?.field ?? "", occupancy: $0["occu"]?.double) }
        guard shares.count == 1, let occupancy = shares[0].occupancy, abs(occupancy - 1) < 1e-3 else {
            let occupancies = shares.map { "\($0.symbol) \($0.occupancy.map { "\($0)" } ?? "unknown")" }.joined(separator: ", ")
            throw .partialOccupancy(site: site["label"]?.field ?? "\(number)", occupancy: occupancies)
        }
        guard let element = Element(symbol: shares[0].symbol) else { throw .unknownElement(place: place, found: shares[0].symbol) }
        let position: SIMD3<Double>
        if let fractional = site["abc"] {
            position = try fractional.vector(at: "\(place).abc")
        } else if let cartesian = site["xyz"] {
            position = lattice.fractional(try cartesian.vector(at: "\(place).xyz"))
        } else {
            throw .missing("\(place).abc")
        }
        guard position.isReasonable else { throw .badNumber(place: "\(place).abc", found: "\(position)") }
        self.init(element: element, position: position)
    }
}

extension Lattice {
    /// - Throws: `badCell` for one without a volume that a cell can have
    init(rows: [SIMD3<Double>], place: String) throws(StructureTextError) {
        guard rows.count == 3 else { throw .syntax(place: place, reason: "not three by three") }
        self.init(a: rows[0], b: rows[1], c: rows[2])
        guard volume > 1e-3, volume < 1e12 else { throw .badCell("its volume is \(volume) Å³") }
    }
}

extension JSONValue {
    func vector(at place: String) throws(StructureTextError) -> SIMD3<Double> {
        guard let elements, elements.count == 3 else { throw .syntax(place: place, reason: "not three numbers") }
        var vector = SIMD3<Double>()
        for (axis, value) in elements.enumerated() {
            guard let number = value.double else { throw .badNumber(place: "\(place)[\(axis)]", found: value.field ?? "…") }
            vector[axis] = number
        }
        return vector
    }

    func vectors(at place: String) throws(StructureTextError) -> [SIMD3<Double>] {
        guard let elements else { throw .syntax(place: place, reason: "not a list") }
        var vectors: [SIMD3<Double>] = []
        for (row, value) in elements.enumerated() { vectors.append(try value.vector(at: "\(place)[\(row)]")) }
        return vectors
    }
}
