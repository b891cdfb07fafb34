import Datasets
import Kernels
import Materials

extension CrystalSettings {
    public var kindName: String { "cgcnn" }

    public static let options: [ModelOption<CrystalSettings>] = [
        ModelOption("graphs") { settings, text throws(ModelError) in
            do { settings.graphs = try GraphRule(text) } catch { throw .setting(name: "graphs", problem: "model.graphs: \(error)") }
        },
        .number("node-width", \.nodeWidth), .number("layers", \.layers), .fraction("step", \.step), .numbers("trunk", \.trunk),
        .numbers("output", \.output), .flag("trainable-embeddings", \.trainableEmbeddings),
    ]

    public var summary: String {
        let (trunk, output) = (trunk.map(String.init).joined(separator: ","), output.map(String.init).joined(separator: ","))
        return "graphs \(graphs), nodes \(nodeWidth), \(layers) layers, trunk \(trunk), output \(output)"
    }

    public func model(_ tasks: [Task], for dataset: Dataset, training: [Int], besides others: [any Model]) throws -> any Model {
        try validate()
        try check(dataset)
        let vectors = dataset.elementVectors
        let shared = others.lazy.compactMap { $0 as? CrystalModel }.first { $0.tables.vectors.name == vectors.name }
        return try CrystalModel(self, tasks: tasks, tables: shared?.tables ?? EmbeddingTables(vectors, positions: nil))
    }

    public var basisNames: [(array: String, attributes: [String])] { EmbeddingTables.elementNames }

    public func model(_ tasks: [Task], basis: [NamedArray]) throws(ModelError) -> any Model {
        try CrystalModel(self, tasks: tasks, tables: EmbeddingTables(try EmbeddingTables.readElements(basis), positions: nil))
    }

    /// - Throws: `ModelMismatch` where the data set has no graphs, or other ones
    func check(_ dataset: Dataset) throws(ModelMismatch) {
        guard let rule = dataset.graphs?.rule else {
            throw ModelMismatch(
                expected: "a data set with graphs of crystals", found: "one without", advice: "covey featurise --graphs \(graphs) stores them")
        }
        guard rule == graphs else {
            throw ModelMismatch(
                expected: "a data set with graphs \(graphs)", found: "one with graphs \(rule)",
                advice: "covey featurise --graphs \(graphs) stores those, --set model.graphs=\(rule) trains on these")
        }
    }
}

extension ModelKind {
    static let cgcnn = ModelKind(
        CrystalSettings(), title: "CGCNN", abstract: "crystal graphs with convolutions over neighbours, from structures",
        hint: TrainingHint(learningRate: 4e-3, materialsMet: 1_120_000), basisTitle: "elements", inapplicable: ofSets,
        foreignWeights: CrystalReferenceWeights.self)
}
