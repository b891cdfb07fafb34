/// What a file holds, told by its name (a ".gz" behind it does not count).
enum RecordFormat: Sendable {
    case table
    case cif
    case poscar
    case extendedXYZ
    case json

    init?(path: String) {
        var name = Substring(path.split(separator: "/").last ?? "")
        if name.lowercased().hasSuffix(".gz") { name = name.dropLast(3) }
        let suffix = name.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
        switch suffix {
        case "csv": self = .table
        case "cif", "mcif": self = .cif
        case "vasp", "poscar", "contcar": self = .poscar
        case "xyz", "extxyz": self = .extendedXYZ
        case "json", "jsonl", "ndjson": self = .json
        default:
            guard name.hasPrefix("POSCAR") || name.hasPrefix("CONTCAR") else { return nil }
            self = .poscar
        }
    }

    static let namesForPeople = "*.csv, *.cif, POSCAR*, CONTCAR*, *.vasp, *.xyz, *.extxyz, *.json, *.jsonl, each also with .gz"
}
