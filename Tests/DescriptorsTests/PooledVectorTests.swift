import Descriptors
import Materials
import TestSupport
import Testing

@Suite struct PooledVectorTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func values(_ name: String, _ formula: String) throws -> [String: Double] {
        let descriptor = try Descriptor.named(name)
        return Dictionary(uniqueKeysWithValues: zip(descriptor.columns, descriptor.values(of: try Composition(formula))))
    }

    private func table() throws -> String {
        try directory.write(
            #"{"names": ["size", "charge", "note"], "elements": {"Fe": [3, -1, "a"], "O": [1, null, "b"], "H": [5, 4, null], "D": [9, 9, "c"]}}"#,
            to: "mine.v2.json")
    }

    @Test func statisticsAreTheirDefinitions() throws {
        let path = try table()
        let own = try values("pooled:file=\(path)", "Fe2O3")
        let expected: [String: Double] = [
            "mean size": 0.4 * 3 + 0.6, "max size": 3, "min size": 1, "sum size": 9, "range size": 2, "variance size": 0.96,
            // The mean of what the table knows, of iron and hydrogen, is oxygen's.
            "mean charge": 0.5, "max charge": 1.5, "min charge": -1, "sum charge": 2.5, "range charge": 2.5, "variance charge": 1.5,
        ]
        #expect(Set(own.keys) == Set(expected.keys))
        for (column, value) in expected {
            let found = try #require(own[column])
            #expect(abs(found - value) < 1e-12, "\(column): \(found)")
        }
        // A sum is of the smallest formula, not of what was written.
        let doubled = try values("pooled:file=\(path)", "Fe4O6")
        #expect(doubled["sum size"] == 9)
    }

    @Test func gapsMayStay() throws {
        let name = "pooled:file=\(try table()):gaps=none"
        let own = try values(name, "Fe2O3")
        for (column, value) in own { #expect(value.isNaN == column.hasSuffix(" charge")) }
        let other = try values(name, "FeH")
        #expect(other["mean charge"] == 1.5)
        let unknown = try values(name, "FeNi")
        #expect(unknown.values.allSatisfy { $0.isNaN })
    }

    @Test func theFileAndItsNumbersAreNamed() throws {
        let path = try table()
        let descriptor = try Descriptor.named("pooled:stats=variance+mean:file=\(path)")
        #expect(descriptor.name == "pooled:file=mine:stats=mean+variance")
        #expect(descriptor.columns == ["mean size", "mean charge", "variance size", "variance charge"])
        #expect(descriptor.imputation == .meanOverElements)
        let digest = try #require(descriptor.digest)
        #expect(try Descriptor.named("pooled:file=\(path)").digest == digest)
        let other = try directory.write(#"{"Fe": [3, -1], "O": [1, 2], "H": [5, 4]}"#, to: "mine.json")
        #expect(try Descriptor.named("pooled:file=\(other)").digest != digest)
        #expect(try Descriptor.named("pooled:stats=sum+variance+range+min+max+mean").name == "pooled")
        let standard = try Descriptor.named("pooled")
        #expect(standard.columns.count == 6 * ElementVectors.builtIn.dimension && standard.digest != nil)
        #expect(standard.columns.contains("mean electronegativity"))
        #expect(standard.values(of: try Composition("Og2Fe")).allSatisfy { $0.isFinite })
    }

    @Test func mistakesAreNamed() throws {
        let empty = try directory.write("{}", to: "empty.json")
        for (text, part) in [
            ("pooled:stats=mode", "there are mean, max, min, sum, range, variance"), ("pooled:file=/none.json", "no such file"),
            ("pooled:file=\(empty)", "no element has a vector"), ("pooled:gaps=0", "mean or none"),
            ("pooled:file=", "must be something"),
        ] {
            #expect {
                try Descriptor.named(text)
            } throws: { "\($0)".contains(part) }
        }
    }

    @Test func multiHotSaysWhichElementsThereAre() throws {
        let own = try values("multi-hot", "Fe0.1O3")
        #expect(own.count == 118 && own.values.reduce(0, +) == 2)
        #expect(own["Fe"] == 1 && own["O"] == 1)
        #expect(try Descriptor.named("multi-hot").values(of: Composition(amounts: [:])).allSatisfy { $0.isNaN })
    }

    /// The standard tables as the field publishes them.
    @Test(.enabled(if: SharedData.path("data/elements/mat2vec.json.gz") != nil, "needs ../shared/data"), arguments: [
        ("magpie22.json", 22), ("magpie_all_tables.json", 63), ("mat2vec.json.gz", 200), ("megnet16.json", 16), ("oliynyk.json", 44),
        ("skipatom200_induced.json.gz", 200), ("xenonpy.json", 58), ("cgcnn92.json", 92), ("pymatgen_elements.csv", 10),
    ])
    func standardTablesAreRead(file: String, width: Int) throws {
        let path = try #require(SharedData.path("data/elements/\(file)"))
        let descriptor = try Descriptor.named("pooled:file=\(path):stats=mean")
        #expect(descriptor.columns.count == width)
        #expect(descriptor.values(of: try Composition("Fe2O3")).allSatisfy { $0.isFinite })
    }
}
