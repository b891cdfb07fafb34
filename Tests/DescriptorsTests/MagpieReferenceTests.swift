import Descriptors
import Foundation
import Materials
import TestSupport
import Testing

private let matminersValues = "reference/peers/magpie_145_matminer.csv.gz"

/// All 145 numbers of 243 formulae as matminer 0.10.1 computes them, with its `impute_nan`.
@Suite(.enabled(if: SharedData.path(matminersValues) != nil, "needs ../shared/reference/peers"))
struct MagpieReferenceTests {
    @Test func everyColumnOfEveryFormulaIsMatminers() throws {
        let descriptor = try Descriptor.named("magpie145")
        let table = try ReferenceTable(matminersValues)
        #expect(table.columns == descriptor.columns)
        #expect(table.rows.count == 243)
        for (formula, expected) in table.rows {
            // matminer reads deuterium as hydrogen; Covey refuses the symbol.
            let values = descriptor.values(of: try Composition(formula == "D2O" ? "H2O" : formula))
            for (place, column) in descriptor.columns.enumerated() {
                let close = abs(values[place] - expected[place]) <= 1e-6
                #expect(close, "\(formula), \(column): \(values[place]), matminer \(expected[place])")
            }
        }
    }

    @Test func the132AreAmongThe145() throws {
        let (large, small) = (try Descriptor.named("magpie145"), try Descriptor.named("magpie132"))
        #expect(Array(large.columns[6..<138]) == small.columns)
        for (formula, _) in try ReferenceTable(matminersValues).rows.prefix(12) {
            let composition = try Composition(formula)
            #expect(Array(large.values(of: composition)[6..<138]) == small.values(of: composition))
        }
    }
}

private struct ReferenceTable {
    let columns: [String]
    let rows: [(formula: String, values: [Double])]

    init(_ name: String) throws {
        var reader = try TableReader(path: try #require(SharedData.path(name)))
        columns = Array(reader.header.dropFirst())
        var rows: [(formula: String, values: [Double])] = []
        var row = TableRow()
        while try reader.next(into: &row) {
            let fields = try (0..<row.count).map { try #require(row.text($0)) }
            rows.append((fields[0], try fields.dropFirst().map { try #require(Double($0)) }))
        }
        self.rows = rows
    }
}
