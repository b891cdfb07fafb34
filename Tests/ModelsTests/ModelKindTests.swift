import Datasets
import Foundation
import Kernels
import Materials
import Models
import Testing

/// The table of kinds, and configurations of any of them.
@Suite struct ModelKindTests {
    @Test func namesAreUniqueAndEveryKindIsFoundByItsOwn() {
        #expect(Set(ModelKind.all.map(\.name)).count == ModelKind.all.count)
        for kind in ModelKind.all {
            #expect(ModelKind.named(kind.name)?.title == kind.title && !kind.abstract.isEmpty)
            #expect(ModelConfiguration(kind.settings).kind.name == kind.name)
        }
        #expect(ModelKind.standard(for: .wyckoff).name == "wren" && ModelKind.standard(for: .composition).name == "roost")
    }

    @Test(arguments: ModelKind.all.map(\.name))
    func settingsAreWrittenWithTheirKindAndReadBack(name: String) throws {
        let kind = try #require(ModelKind.named(name))
        let configuration = ModelConfiguration(kind.settings)
        let written = try JSONEncoder().encode(configuration)
        let fields = try #require(try JSONSerialization.jsonObject(with: written) as? [String: Any])
        #expect(fields["kind"] as? String == name)
        #expect(try JSONDecoder().decode(ModelConfiguration.self, from: written) == configuration)
        #expect(throws: Never.self) { try kind.settings.validate() }
    }

    @Test func kindsThatAreNotKnownAreNamed() {
        #expect { try JSONDecoder().decode(ModelConfiguration.self, from: Data(#"{"kind":"oracle"}"#.utf8)) } throws: {
            "\($0)".contains("oracle") && "\($0)".contains("roost, wren")
        }
    }

    @Test func settingsOfTheCommandLine() throws {
        var configuration = ModelConfiguration(SetSettings(kind: .wren))
        try configuration.settings.apply("heads", "3")
        try configuration.settings.apply("trunk", "256,128")
        try configuration.settings.apply("omit", "attention,node-weights")
        let sizes = try #require(configuration.settings as? SetSettings)
        #expect(sizes.heads == 3 && sizes.trunk == [256, 128] && sizes.omittedNames == "attention, node-weights")
        for (name, value, problem) in [
            ("heads", "three", "no whole number"), ("trunk", "1,x", "whole numbers with commas"), ("self-pairs", "yes", "neither true nor false"),
            ("omit", "gates", "no part gates"), ("trees", "10", "has no model.trees; it has model.element-width"),
        ] {
            #expect { try configuration.settings.apply(name, value) } throws: { "\($0)".contains(problem) }
        }
        var forest = ModelConfiguration(ForestModelSettings())
        try forest.settings.apply("depth-limit", "7")
        #expect((forest.settings as? ForestModelSettings)?.growth.depthLimit == 7)
        try forest.settings.apply("depth-limit", "off")
        #expect((forest.settings as? ForestModelSettings)?.growth.depthLimit == nil)
        #expect(throws: ModelError.self) { try forest.settings.apply("depth-limit", "deep") }
        #expect(throws: ModelError.self) { try forest.settings.apply("feature-share", "nan") }
    }
}

@Suite struct WrenOfLettersTests {
    /// a … z and A one-hot, then the multiplicity between 0 and 1.
    @Test func positionsAreLettersAndMultiplicities() throws {
        let vectors = try #require(EmbeddingTables(.builtIn, kind: .wrenLetters).positions)
        #expect(vectors.rows == WyckoffTable.rowCount && vectors.columns == 28)
        for row in 0..<vectors.rows {
            let position = WyckoffTable.standard.position(row)
            let letters = (0..<27).filter { vectors[row, $0] != 0 }
            #expect(letters.count == 1 && letters.allSatisfy { vectors[row, $0] == 1 })
            #expect(abs(Double(vectors[row, 27]) - log2(Double(position.multiplicity)) / log2(192)) < 1e-6)
        }
        // Position A of Pmmm has the most letters that any group needs.
        #expect(WyckoffTable.standard.letterCount(47) == 27)
        let general = WyckoffTable.standard.firstRow(47) + 26
        #expect(vectors[general, 26] == 1 && vectors[general, 25] == 0)
    }

    @Test func aMaterialIsItsStoredLetters() {
        #expect(!SetSettings.Kind.wrenLetters.hasRelabellings && SetSettings.Kind.wren.hasRelabellings)
        #expect(SetSettings.Kind.wrenLetters.representation == .wyckoff)
    }
}
