import Datasets
import HDF5
import Materials
import SmallEnsemble
import TestSupport
import Testing

/// Targets of words: what makes them classes, and how a data set keeps them.
@Suite struct ClassNamesTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func truthValuesHaveOneOrderHoweverTheyAreWritten() throws {
        let truth = try #require(ClassNames(words: ["TRUE": 1, "f": 1]))
        #expect(truth.names == ["False", "True"])
        #expect(["true", "T", " True ", "False", "FALSE", "1", "yes"].map(truth.number) == [1, 1, 1, 0, 0, nil, nil])
        // Both classes are there, even where the table has but one of them.
        #expect(ClassNames(words: ["True": 5])?.names == ["False", "True"])
        #expect(ClassNames(words: ["Yes": 1, "no": 1])?.names == ["no", "yes"])
    }

    @Test func wordsAreClassesWhereTheyComeAgain() throws {
        let phases = try #require(ClassNames(words: ["hcp": 4, "bcc": 2, "Fcc": 3]))
        #expect(phases.names == ["Fcc", "bcc", "hcp"] && phases.number(of: "bcc") == 1 && phases.number(of: "fcc") == nil)
        #expect(ClassNames(words: ["hcp": 4]) == nil && ClassNames(words: [:]) == nil)
        #expect(ClassNames(words: ["a": 1, "b": 1, "c": 1]) == nil)
        #expect(ClassNames(words: Dictionary(uniqueKeysWithValues: (0...20).map { ("word\($0)", 9) })) == nil)
        #expect(!ClassNames.isName("n/a") && !ClassNames.isName(" ") && !ClassNames.isName("a\nb") && ClassNames.isName("body centred"))
    }

    /// - Returns: the rows after all of them have been seen, and the classes that were found
    private func settled(_ values: [String]) throws -> (rows: [FeaturisedRow], classes: ClassNames?) {
        let table = "id,formula,kind\n" + values.enumerated().map { "m\($0.offset),NaCl,\($0.element)\n" }.joined()
        var options = FeaturiserOptions(
            representation: .composition, targets: [.init("kind")], columns: [], elementVectors: .builtIn)
        var input = InputOptions()
        input.columns = options.inputColumns
        var source = try RecordSource(paths: [try directory.write(table, to: "kinds.csv")], options: input)
        let featuriser = Featuriser(options)
        var rows: [FeaturisedRow] = []
        while let record = try source.next() { rows.append(featuriser.row(of: record, place: rows.count)) }
        // Ranks send each other words too.
        rows = try RowBytes.decode(RowBytes.encode(rows))
        ClassSurvey.settle(&rows, &options)
        return (rows, options.targets[0].classes)
    }

    private func outcomes(_ rows: [FeaturisedRow]) -> [String] {
        rows.map { row in
            switch row.outcome {
            case .material(let material): material.targets[0].isNaN ? "unknown" : "\(Int(material.targets[0]))"
            case .rejected(_, let reason): reason
            }
        }
    }

    @Test func wordsBecomeNumbersOnceAllRowsAreThere() throws {
        let (rows, classes) = try settled(["True", "False", "", "true", "n/a", "nan"])
        #expect(classes?.names == ["False", "True"])
        #expect(outcomes(rows) == ["1", "0", "unknown", "1", "unknown", "unknown"])
    }

    @Test func aStrayWordAmongNumbersLeavesItsRowOut() throws {
        let (rows, classes) = try settled(["1", "True", "0", "True"])
        #expect(classes == nil)
        #expect(outcomes(rows) == ["1", "column 'kind': 'True' is not a number", "0", "column 'kind': 'True' is not a number"])
    }

    @Test func namesOfEverythingAreNoClasses() throws {
        let (many, none) = try settled((0..<60).map { "word\($0 % 30)" })
        #expect(none == nil && outcomes(many)[0].contains("nor one of at most 20 words"))
        let (few, _) = try settled(["a", "b", "c"])
        #expect(outcomes(few)[0].contains("words that hardly ever come again are no classes"))
    }

    private func content(_ classes: ClassNames?, _ values: [Float]) -> DatasetContent {
        var content = DatasetContent(representation: .composition, elementVectors: .ramp)
        for row in values.indices { content.append(id: "m\(row)", formula: "NaCl", label: "", nodes: [(11, 0, 1, 0.5), (17, 0, 1, 0.5)]) }
        content.targets = [.init(name: "kind", unit: "", values: values, classes: classes)]
        return content
    }

    @Test func aDataSetKeepsTheNames() throws {
        let path = directory.file("kinds.h5")
        try content(ClassNames(["bcc", "fcc", "hcp"]), [2, 0, .nan, 1]).write(to: path)
        let dataset = try Dataset(path: path)
        #expect(dataset.classes(ofTarget: "kind")?.names == ["bcc", "fcc", "hcp"])
        let renumbered = try dataset.target("kind", inClasses: ["hcp", "fcc", "bcc", "other"])
        #expect(renumbered[0] == 0 && renumbered[1] == 2 && renumbered[2].isNaN && renumbered[3] == 1)
        #expect { _ = try dataset.target("kind", inClasses: ["bcc", "hcp"]) } throws: {
            "\($0)".contains("expected one of the classes bcc, hcp, found fcc (m3)")
        }
        #expect(try HDF5File.open(path).integerAttribute("version") == 3)
        // Without names the file is what it was before there were any.
        try content(nil, [2, 0, 1, 1]).write(to: path)
        #expect(try HDF5File.open(path).integerAttribute("version") == 1)
        #expect(try Dataset(path: path).classes(ofTarget: "kind") == nil)
    }

    @Test func numbersThatAreNoClassesAreFound() throws {
        let path = directory.file("wrong.h5")
        for wrong in [Float(2), -1, 0.5] {
            try content(ClassNames(["no", "yes"]), [1, wrong]).write(to: path)
            #expect { _ = try Dataset(path: path) } throws: { "\($0)".contains("targets/kind[1]: expected a class, 0 to 1") }
        }
        try content(ClassNames(["twice", "twice"]), [1, 0]).write(to: path)
        #expect { _ = try Dataset(path: path) } throws: { "\($0)".contains("expected a name a line, each once") }
    }
}
