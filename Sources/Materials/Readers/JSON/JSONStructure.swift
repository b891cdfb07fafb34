/// The crystals of JSON objects: pymatgen's, those of OPTIMADE, and texts of CIF or JSON in them.
enum JSONStructure {
    /// Names that columns of materials go by, where they tell rows from columns.
    static let usualNames: Set = [
        "structure", "cif", "initial_structure", "final_structure", "relaxed_structure", "computed_structure_entry", "entry", "attributes", "formula",
        "composition", "protostructure", "material_id", "id",
    ]

    static func isPymatgen(names: [String]) -> Bool { names.contains("lattice") && names.contains("sites") }

    static func isPymatgen(_ value: JSONValue) -> Bool { isPymatgen(names: value.members.map(\.name)) }

    /// Whether a record has one of what makes pymatgen's structures: it lacks the other, and is nothing else.
    static func isPymatgen(partly record: JSONValue) -> Bool { record["sites"] != nil || record["lattice"] != nil }

    private static func isOptimade(_ value: JSONValue) -> Bool {
        ["lattice_vectors", "cartesian_site_positions", "species_at_sites"].count { value[$0] != nil } >= 2
    }

    /// Whether a record holds a crystal, as far as its names tell.
    static func isIn(_ record: JSONValue) -> Bool { (try? find(in: record)) ?? nil != nil }

    /// The structure in a record: the one under a key, `structure` or `cif`, the record itself, or the only one in it down to three levels.
    ///
    /// - Parameter key: `entry.structure` stands for the `structure` in what `entry` holds
    static func structure(in record: JSONValue, key: String?) throws(StructureTextError) -> Structure {
        if let key {
            guard let value = record.value(at: key) else { throw .missing(key) }
            guard let inner = try find(in: value) else { throw unsupported(value) }
            return try structure(of: inner.value, at: key + (inner.path.isEmpty ? "" : "." + inner.path))
        }
        guard let found = try find(in: record) else { throw unsupported(record) }
        return try structure(of: found.value, at: found.path)
    }

    private static func unsupported(_ value: JSONValue) -> StructureTextError {
        if case .object(let members) = value {
            for (one, other) in [("sites", "lattice"), ("lattice", "sites")] where value[one] != nil { return .missing(other) }
            let names = members.prefix(12).map { "'\($0.name.prefix(40))'" }.joined(separator: ", ")
            return .unsupported(
                "there is no structure in this record, whose keys are \(names); read are pymatgen's (lattice, sites), OPTIMADE's (lattice_vectors, "
                    + "species_at_sites, cartesian_site_positions) and CIF text, in the layouts \(JSONLayout.namesForPeople)")
        }
        return .unsupported("there is no structure in this record")
    }

    private typealias Found = (path: String, value: JSONValue)

    /// - Throws: where several could be meant
    private static func find(in record: JSONValue) throws(StructureTextError) -> Found? {
        var found: [Found] = []
        var level: [Found] = [("", record)]
        for _ in 0..<4 {
            let own = level.filter { isStructure($0.value, name: $0.path) }
            if let meant = own.first(where: { ["", "structure"].contains($0.path) }) { return meant }
            found += own
            level = level.filter { !isStructure($0.value, name: $0.path) }
                .flatMap { (path, value) in value.members.map { (path.isEmpty ? $0.name : "\(path).\($0.name)", $0.value) } }
        }
        guard found.count <= 1 else {
            let paths = found.prefix(12).map(\.path).joined(separator: ", ")
            throw .unsupported("there are several structures in this record: \(paths); --structure names one")
        }
        return found.first
    }

    private static func isStructure(_ value: JSONValue, name: String) -> Bool {
        switch value {
        case .object: return isPymatgen(value) || isOptimade(value)
        case .text(let text):
            if name.isEmpty { return text.contains("_cell_length_a") || text.contains("\"lattice\"") }
            let last = name.split(separator: ".").last ?? ""
            return ["structure", "cif"].contains(last) && (text.contains("_cell_length_a") || text.contains("\"lattice\""))
        default: return false
        }
    }

    /// - Parameter place: the way to it, for messages
    private static func structure(of value: JSONValue, at place: String) throws(StructureTextError) -> Structure {
        if case .text(let text) = value {
            return text.first { !$0.isWhitespace } == "{" ? try Structure(json: text) : try Structure(cif: Array(text.utf8))
        }
        return isPymatgen(value) ? try Structure(pymatgen: value) : try Structure(optimade: value)
    }
}

extension Structure {
    /// The crystal in a JSON text: pymatgen's `Structure.as_dict`, OPTIMADE's attributes, or an object that holds one of these.
    ///
    /// - Parameter key: of the structure in the object, `a.b` for b in a; nil: `structure`, or the only one there is
    public init(json text: String, key: String? = nil) throws(StructureTextError) {
        try self.init(json: Array(text.utf8), key: key)
    }

    init(json bytes: [UInt8], key: String?) throws(StructureTextError) {
        self = try JSONStructure.structure(in: try JSONValue(bytes), key: key)
    }
}
