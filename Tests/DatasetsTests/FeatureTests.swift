import Datasets
import HDF5
import SmallEnsemble
import TestSupport
import Testing

/// Features in the container, and the schema that a model checks them by.
@Suite struct FeatureTests {
    let directory: TemporaryDirectory
    var path: String { directory.file("data.h5") }

    init() throws { directory = try TemporaryDirectory() }

    @Test func everythingComesBack() throws {
        try Samples.described().write(to: path)
        for verification in [Dataset.Verification.everything, .structure] {
            let dataset = try Dataset(path: path, verifying: verification)
            #expect(dataset.featureSchemas == [Samples.counts, Samples.sizes])
            let counts = try dataset.features("counts")
            #expect(counts.schema == Samples.counts)
            #expect(counts.values.elements == (0..<12).map { Float($0) })
            #expect(counts.row(2) == 6..<9)
            let sizes = try dataset.features("sizes").values
            #expect(sizes[0] == 1.5 && sizes[1].isNaN)
        }
        #expect {
            try Dataset(path: path).features("magpie145")
        } throws: {
            "\($0)".contains("no features named magpie145") && "\($0)".contains("counts, sizes")
        }
    }

    @Test func withoutFeaturesTheFileIsOfTheFirstVersion() throws {
        try Samples.wyckoff().write(to: path)
        #expect(try HDF5File.open(path).integerAttribute("version") == 1)
        #expect(try !HDF5File.open(path).has("features"))
        // What version 0.1 of the program wrote of the same content.
        #expect(try Dataset(path: path).contentHash == Samples.wyckoffHash)
        try Samples.described().write(to: path)
        #expect(try HDF5File.open(path).integerAttribute("version") == 2)
    }

    @Test func theHashCoversFeatures() throws {
        var content = Samples.described()
        var hashes: Set<String> = []
        func note() throws {
            try content.write(to: path)
            hashes.insert(try Dataset(path: path).contentHash)
        }
        try note()
        content.features[0] = DatasetContent.Features(schema: Samples.counts) { rows in rows.flatMap { Array(repeating: Float($0), count: 3) } }
        try note()
        content.features.removeLast()
        try note()
        content.features = []
        try note()
        #expect(hashes.count == 4)
    }

    /// More rows than are written at a time.
    @Test func aLargeTableIsTheSameAsWrittenAtOnce() throws {
        let (rows, columns) = (5000, 300)
        var content = Samples.compositions(count: rows, formulae: 7)
        let schema = FeatureSchema(name: "wide", columns: (0..<columns).map { "c\($0)" }, version: 1, imputation: "none", source: "made up")
        content.features = [
            DatasetContent.Features(schema: schema) { range in
                (range.lowerBound * columns..<range.upperBound * columns).map { Float($0) }
            }
        ]
        try content.write(to: path)
        let values = try Dataset(path: path).features("wide").values.elements
        #expect(values == (0..<rows * columns).map { Float($0) })
    }

    @Test(arguments: [Float.infinity, -Float.infinity, 1e30, -3e38])
    func aValueThatNobodyCanLearnFromIsNamed(value: Float) throws {
        var content = Samples.described()
        content.features[0] = DatasetContent.Features(schema: Samples.counts) { rows in
            rows.flatMap { $0 == 2 ? [0, value, 0] : [0, 0, 0] }
        }
        try content.write(to: path)
        #expect {
            try Dataset(path: path)
        } throws: {
            "\($0)".contains("features/counts[7]") && "\($0)".contains("'second' of m-3")
        }
        #expect(throws: DatasetError.self) { try Dataset(path: path, verifying: .structure).features("counts") }
    }

    @Test(arguments: [["first", "second", "first"], ["first", "", "third"], ["first", "sec\nond", "third"]])
    func namesThatTellNoColumnsApartAreNamed(columns: [String]) throws {
        var content = Samples.described()
        let schema = FeatureSchema(name: "counts", columns: columns, version: 3, imputation: "none", source: "made up")
        content.features = [DatasetContent.Features(schema: schema) { [Float](repeating: 0, count: 3 * $0.count) }]
        try content.write(to: path)
        #expect {
            try Dataset(path: path)
        } throws: { error in
            guard case DatasetError.array(_, "features/counts", _, _, _) = error else { return false }
            return true
        }
    }

    @Test func aModelTakesTheFeaturesThatItHasLearntFrom() throws {
        try Samples.described().write(to: path)
        let dataset = try Dataset(path: path)
        for schema in dataset.featureSchemas { try schema.check(against: dataset) }
        // Where tables come from is for people.
        var other = FeatureSchema(name: "counts", columns: Samples.counts.columns, version: 3, imputation: "none", source: "elsewhere")
        try other.check(against: dataset)
        other = FeatureSchema(name: "magpie145", columns: ["a"], version: 1, imputation: "none", source: "")
        try expect(other, dataset, "expected the features magpie145", "there are counts, sizes", "--features magpie145")
    }

    /// Features that were made with a file of vectors are those of that file alone.
    @Test func theVectorsThatFeaturesAreMadeWithCount() throws {
        func schema(_ digest: String?) -> FeatureSchema {
            FeatureSchema(name: "pooled", columns: ["a"], version: 1, imputation: "none", source: "a file", digest: digest)
        }
        #expect(FeatureSchema.digest(of: [1, 2]) != FeatureSchema.digest(of: [2, 1]))
        var content = Samples.wyckoff()
        content.features = [.init(schema: schema("12")) { $0.map { Float($0) } }]
        try content.write(to: path)
        let dataset = try Dataset(path: path)
        #expect(dataset.featureSchemas == [schema("12")])
        try schema("12").check(against: dataset)
        for other in ["13", nil] {
            #expect {
                try schema(other).check(against: dataset)
            } throws: { "\($0)".contains("digest \(other ?? "none"), as the model has learnt from, found 12") }
        }
    }

    @Test func whatDiffersIsSaidWithWhatWouldBeRight() throws {
        try Samples.described().write(to: path)
        let dataset = try Dataset(path: path)
        let columns = Samples.counts.columns
        func schema(_ columns: [String], version: Int = 3, imputation: String = "none") -> FeatureSchema {
            FeatureSchema(name: "counts", columns: columns, version: version, imputation: imputation, source: "")
        }
        try expect(schema(columns, version: 4), dataset, "features/counts", "expected version 4", "found 3", "covey featurise")
        try expect(schema(columns, version: 2), dataset, "expected version 2", "found 3", "the version of covey")
        try expect(schema(columns, imputation: "mean-over-elements"), dataset, "the rule 'mean-over-elements'", "found 'none'")
        try expect(schema([columns[0], columns[2], columns[1]]), dataset, "column 1 to be 'third'", "found 'second'")
        try expect(schema(Array(columns.prefix(2))), dataset, "expected 2 columns", "found 3")
        try expect(schema(columns + ["fourth"]), dataset, "expected 4 columns", "found 3")
    }

    private func expect(_ schema: FeatureSchema, _ dataset: Dataset, _ texts: String...) throws {
        #expect {
            try schema.check(against: dataset)
        } throws: { error in
            "\(error)".contains(dataset.path) && texts.allSatisfy { "\(error)".contains($0) }
        }
    }
}
