import Datasets
import Materials

extension GeneratorSettings {
    public var kindName: String { "wyckoff-transformer" }

    public static let options: [ModelOption<GeneratorSettings>] = [
        ModelOption("order") { settings, text throws(ModelError) in
            guard let order = SiteOrder(rawValue: text) else {
                let known = SiteOrder.allCases.map(\.rawValue).joined(separator: ", ")
                throw .setting(name: "order", problem: "model.order is \(text); it may be \(known)")
            }
            settings.order = order
        },
        .flag("relabelled", \.relabelled), .number("width", \.width), .number("layers", \.layers), .number("heads", \.heads), .number("inner", \.inner),
        .number("output", \.output), .fraction("dropout", \.dropout), .number("sites", \.sites),
        .fraction("substitution", \.substitution), .fraction("masking", \.masking),
    ]

    public var summary: String {
        "\(layers) layers of \(width), \(heads) heads, inner \(inner), output \(output), dropout \(dropout), "
            + "substitution \(substitution), masking \(masking), sites in \(order.rawValue) order"
    }

    public func model(_ tasks: [Task], for dataset: Dataset, training: [Int], besides others: [any Model]) throws -> any Model {
        var counts = [Int32](repeating: 0, count: WyckoffTable.spaceGroups.count)
        for row in training { if let number = dataset.spaceGroup(of: row) { counts[number - 1] += 1 } }
        let model = try GeneratorModel(self, tasks: tasks, groupCounts: counts)
        try model.check(dataset)
        try model.check(0..<dataset.count, of: dataset)
        return model
    }

    public var basisNames: [(array: String, attributes: [String])] { [(GeneratorModel.countsName, ["tokens"])] }

    public func model(_ tasks: [Task], basis: [NamedArray]) throws(ModelError) -> any Model {
        let array = try basis.array(GeneratorModel.countsName)
        guard array.attributes["tokens"] == SequenceVocabulary.standard.digest else {
            throw .array(name: GeneratorModel.countsName, problem: "its tokens are not those of this program's tables of positions and elements")
        }
        guard case .integers(let counts) = array.elements, counts.count == WyckoffTable.spaceGroups.count, counts.allSatisfy({ $0 >= 0 }) else {
            throw .array(name: GeneratorModel.countsName, problem: "expected a count for each of 230 space groups")
        }
        return try GeneratorModel(self, tasks: tasks, groupCounts: counts)
    }
}

extension ModelKind {
    static let wyckoffTransformer = ModelKind(
        GeneratorSettings(), title: "WyckoffTransformer", abstract: "a generator: learns which Wyckoff representations there are, and no target",
        hint: TrainingHint(learningRate: 2e-3, materialsMet: 840_000, weightDecay: 0.5), basisTitle: "space groups", learnsMaterials: true,
        inapplicable: ["freeze"])
}
