import Datasets
import Descriptors
import Foundation
import Kernels
import Materials
import TestSupport
import Testing

@Suite struct TransportTests {
    static let peers = "reference/peers/elmd_distances.csv.gz"
    static let scales = "data/elements/pettifor_scales.csv"
    static let similarities = "data/elastic/gridrdf_element_similarity_matrix.csv"

    private func distances(_ text: String, _ dataset: Dataset) throws -> Matrix {
        let points = try ReferencePoints(try Distance.named(text), dataset, rows: Array(0..<dataset.count))
        let out = Matrix(rows: dataset.count, columns: dataset.count)
        points.distances(from: points.points, rows: 0..<dataset.count, into: out)
        return out
    }

    /// All pairs of ElMD 0.5.15 on its own scale, and of exact transport (POT) on four scales; both our ways, along the scale and by costs |p − q|.
    @Test(.enabled(if: SharedData.path(peers) != nil, "needs ../shared/reference/peers"))
    func compositionsAreAsFarApartAsThePeersSay() throws {
        var table = try TableReader(path: try #require(SharedData.path(Self.peers)))
        var pairs: [String: [(a: String, b: String, distance: Float)]] = [:]
        var row = TableRow()
        while try table.next(into: &row) {
            let fields = try (0..<row.count).map { try #require(row.text($0)) }
            pairs[fields[0], default: []].append((fields[1], fields[2], try #require(Float(fields[4]))))
            if let own = Float(fields[3]) { #expect(abs(own - (Float(fields[4]) ?? 0)) < 1e-6) }
        }
        #expect(pairs.count == 4)
        let scales = try #require(SharedData.path(Self.scales))
        let directory = try TemporaryDirectory()
        for (scale, pairs) in pairs {
            var formulae: [String] = []
            for formula in pairs.flatMap({ [$0.a, $0.b] }) where !formulae.contains(formula) { formulae.append(formula) }
            let dataset = try madeUpDataset(formulae)
            let costs = try costFile(column: "ElMD_\(scale)", scales, directory.file("\(scale).csv"))
            var texts = ["elemd:scale=\(scales):column=ElMD_\(scale)", "transport:cost=\(costs)", "transport:cost=\(costs):common=stays"]
            if scale == "mod_petti" { texts.append("elemd") }
            if scale == "atomic" { texts.append("elemd:scale=atomic") }
            for text in texts {
                let all = try distances(text, dataset)
                for pair in pairs {
                    let (i, j) = (try #require(formulae.firstIndex(of: pair.a)), try #require(formulae.firstIndex(of: pair.b)))
                    #expect(abs(all[i, j] - pair.distance) <= 1e-6 * max(pair.distance, 1) && all[i, j] == all[j, i], "\(text), \(pair.a), \(pair.b)")
                }
            }
        }
    }

    /// Costs |p − q| of the elements of a scale.
    private func costFile(column: String, _ scales: String, _ path: String) throws -> String {
        var table = try TableReader(path: scales)
        let (symbols, place) = (try table.column("symbol"), try table.column(column))
        var places: [(String, Double)] = []
        var row = TableRow()
        while try table.next(into: &row) {
            guard let symbol = row.text(symbols), Element(symbol: symbol) != nil, let value = row.text(place).flatMap(Double.init) else { continue }
            places.append((symbol, value))
        }
        var lines = ["element," + places.map(\.0).joined(separator: ",")]
        for own in places { lines.append(own.0 + "," + places.map { "\(abs($0.1 - own.1))" }.joined(separator: ",")) }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private static let formulae = [
        "NaCl", "KCl", "SrTiO3", "BaTiO3", "LiFePO4", "Li7La3Zr2O12", "YBa2Cu3O7", "Fe", "HgCdTe2", "CaMg2Si2O6",
    ]

    /// Places of two formulae, POT's and pyemd's distance.
    private static let values: [(Int, Int, Float, Float)] = [
        (0, 0, 0, 0), (0, 4, 8.734795, 8.734795), (0, 8, 21.44464, 21.44464), (1, 3, 5.907657, 5.907657), (1, 7, 3.86884, 3.86884),
        (2, 6, 2.837694, 2.837694), (3, 5, 2.710416, 2.710416), (3, 9, 3.584259, 3.584259), (4, 5, 2.709299, 4.124306), (4, 8, 16.76928, 16.76928),
        (5, 7, 27.79472, 27.79472), (7, 9, 28.01326, 28.01326),
    ]

    /// Under gridrdf's similarities, where a detour may be cheaper than the way itself: POT 0.9.7's emd2 moves everything, pyemd 1.1 what
    /// is not in common.
    @Test(.enabled(if: SharedData.path(similarities) != nil, "needs ../shared/data"))
    func similaritiesAreThoseOfGridrdf() throws {
        let path = try #require(SharedData.path(Self.similarities))
        let dataset = try madeUpDataset(Self.formulae)
        let moves = try distances("transport:similarity=\(path)", dataset)
        let stays = try distances("transport:similarity=\(path):common=stays", dataset)
        for (i, j, pot, pyemd) in Self.values {
            #expect(abs(moves[i, j] - pot) <= 2e-6 * max(pot, 1), "\(i), \(j): \(moves[i, j])")
            #expect(abs(stays[i, j] - pyemd) <= 2e-6 * max(pyemd, 1), "\(i), \(j): \(stays[i, j])")
        }
    }
}
