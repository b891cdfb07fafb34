import Datasets
import Materials

extension SetSettings {
    public var kindName: String { kind.rawValue }

    public static let options: [ModelOption<SetSettings>] = [
        .number("element-width", \.elementWidth), .number("wyckoff-width", \.wyckoffWidth), .number("layers", \.layers), .number("heads", \.heads),
        .number("gate-width", \.gateWidth), .number("message-width", \.messageWidth), .number("pooling-heads", \.poolingHeads),
        .number("pooling-gate-width", \.poolingGateWidth), .number("pooling-message-width", \.poolingMessageWidth),
        .numbers("trunk", \.trunk), .numbers("output", \.output), .flag("self-pairs", \.selfPairs),
        .flag("trainable-embeddings", \.trainableEmbeddings),
        // model.omit=nothing is the whole model, for sweeps over its parts.
        ModelOption("omit") { settings, text throws(ModelError) in
            var parts: [ModelPart] = []
            for word in text == "nothing" ? [] : text.split(separator: ",") {
                guard let part = ModelPart(rawValue: String(word)) else {
                    let known = ModelPart.allCases.map(\.rawValue).joined(separator: ", ")
                    throw .setting(name: "omit", problem: "a model has no part \(word); it has \(known)")
                }
                parts.append(part)
            }
            settings.omit(parts)
        },
    ]

    public var summary: String {
        let (trunk, output) = (trunk.map(String.init).joined(separator: ","), output.map(String.init).joined(separator: ","))
        return "nodes \(nodeWidth), \(layers) layers of \(heads) heads, trunk \(trunk), output \(output)"
    }

    public func model(_ tasks: [Task], for dataset: Dataset, training: [Int], besides others: [any Model]) throws -> any Model {
        try kind.check(dataset)
        let vectors = has(.elementVectors) ? dataset.elementVectors : .oneHot
        let shared = others.lazy.compactMap { $0 as? SetModel }.first { $0.configuration.kind == kind && $0.tables.vectors.name == vectors.name }
        return try SetModel(self, tasks: tasks, tables: shared?.tables ?? EmbeddingTables(vectors, kind: kind))
    }

    public var basisNames: [(array: String, attributes: [String])] { EmbeddingTables.names(kind) }

    public func model(_ tasks: [Task], basis: [NamedArray]) throws(ModelError) -> any Model {
        try SetModel(self, tasks: tasks, tables: try EmbeddingTables.read(basis, kind: kind))
    }
}

extension SetSettings.Kind {
    /// - Throws: `ModelMismatch` where the data set has no nodes of this kind
    func check(_ dataset: Dataset) throws(ModelMismatch) {
        guard representation == .composition || dataset.representation == representation else {
            throw ModelMismatch(
                expected: "a data set of \(representation.rawValue) representation", found: "one of \(dataset.representation.rawValue) representation",
                advice: "covey featurise --representation \(representation.rawValue) makes the other kind")
        }
    }
}
