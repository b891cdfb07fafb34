import Datasets
import Materials
import SmallEnsemble
import TestSupport
import Testing

/// What cleaning makes of several structures of a material.
@Suite struct VariantFeaturisingTests {
    private var options: FeaturiserOptions {
        var options = FeaturiserOptions(representation: .wyckoff, targets: [.init("energy")], columns: [], elementVectors: .ramp)
        options.structures = ["after", "before"]
        return options
    }

    private func row(
        _ place: Int, _ material: String?, _ structure: String, label: String, energy: Double = -1, formula: String = "H", sites: Int = 4
    ) -> FeaturisedRow {
        let node = FeaturisedRow.Node(element: 1, wyckoff: 0, count: 1, weight: 1)
        let content = FeaturisedRow.Material(
            formula: formula, composition: Composition(amounts: [:]), label: label, nodes: [node], siteCount: sites, volumePerSite: 10,
            targets: [energy], energy: energy, columns: [])
        return self.row(place, material, structure, .material(content))
    }

    private func row(_ place: Int, _ material: String?, _ structure: String, _ outcome: FeaturisedRow.Outcome) -> FeaturisedRow {
        let id = material.map { structure == "after" ? $0 : "\($0):\(structure)" } ?? "alone\(place)"
        return FeaturisedRow(place: place, path: "in.csv", number: place + 1, id: id, material: material, structure: structure, outcome: outcome)
    }

    /// Structures of one label are no duplicates of each other; a duplicate by the first structure takes its material along.
    @Test(arguments: [FeaturiserOptions.Duplicates.lowest, .first, .mean])
    func duplicatesAreWholeMaterials(duplicates: FeaturiserOptions.Duplicates) throws {
        let rows = [
            row(0, "a", "after", label: "A", energy: -1), row(1, "a", "before", label: "A", energy: -1), row(2, "b", "after", label: "B", energy: -3),
            row(3, "b", "before", label: "C", energy: -3), row(4, "c", "after", label: "B", energy: -2), row(5, "c", "before", label: "D", energy: -2),
            row(6, "d", "after", label: "C", energy: 0),
        ]
        var options = options
        options.askedDuplicates = duplicates
        let funnel = CleaningFunnel(rows, options)
        #expect(funnel.kept.map(\.id) == ["a", "a:before", "b", "b:before", "d"])
        #expect(funnel.rejected.map(\.id) == ["c", "c:before"] && funnel.rejected.map(\.structure) == ["after", "before"])
        #expect(funnel.rejected[0].reason.hasPrefix("b has the same label") && funnel.rejected[1].reason.hasPrefix("of the material of c: b has the same label"))
        #expect(funnel.kept[2].material.targets == [duplicates == .mean ? -2.5 : -3] && funnel.kept[3].material.targets == funnel.kept[2].material.targets)
        #expect(funnel.variants.map(\.material) == ["a", "a", "b", "b", "d"] && funnel.knownIDs.isSuperset(of: ["c", "d"]))
        let content = try DatasetContent(funnel, options, splits: [])
        #expect(content.haveVariants && content.columns.map(\.name) == ["material", "structure"])
    }

    /// A structure that cannot be kept leaves the others of its material, and the next one tells duplicates apart.
    @Test func whatIsLostIsOneStructure() {
        let rows = [
            row(0, "a", "after", .rejected(.parsing, reason: "no cell")), row(1, "a", "before", label: "A", energy: -1),
            row(2, "b", "after", label: "B", energy: -1, sites: 65), row(3, "b", "before", label: "E", energy: -1),
            row(4, "c", "after", label: "A", energy: -2), row(5, "c", "before", label: "A", energy: -2),
        ]
        let funnel = CleaningFunnel(rows, options)
        #expect(funnel.kept.map(\.id) == ["b:before", "c", "c:before"])
        #expect(funnel.rejected.map(\.step) == [.parsing, .duplicates, .siteLimit] && funnel.stages.map(\.removed).reduce(0, +) == 3)
    }

    @Test func structuresOfAMaterialAgree() {
        var rows = [
            row(0, "a", "after", label: "A", energy: -1.5), row(1, "a", "before", label: "B", energy: .nan), row(2, "a", "later", label: "C", energy: -2),
            row(3, "b", "after", label: "D"), row(4, "b", "before", label: "E", formula: "He"), row(5, nil, "", label: "F", energy: -7),
            row(6, nil, "", label: "G", energy: -8),
        ]
        MaterialSurvey.settle(&rows, options)
        func outcome(_ place: Int) -> String {
            switch rows[place].outcome {
            case .material(let material): "\(material.targets[0]) \(material.energy)"
            case .rejected(_, let reason): reason
            }
        }
        #expect((0..<7).map(outcome) == [
            "-1.5 -1.5", "-1.5 -1.5", "column 'energy' says -2, but -1.5 in another row of the same material, whose structures have its values all",
            "-1.0 -1.0", "the structure is He, but b of the same material is H", "-7.0 -7.0", "-8.0 -8.0",
        ])
    }

    /// Words count once for a material: three names of three materials are no classes, whatever number of structures they have.
    @Test func wordsOfMaterials() {
        func rows(_ words: [String]) -> [FeaturisedRow] {
            words.enumerated().flatMap { number, word in
                ["after", "before"].map { structure in
                    guard case .material(var material) = row(0, "m", structure, label: "A", energy: .nan).outcome else { return row(0, nil, "", label: "") }
                    material.words = [0: word]
                    return row(number, "m\(number)", structure, .material(material))
                }
            }
        }
        var (names, classes) = (rows(["one", "two", "three"]), rows(["soft", "hard", "soft", "hard"]))
        var (ofNames, ofClasses) = (options, options)
        ClassSurvey.settle(&names, &ofNames)
        ClassSurvey.settle(&classes, &ofClasses)
        #expect(ofNames.targets[0].classes == nil && ofClasses.targets[0].classes?.names == ["hard", "soft"])
    }

    @Test func rowsCrossRanks() throws {
        let rows = [row(0, "a", "after", label: "A"), row(1, nil, "", label: "B"), row(2, "b", "before", .rejected(.parsing, reason: "x"))]
        #expect(try RowBytes.decode(RowBytes.encode(rows)) == rows)
    }

    @Test func namesOfColumnsAreTaken() {
        var options = options
        options.columns = ["structure"]
        #expect { try options.checkNames() } throws: { "\($0)".contains("column 'structure': the data set has a column of that name already") }
        (options.structures, options.materialColumn, options.columns) = ([], "parent", ["structure", "parent"])
        #expect(throws: Never.self) { try options.checkNames() }
        options.columns = ["material"]
        #expect(throws: FeaturisingError.self) { try options.checkNames() }
        #expect(options.inputColumns.contains("parent"))
    }
}
