import Datasets
import Foundation
import Kernels
import Materials
import Models
import Testing

/// What a generator writes, and that it is what it says of it.
@Suite struct GeneratorSamplerTests {
    private func samples(_ model: GeneratorModel, _ numbers: [Int], conditions: GenerationConditions = .none) throws -> [SampledMaterial] {
        var sampler = model.sampler()
        return try sampler.sample(numbers, seed: 7, member: 2, weights: model.initialWeights(seed: 5, member: 1), conditions: conditions)
    }

    /// Nats as they are written, token by token, are those of the whole sequence afterwards.
    @Test(arguments: [GeneratorSettings.SiteOrder.canonical])
    func natsAreThoseThatTheModelTells(order: GeneratorSettings.SiteOrder) throws {
        let fixture = try GeneratorFixture()
        var settings = GeneratorFixture.settings
        settings.order = order
        // A material may be written with any letters; its nats here are those of the sequence.
        settings.relabelled = false
        let model = try fixture.model(settings)
        let written = try samples(model, Array(0..<60))
        var content = DatasetContent(representation: .wyckoff, elementVectors: .builtIn)
        for (number, material) in written.enumerated() {
            var nodes: [(UInt8, UInt16, UInt8, Float)] = []
            for site in material.sites {
                if let place = nodes.firstIndex(where: { $0.0 == site.element.atomicNumber && $0.1 == site.row }) {
                    nodes[place].2 += 1
                } else {
                    nodes.append((site.element.atomicNumber, site.row, 1, 1 / Float(material.sites.count)))
                }
            }
            content.append(id: "\(number)", formula: "X", label: "", nodes: nodes.map { ($0.0, $0.1, $0.2, $0.3) })
        }
        let dataset = try Dataset(content, named: "written")
        var learner = try model.learner(ModelInputs(dataset, rows: 0..<dataset.count), for: .prediction, account: nil)
        learner.layOut(Array(0..<dataset.count)[...], sliceSize: nil, draws: nil)
        let told = learner.outputs(weights: model.initialWeights(seed: 5, member: 1))[0]
        for (row, material) in written.enumerated() {
            for part in 0..<4 { #expect(abs(Double(told[row, part]) - material.nats[part]) < 1e-3 * max(1, material.nats[part]), "\(row) \(part)") }
        }
    }

    @Test func aNumberIsTheSameMaterialInWhateverCompany() throws {
        let model = try GeneratorFixture().model()
        let together = try samples(model, Array(0..<300))
        for number in [0, 17, 127, 128, 299] { #expect(try samples(model, [number]) == [together[number]]) }
        #expect(try samples(model, Array((100..<220).reversed())) == Array(together[100..<220].reversed()))
        #expect(Set(together.map { "\($0.spaceGroup) \($0.sites)" }).count > 290)
    }

    /// What is written under conditions fulfils them, and nats are still those without.
    @Test func conditionsHold() throws {
        let model = try GeneratorFixture().model()
        var conditions = GenerationConditions()
        conditions.spaceGroups = [62, 225]
        let (calcium, oxygen) = (try #require(Element(symbol: "Ca")), try #require(Element(symbol: "O")))
        conditions.amounts = .formula([calcium: 1, oxygen: 2])
        conditions.maxAtoms = 12
        let written = try samples(model, Array(0..<80), conditions: conditions)
        #expect(written.count == 80)
        for material in written {
            let protostructure = Protostructure(spaceGroup: material.spaceGroup, occupations: material.sites)
            #expect([62, 225].contains(material.spaceGroup) && protostructure.composition.reducedFormula == "CaO2")
            #expect(protostructure.siteCount <= 12 && material.nats.allSatisfy { $0 >= 0 })
        }
        conditions.spaceGroups = [225]
        conditions.maxAtoms = 2
        #expect(throws: GenerationError.self) { try samples(model, [0], conditions: conditions) }
    }

    /// Of a temperature near nothing all that is drawn is the likeliest; the group is drawn as it is counted.
    @Test func temperaturesSharpen() throws {
        let fixture = try GeneratorFixture()
        let cold = try #require(
            try GeneratorFixture.settings.model([.likelihood(temperatures: [1e-5, 1e-5, 1e-5])], for: fixture.dataset, training: fixture.rows, besides: [])
                as? GeneratorModel)
        let (sharp, plain) = (try samples(cold, Array(0..<200)), try samples(try fixture.model(), Array(0..<200)))
        func mean(_ samples: [SampledMaterial], _ part: Int) -> Double { samples.reduce(0) { $0 + $1.nats[part] / Double($1.sites.count + 1) } / 200 }
        #expect(mean(sharp, 1) < mean(plain, 1))
        #expect(Set(sharp.map { "\($0.spaceGroup) \($0.sites)" }).count <= Set(sharp.map(\.spaceGroup)).count)
        #expect(sharp.map(\.spaceGroup) == plain.map(\.spaceGroup))
    }

    /// Temperatures are those of the validation set, and kinds of materials come about as often as in the training set.
    @Test func samplesAreHeldToTheData() throws {
        let fixture = try GeneratorFixture()
        let model = try fixture.model()
        let weights = model.initialWeights(seed: 5, member: 1)
        let task = try model.calibrated(validation: fixture.rows, training: fixture.rows, of: fixture.dataset, weights: [weights], seed: 3)
        guard case .likelihood(let temperatures?, let acceptance?) = task else {
            Issue.record("nothing was fitted")
            return
        }
        #expect(temperatures.count == 3 && temperatures.allSatisfy { $0 > 0.7 && $0 <= 1 / 0.7 } && acceptance.allSatisfy { $0 > 0 })
        let held = try #require(
            try GeneratorFixture.settings.model([task], for: fixture.dataset, training: fixture.rows, besides: []) as? GeneratorModel)
        #expect(try samples(held, [250]) == [try samples(held, Array(200..<300))[50]])
    }

    /// Samples of which too many are charged and too many large come, as they are kept, to the shares of what is known.
    @Test func keptSamplesHaveTheSharesOfTheData() throws {
        let (sodium, chlorine, iron) = (try #require(Element(symbol: "Na")), try #require(Element(symbol: "Cl")), try #require(Element(symbol: "Fe")))
        let table = WyckoffTable.standard
        func kind(_ elements: [Element], sites: Int) -> MaterialKind {
            MaterialKind((0..<sites).map { (elements[$0 % elements.count], table.firstRow(1)) })
        }
        // Salts have as many of both; with a site more there is a charge left.
        let known = (0..<400).map { $0 % 10 < 7 ? kind([sodium, chlorine], sites: $0 % 2 == 0 ? 2 : 4) : $0 % 10 < 9 ? kind([iron], sites: 1) : kind([sodium, chlorine], sites: 3) }
        let written = (0..<400).map { $0 % 10 < 5 ? kind([sodium, chlorine], sites: $0 % 2 == 0 ? 2 : 4) : $0 % 10 < 7 ? kind([iron], sites: 1) : kind([sodium, chlorine], sites: 3) }
        #expect(Set(known.map(\.chemistry)).count == 3 && Set(known.map(\.size)).count == 4)
        let acceptance = SampleAcceptance(known: known, written: written)
        func share(_ kinds: [MaterialKind], _ weight: (MaterialKind) -> Double, _ isOne: (MaterialKind) -> Bool) -> Double {
            kinds.reduce(0) { $0 + (isOne($1) ? weight($1) : 0) } / kinds.reduce(0) { $0 + weight($1) }
        }
        for isOne in [{ $0.chemistry == known[0].chemistry }, { $0.size == 2 }, { $0.size == 1 }] as [(MaterialKind) -> Bool] {
            let (aim, free, kept) = (share(known, { _ in 1 }, isOne), share(written, { _ in 1 }, isOne), share(written, { acceptance($0) }, isOne))
            #expect(abs(kept - aim) < 0.03 && abs(kept - aim) < 0.5 * abs(free - aim), "\(aim) \(free) \(kept)")
        }
    }
}
