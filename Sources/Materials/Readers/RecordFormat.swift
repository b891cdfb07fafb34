/// What a file holds, told by its name (a ".gz" behind it does not count).
enum RecordFormat: Sendable {
    case table
    case cif

    init?(path: String) {
        var name = Substring(path.split(separator: "/").last ?? "")
        if name.lowercased().hasSuffix(".gz") { name = name.dropLast(3) }
        let suffix = name.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
        switch suffix {
        case "csv": self = .table
        case "cif", "mcif": self = .cif
        default: return nil
        }
    }

    static let namesForPeople = "*.csv, *.cif, each also with .gz"
}
