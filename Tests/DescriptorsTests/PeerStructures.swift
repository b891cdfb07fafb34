import Materials
import TestSupport
import Testing

/// The structures whose values other programs have computed, by their names.
enum PeerStructures {
    static let table = "reference/peers/structures.csv.gz"

    static func all() throws -> [String: Structure] {
        var source = try RecordSource(paths: [try #require(SharedData.path(table))], options: InputOptions(id: "material_id", structure: "cif"))
        var structures: [String: Structure] = [:]
        while let record = try source.next() { structures[record.id] = try record.structure() }
        return structures
    }
}
