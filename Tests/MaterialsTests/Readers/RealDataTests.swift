import Foundation
import Materials
import Testing

/// Data that lie beside a developer's checkout, and in no other place.
private let shared = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../../shared").standardized.path
private let hasShared = FileManager.default.fileExists(atPath: shared + "/data/mp_structures.csv.gz")

struct RealDataTests {
    @Test(
        .enabled(if: hasShared),
        arguments: [
            ("experimental_band_gaps.csv.gz", 3_895), ("mp_band_gaps.csv.gz", 43_921), ("matbench_mp_e_form_composition.csv.gz", 132_752),
        ])
    func everyFormulaReads(file: String, count: Int) throws {
        var source = try RecordSource(paths: [shared + "/data/" + file])
        var read = 0
        while let record = try source.next() {
            _ = try record.composition()
            read += 1
        }
        #expect(read == count)
    }

    /// The sites and volumes that the reference found in the same texts.
    @Test(.enabled(if: hasShared))
    func everyStructureReads() throws {
        var source = try RecordSource(paths: [shared + "/data/mp_structures.csv.gz"])
        var labels = try TableReader(path: shared + "/reference/labels.csv.gz")
        let columns = try ["n_sites", "volume_per_site", "material_id"].map { try #require(labels.header.firstIndex(of: $0)) }
        var row = TableRow()
        var read = 0
        while let record = try source.next(), try labels.next(into: &row) {
            let structure = try record.structure()
            #expect(row.text(columns[2]) == record.id)
            #expect(row.text(columns[0]).flatMap { Int($0) } == structure.sites.count, "\(record.id)")
            let volume = try #require(row.text(columns[1]).flatMap { Double($0) })
            #expect(abs(structure.volumePerSite - volume) < 1e-3, "\(record.id)")
            read += 1
        }
        #expect(read == 17_889)
    }

    @Test(.enabled(if: hasShared), arguments: [("wbm_structures", 5_000), ("perovskites", 3_787), ("carbon", 2_032)])
    func otherStructuresRead(name: String, count: Int) throws {
        var source = try RecordSource(paths: ["\(shared)/data/\(name).csv.gz"], options: InputOptions(structure: "cif"))
        var read = 0
        while let record = try source.next() {
            _ = try record.structure()
            read += 1
        }
        #expect(read == count)
    }

    @Test(.enabled(if: hasShared))
    func matscholarVectorsRead() throws {
        let vectors = try ElementVectors(path: shared + "/reference/matscholar200.json.gz")
        #expect(vectors.dimension == 200)
        #expect(vectors.isPresent.filter { $0 }.count > 80)
        #expect(vectors.values[200] == 0.016640299931168556)
    }
}
