import Foundation
import HDF5
import TestSupport
import Testing

/// `covey similar` and `covey elements` as people call them.
@Suite struct SimilarTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func perovskite(_ name: String, _ edge: Double, _ a: String, _ b: String, _ x: String) throws {
        _ = try directory.write(
            "\(name)\n1.0\n\(edge) 0 0\n0 \(edge) 0\n0 0 \(edge)\n\(a) \(b) \(x)\n1 1 3\nDirect\n"
                + "0 0 0\n0.5 0.5 0.5\n0.5 0.5 0\n0.5 0 0.5\n0 0.5 0.5\n",
            to: "\(name).poscar")
    }

    /// Perovskites of some edges, with their GRIDs.
    private func featurised() throws -> String {
        for (name, edge, a, b, x) in [
            ("srtio3", 3.9, "Sr", "Ti", "O"), ("batio3", 4.0, "Ba", "Ti", "O"), ("srzro3", 4.15, "Sr", "Zr", "O"), ("csncl3", 5.6, "Cs", "Sn", "Cl"),
        ] { try perovskite(name, edge, a, b, x) }
        let files = ["srtio3", "batio3", "srzro3", "csncl3"].map { directory.file("\($0).poscar") }
        let options = ["--features", "grid:groups=30,fractions118", "--duplicates", "all", "--out", directory.file("data.h5")]
        let run = try ProgramRun("covey", ["featurise"] + files + options)
        #expect(run.status == 0, "\(run.errors)")
        return directory.file("data.h5")
    }

    @Test func theNearestComeFirstWhereverTheQueryIsFrom() throws {
        let data = try featurised()
        let out = directory.file("nearest.csv")
        let run = try ProgramRun("covey", ["similar", data, "--distance", "grid-emd:groups=30", "--to", "srtio3", "--out", out])
        #expect(run.status == 0 && run.output.contains("nearest to srtio3 (SrTiO3) by grid-emd:groups=30"), "\(run.output) \(run.errors)")
        let lines = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        #expect(lines[0] == ["query", "rank", "material_id", "formula", "distance"])
        #expect(lines.dropFirst().map { $0[2] } == ["batio3", "srzro3", "csncl3"])
        // An edge a fortieth longer has every distance a fortieth longer.
        let ways = lines.dropFirst().compactMap { Double($0[4]) }
        #expect(ways[0] > 0.05 && ways[0] < 0.2 && abs(ways[1] / ways[0] - 2.5) < 0.2, "\(ways)")

        // The same crystal from a file is at zero, with another distance a formula is enough.
        try perovskite("query", 4.15, "Ca", "Hf", "O")
        let query = ["--to", directory.file("query.poscar"), "--count", "1"]
        let file = try ProgramRun("covey", ["similar", data, "--distance", "grid-emd:groups=30"] + query)
        #expect(file.status == 0 && file.output.contains(/srzro3 +SrZrO3 +0\n/), "\(file.output) \(file.errors)")
        let formula = try ProgramRun("covey", ["similar", data, "--distance", "elemd", "--to", "CaTiO3", "--count", "2"])
        #expect(formula.status == 0 && formula.output.contains("nearest to CaTiO3") && formula.output.contains("srtio3"), "\(formula.output)")
    }

    @Test func matricesAreTheSameOnAnyRanks() throws {
        let data = try featurised()
        var files: [Data] = []
        for ranks in [1, 3] {
            let out = directory.file("distances-\(ranks).h5")
            let words = ["similar", data, "--distance", "grid-emd:groups=30:weight=10+elemd", "--matrix", out]
            let run = try ranks == 1 ? ProgramRun("covey", words) : ProgramRun("covey", words, ranks: ranks)
            #expect(run.status == 0 && run.output.contains("4 × 4 distances"), "\(run.output) \(run.errors)")
            files.append(try Data(contentsOf: URL(fileURLWithPath: out)))
        }
        #expect(files[0] == files[1])
        let file = try MappedFile(path: directory.file("distances-1.h5"))
        let opened = try HDF5File.open(directory.file("distances-1.h5"))
        let values = try file.array(try opened.layout(of: "distances"), of: Float.self).elements
        for i in 0..<4 { for j in 0..<4 { #expect(values[4 * i + j] == values[4 * j + i] && (values[4 * i + j] == 0) == (i == j)) } }
        let other = try ProgramRun("covey", ["similar", data, "--distance", "elemd", "--with", data, "--matrix", directory.file("other.h5")])
        #expect(other.status == 0, "\(other.errors)")
    }

    @Test func mapsOfMaterialsAndOfElements() throws {
        let data = try featurised()
        let map = try ProgramRun("covey", ["similar", data, "--distance", "euclidean:features=fractions118", "--map", directory.file("map")])
        #expect(map.status == 0 && map.output.contains("4 materials along the first two principal components"), "\(map.output) \(map.errors)")
        let table = try String(contentsOfFile: directory.file("map/tables/map.csv"), encoding: .utf8)
        #expect(table.hasPrefix("material_id,formula,component_1,component_2\n") && table.split(separator: "\n").count == 5)

        let out = directory.file("elements")
        let run = try ProgramRun("covey", ["elements", "magpie", "--elements", "Li,Na,K,F,Cl,Br", "--order", "number", "--out", out])
        #expect(run.status == 0 && run.output.contains("6 elements of magpie, 22 numbers each"), "\(run.output) \(run.errors)")
        let lines = try String(contentsOfFile: "\(out)/tables/similarity.csv", encoding: .utf8).split(separator: "\n")
        let pairs = lines.map { $0.split(separator: ",").map(String.init) }
        #expect(pairs.count == 37 && pairs[1].prefix(4) == ["Li", "Li", "0", "0"] && Double(pairs[1][4]).map { abs($0 - 1) < 1e-12 } == true)
        let picture = try String(contentsOfFile: "\(out)/figures/components.svg", encoding: .utf8)
        #expect(picture.contains(">Br<"))
    }

    @Test func mistakes() throws {
        let table = try directory.write("id,formula,gap\na,NaCl,1\nb,KCl,2\n", to: "table.csv")
        let data = directory.file("data.h5")
        #expect(try ProgramRun("covey", ["featurise", table, "--target", "gap:eV", "--out", data]).status == 0)
        let out = directory.file("out")
        for (words, status, reason) in [
            (["similar", data, "--to", "a"], Int32(64), "--distance is missing"),
            (["similar", data, "--distance", "elemd"], 64, "expected one of --to, --matrix and --map"),
            (["similar", data, "--distance", "near", "--to", "a"], 64, "there is no distance 'near'"),
            (["similar", data, "--distance", "grid-emd", "--to", "a"], 64, "--features grid"),
            (["similar", data, "--distance", "elemd", "--to", "nothing"], 66, "no id of"),
            (["similar", data, "--distance", "elemd", "--to", "a", "--with", data], 64, "--with belongs to --matrix"),
            (["similar", data, "--distance", "elemd", "--to", "a", "--target", "none"], 64, "no target named none"),
            (["similar", data, "--distance", "elemd+elemd", "--map", out], 64, "no distance of vectors"),
            (["elements", "magpie", "--out", out, "--elements", "Li,Xx"], 64, "'Xx' is no element symbol"),
            (["elements", "nothing", "--out", out], 66, "no file"),
            (["elements", data, "--out", out], 65, "data.h5"),
        ] {
            let run = try ProgramRun("covey", words)
            #expect(run.status == status && run.errors.contains(reason), "\(words): \(run.status), \(run.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: out))
    }
}
