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
        let own = try values("pooled:file=\(table())", "Fe2O3")
        #expect(Set(own.keys) == Set(["mean", "max", "min", "sum", "range", "variance"].flatMap { ["\($0) size", "\($0) charge"] }))
        #expect(own["mean size"] == 0.4 * 3 + 0.6 * 1 && own["max size"] == 3 && own["min size"] == 1 && own["range size"] == 2)
        #expect(own["sum size"] == 2 * 3 + 3 * 1)
        #expect(abs(try #require(own["variance size"]) - (0.4 * 1.2 * 1.2 + 0.6 * 0.8 * 0.8)) < 1e-15)
        // The mean of what the table knows, of iron and hydrogen, is oxygen's.
        #expect(own["sum charge"] == 2 * -1 + 3 * 1.5 && own["max charge"] == 1.5)
        // A sum is of the smallest formula, not of what was written.
        #expect(try values("pooled:file=\(table())", "Fe4O6")["sum size"] == 9)
    }

    @Test func gapsMayStay() throws {
        let own = try values("pooled:file=\(table()):gaps=none", "Fe2O3")
        #expect(own.filter { $0.value.isNaN }.keys.allSatisfy { $0.hasSuffix(" charge") } && own.count { $0.value.isNaN } == 6)
        #expect(try values("pooled:file=\(table()):gaps=none", "FeH")["mean charge"] == 1.5)
        #expect(try values("pooled:file=\(table())", "FeNi").values.allSatisfy(\.isNaN))
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
        #expect(standard.values(of: try Composition("Og2Fe")).allSatisfy(\.isFinite))
    }

    @Test func mistakesAreNamed() throws {
        for (text, part) in [
            ("pooled:stats=mode", "there are mean, max, min, sum, range, variance"), ("pooled:file=/none.json", "no such file"),
            ("pooled:file=\(try directory.write("{}", to: "empty.json"))", "no element has a vector"), ("pooled:gaps=0", "mean or none"),
            ("pooled:file=", "must be something"),
        ] {
            #expect {
                try Descriptor.named(text)
            } throws: { "\($0)".contains(part) }
        }
    }

    @Test func multiHotSaysWhichElementsThereAre() throws {
        let own = try values("multi-hot", "Fe0.1O3")
        #expect(own.count == 118 && own["Fe"] == 1 && own["O"] == 1 && own.values.reduce(0, +) == 2)
        #expect(try Descriptor.named("multi-hot").values(of: Composition(amounts: [:])).allSatisfy(\.isNaN))
    }

    /// The standard tables as the field publishes them.
    @Test(.enabled(if: SharedData.path("data/elements/mat2vec.json.gz") != nil, "needs ../shared/data"), arguments: [
        ("magpie22.json", 22), ("magpie_all_tables.json", 63), ("mat2vec.json.gz", 200), ("megnet16.json", 16), ("oliynyk.json", 44),
        ("skipatom200_induced.json.gz", 200), ("xenonpy.json", 58), ("cgcnn92.json", 92), ("pymatgen_elements.csv", 10),
    ])
    func standardTablesAreRead(file: String, width: Int) throws {
        let descriptor = try Descriptor.named("pooled:file=\(try #require(SharedData.path("data/elements/\(file)"))):stats=mean")
        #expect(descriptor.columns.count == width)
        #expect(descriptor.values(of: try Composition("Fe2O3")).allSatisfy(\.isFinite))
    }
}
