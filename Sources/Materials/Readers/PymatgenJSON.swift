import Foundation

extension Structure {
    /// The crystal in pymatgen's JSON: what `Structure.as_dict` writes, or an object that holds it under `key` (else "structure").
    public init(json text: String, key: String? = nil) throws(StructureTextError) {
        try self.init(json: Array(text.utf8), key: key)
    }

    init(json bytes: [UInt8], key: String?) throws(StructureTextError) {
        let crystal: PymatgenStructure
        do {
            crystal = try JSONDecoder().decode(PymatgenRecord.self, from: Data(bytes), configuration: key).structure
        } catch let error as DecodingError {
            throw StructureTextError(error)
        } catch {
            throw .syntax(place: "JSON", reason: "\(error)")
        }
        try self.init(crystal)
    }

    private init(_ crystal: PymatgenStructure) throws(StructureTextError) {
        let rows = crystal.lattice.matrix
        guard rows.count == 3, rows.allSatisfy({ $0.count == 3 }) else {
            throw .syntax(place: "lattice.matrix", reason: "not three by three")
        }
        if let periodic = crystal.lattice.pbc, periodic.contains(false) {
            throw .unsupported("lattice.pbc: only crystals that are periodic in all directions are read")
        }
        let lattice = Lattice(
            a: SIMD3(rows[0][0], rows[0][1], rows[0][2]), b: SIMD3(rows[1][0], rows[1][1], rows[1][2]),
            c: SIMD3(rows[2][0], rows[2][1], rows[2][2]))
        guard lattice.volume > 1e-3, lattice.volume < 1e12 else { throw .badCell("its volume is \(lattice.volume) Å³") }
        guard !crystal.sites.isEmpty else { throw .missing("a site") }
        var sites: [Site] = []
        for (index, site) in crystal.sites.enumerated() {
            guard site.species.count == 1, abs(site.species[0].occu - 1) < 1e-3 else {
                let occupancies = site.species.map { "\($0.element) \($0.occu)" }.joined(separator: ", ")
                throw .partialOccupancy(site: site.label ?? "\(index + 1)", occupancy: occupancies)
            }
            let symbol = site.species[0].element
            guard let element = Element(symbol: symbol) else { throw .unknownElement(place: "sites[\(index)]", found: symbol) }
            guard site.abc.count == 3 else { throw .syntax(place: "sites[\(index)].abc", reason: "not three numbers") }
            let position = SIMD3(site.abc[0], site.abc[1], site.abc[2])
            guard position.isReasonable else { throw .badNumber(place: "sites[\(index)].abc", found: "\(site.abc)") }
            sites.append(Site(element: element, position: position))
        }
        self.init(lattice: lattice, sites: sites)
        try refuseCoincidentSites()
    }
}

/// What `Structure.as_dict` writes, as far as it matters here.
private struct PymatgenStructure: Decodable {
    struct Lattice: Decodable {
        var matrix: [[Double]]
        var pbc: [Bool]?
    }

    struct Species: Decodable {
        var element: String
        var occu: Double
    }

    struct Site: Decodable {
        var species: [Species]
        var abc: [Double]
        var label: String?
    }

    var lattice: Lattice
    var sites: [Site]
}

/// A structure, or an object with a structure in it; the configuration is its key.
private struct PymatgenRecord: DecodableWithConfiguration {
    var structure: PymatgenStructure

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder, configuration key: String?) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let key {
            structure = try container.decode(PymatgenStructure.self, forKey: Key(stringValue: key))
        } else if !container.contains(Key(stringValue: "lattice")), container.contains(Key(stringValue: "structure")) {
            structure = try container.decode(PymatgenStructure.self, forKey: Key(stringValue: "structure"))
        } else {
            structure = try PymatgenStructure(from: decoder)
        }
    }
}

extension StructureTextError {
    /// The fault of a JSON text, with the way to it: "sites[3].abc".
    fileprivate init(_ error: DecodingError) {
        func path(_ keys: [any CodingKey]) -> String {
            keys.reduce("") { path, key in
                if let index = key.intValue { return path + "[\(index)]" }
                return path.isEmpty ? key.stringValue : path + "." + key.stringValue
            }
        }
        switch error {
        case .keyNotFound(let key, let context): self = .missing(path(context.codingPath + [key]))
        case .valueNotFound(_, let context): self = .missing(path(context.codingPath))
        case .typeMismatch(let type, let context): self = .syntax(place: path(context.codingPath), reason: "not of type \(type)")
        case .dataCorrupted(let context): self = .syntax(place: "JSON", reason: context.debugDescription)
        @unknown default: self = .syntax(place: "JSON", reason: "\(error)")
        }
    }
}
