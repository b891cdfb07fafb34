import Datasets
import Discovery
import Materials
import Predictions
import TestSupport
import Testing

/// Numbers in every spelling are the same through each reader of tables.
@Suite struct TableRoundTripTests {
    private static let rounds = 60

    @Test func everyReaderOfTablesReadsTheSame() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("t.csv.gz")
        var random = Generator(state: 41)
        for round in 0..<Self.rounds {
            let table = RandomTable(columns: ("material_id", "formula", "e"), rows: 40) { Int.random(in: 0..<$0, using: &random) }
            try write(table.bytes, to: path)
            let text = "round \(round):\n" + (try Self.text(path))
            let featurised = try featurised(path)
            guard featurised.map(\.id) == table.ids, zip(featurised, table.values).allSatisfy({ $0.value == $1 }) else {
                Issue.record("featurise read \(featurised)\n\(text)")
                return
            }
            let entries = try EntryTable(path: path, energy: .formation("e")).rows
            let values = try MaterialValues(readingFrom: path, .target("e"))
            guard entries.map(\.id) == table.ids, entries.map(\.energy) == table.values else {
                Issue.record("hull read \(entries.map(\.energy))\n\(text)")
                return
            }
            guard values.ids == table.ids, values.values.map({ $0.isNaN ? nil : $0 }) == table.values else {
                Issue.record("report read \(values.values)\n\(text)")
                return
            }
        }
    }

    private static func text(_ path: String) throws -> String {
        var stream = try ByteStream(path: path)
        return String(decoding: try stream.rest(), as: UTF8.self)
    }

    private func featurised(_ path: String) throws -> [(id: String, value: Double?)] {
        let options = FeaturiserOptions(representation: .composition, targets: [.init("e")], columns: [], elementVectors: .builtIn)
        var source = try RecordSource(paths: [path], options: InputOptions(columns: options.inputColumns))
        let featuriser = Featuriser(options)
        var rows: [(id: String, value: Double?)] = []
        while let record = try source.next() {
            guard case .material(let material) = featuriser.row(of: record, place: rows.count).outcome else { continue }
            rows.append((record.id, material.targets[0].isNaN ? nil : material.targets[0]))
        }
        return rows
    }
}
