import Datasets
import Ensembles
import Materials
import MessagePassing
import Models
import SmallEnsemble
import Testing
import Training

/// An ensemble as a generator: what number n is depends on nothing but n.
struct GenerationTests {
    private let ensemble: Ensemble

    /// Three untaught generators, of which one counts as diverged.
    init() throws {
        var settings = GeneratorSettings()
        settings.width = 16
        settings.heads = 1
        settings.layers = 1
        settings.inner = 16
        settings.output = 16
        settings.sites = 10
        var content = DatasetContent(representation: .wyckoff, elementVectors: .ramp)
        let salt = try Protostructure(label: "AB_cF8_225_a_b:Cl-Na")
        content.append(
            id: "salt", formula: "NaCl", label: salt.label, nodes: Featuriser.nodes(of: salt).map { ($0.element, $0.wyckoff, $0.count, $0.weight) })
        let model = try settings.model([.likelihood()], for: try Dataset(content, named: "salt"), training: [0], besides: [])
        guard case .byGradient(let gradient) = model.learning else { fatalError("a generator learns by gradient") }
        var configuration = EnsembleConfiguration.small
        configuration.model = ModelConfiguration(settings)
        let members = (0..<3).map { number in
            EnsembleMember(
                number: number, weights: gradient.initialWeights(seed: 1, member: number), history: [], bestEpoch: 0,
                outcome: number == 1 ? .diverged : .finished)
        }
        ensemble = Ensemble(configuration: configuration, targets: [], model: model, members: members, provenance: [:])
    }

    private func generator(_ change: (inout GenerationConditions) -> Void = { _ in }) throws -> EnsembleGenerator {
        var conditions = GenerationConditions()
        conditions.maxAtoms = 30
        change(&conditions)
        return try #require(try EnsembleGenerator(ensemble, seed: 7, conditions: conditions))
    }

    @Test func aNumberIsTheSameMaterialInWhateverCompany() throws {
        var generator = try generator()
        let all = try generator.materials(0..<150)
        #expect(all.count == 150)
        #expect(Set(all.map(\.protostructure)).count > 100)
        for numbers in [[3], [149, 2, 76], Array(40..<60)] {
            #expect(try generator.materials(numbers) == numbers.map { all[$0] })
        }
        #expect(all.allSatisfy { $0.nats.count == 4 && $0.nats.allSatisfy { $0 >= 0 && $0.isFinite } && $0.protostructure.siteCount <= 30 })
    }

    @Test func materialsComeInOrderAndPackedOnesAreTheSame() throws {
        var generator = try generator { $0.amounts = .anonymous([1, 2]) }
        let expected = try generator.materials(0..<600)
        var shared = SharedGeneration(generator, count: 600)
        var found: [SampledMaterial] = []
        var shares: [Double] = []
        try shared.run(.alone) { first, materials in
            #expect(first == found.count)
            found += materials
        } progress: { shares.append($0) }
        #expect(found == expected && shares.last == 1)
        #expect(found.allSatisfy { $0.protostructure.composition.anonymousFormula == "AB2" })
        let bytes = SampledMaterial.bytes(of: found)
        #expect(SampledMaterial.materials(of: bytes) == found)
        #expect(SampledMaterial.materials(of: Array(bytes.dropLast())) == nil)
        #expect(SampledMaterial.materials(of: [0] + bytes) == nil)
    }

    @Test func whatCannotBeIsRefused() throws {
        #expect(throws: GenerationError.self) { try generator { $0.amounts = .cell([:]) } }
        #expect(throws: GenerationError.self) { try generator { $0.siteCounts = 11...12 } }
    }
}
