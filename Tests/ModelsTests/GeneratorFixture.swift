import Datasets
import Kernels
import Materials
import Models
import Testing

/// A data set of a few representations, some with several equivalent ones, and a generator of small sizes.
struct GeneratorFixture {
    static let labels = [
        "AB_cF8_225_a_b:Cl-Na", "AB3C_cP5_221_a_c_b:Ca-O-Ti", "A2B_tP6_136_f_a:O-Ti", "AB2_aP6_2_i_2i:C-O", "A_hP2_194_c:Mg", "AB_hP4_186_b_b:O-Zn",
        "A2BC4_cF56_227_c_b_e:Al-Mg-O", "A2B_mP12_14_2e_e:O-Zr", "A_cI2_229_a:Fe", "AB2C_oP16_62_c_2c_c:K-O-S",
    ]
    let dataset: Dataset

    init() throws {
        var content = DatasetContent(representation: .wyckoff, elementVectors: .builtIn)
        for (row, label) in Self.labels.enumerated() {
            let protostructure = try Protostructure(label: label)
            content.append(
                id: "g-\(row)", formula: protostructure.composition.reducedFormula, label: protostructure.label,
                nodes: Featuriser.nodes(of: protostructure).map { ($0.element, $0.wyckoff, $0.count, $0.weight) })
        }
        dataset = try Dataset(content, named: "a few representations")
    }

    static var settings: GeneratorSettings {
        var settings = GeneratorSettings()
        settings.width = 32
        settings.heads = 2
        settings.layers = 2
        settings.inner = 48
        settings.output = 32
        settings.dropout = 0
        settings.masking = 0
        settings.substitution = 0
        return settings
    }

    var rows: [Int] { Array(0..<dataset.count) }

    func model(_ settings: GeneratorSettings = settings) throws -> GeneratorModel {
        try #require(try settings.model([.likelihood()], for: dataset, training: rows, besides: []) as? GeneratorModel)
    }

    func learner(_ model: GeneratorModel, for purpose: ModelPurpose = .training) throws -> any GradientLearner {
        try model.learner(ModelInputs(dataset, rows: rows), for: purpose, account: nil)
    }

    static func draws(one: Bool) -> EpochDraws { EpochDraws(seed: 5, member: 1, epoch: 3, drawsRepresentations: one) }
}
