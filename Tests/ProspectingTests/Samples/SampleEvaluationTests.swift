import Datasets
import Foundation
import Materials
import Predictions
import Prospecting
import TestSupport
import Testing

@Suite struct SampleEvaluationTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private let rockSalt = "AB_cF8_225_a_b:Cl-Na"
    private let perovskite = "A3BC_cP5_221_c_a_b:O-Sr-Ti"

    private func traits(_ labels: [String]) throws -> SampleTraits {
        var traits = SampleTraits()
        for label in labels { traits.append(try Protostructure(label: label)) }
        return traits
    }

    @Test func traitsAreCounted() throws {
        let traits = try traits([rockSalt, "AB_cF8_225_a_b:Br-K", perovskite, "AB3_cP4_221_a_c:Na-O"])
        #expect(traits.spaceGroups == [225, 225, 221, 221])
        #expect(traits.siteCounts == [2, 2, 3, 2] && traits.freedoms == [0, 0, 0, 0])
        #expect(traits.areNeutral == [true, true, true, false])
        #expect(Set(traits.identities).count == 4 && Set(traits.prototypes).count == 3 && traits.prototypes[0] == traits.prototypes[1])
        let elements = traits.elements(of: 2).map { [Float($0.element), $0.fraction] }
        #expect(elements == [[8, 0.6], [22, 0.2], [38, 0.2]])
    }

    /// Two training and one held-out material, four samples: every score by hand.
    @Test func scores() throws {
        let content = try dataset([
            (rockSalt, .training), (perovskite, .training), ("AB_cP2_221_a_b:Cl-Cs", .validation), ("AB_cF8_225_a_b:F-Li", .test),
            ("AB3C_cP5_221_a_c_b:Ba-O-Ti", .test),
        ])
        let split = try SplitSpecification("parts").resolve(content, seed: 1, needing: [.training, .test])
        let materials = try SampleMaterials(content, split)
        #expect(materials.training.count == 2 && materials.validation.count == 1 && materials.heldOut.count == 2)
        // Known; new, of a known prototype; no material; new, of a new prototype, twice.
        let path = try directory.write(
            "id,label,nats\na,\(rockSalt),3\nb,AB_cF8_225_a_b:Cl-Rb,5\nc,AB_cF8_225_a_a:Cl-Rb,9\nd,AB_cF8_216_a_c:S-Zn,7\ne,AB_cF8_216_a_c:S-Zn,7\n",
            to: "samples.csv")
        let file = try SampleFile(path: path)
        var subject = try SampleSubject(file, name: "ours")
        try subject.findExamples(in: file, known: materials.known)
        #expect(subject.read == 5 && subject.loss?.lost == 1 && subject.loss?.reasons.first?.first == "c")
        #expect(subject.examples.repeated.map(\.label) == ["AB_cF8_216_a_c:S-Zn"] && subject.examples.repeated.first?.count == 2)
        #expect(subject.examples.surprising.map(\.nats) == [7, 7, 5, 3] && subject.examples.surprising.last?.isKnown == true)
        #expect(subject.examples.newPrototypes.map(\.prototype) == ["AB_cF8_216_a_c"])

        let evaluation = try SampleEvaluation([subject], materials, numbers: nil, seed: 4)
        let scores = try #require(evaluation.scores.first)
        #expect(evaluation.scores.count == 1 && scores.number == 2)
        #expect(scores.heldOut["charge_neutral"] == 1 && scores.heldOut["novel"] == 1 && scores.heldOut["novel_prototype"] == 0)
        // Both training materials are drawn, every time: shares of 225 and 221 as the held-out ones have them.
        #expect(scores.perfect["space_groups_chi2"]?.mean == 0 && scores.perfect["novel"]?.mean == 0)
        #expect(scores.ofSubjects[0]["formally_valid"] == 0.8)
        #expect(throws: SampleError.self) { try SampleEvaluation([subject], materials, numbers: [3], seed: 4) }
    }

    /// All four are drawn, in whatever order.
    @Test func scoresOfAllSamples() throws {
        let known = ["Cl-Na", "Br-Na", "Cl-K", "F-Na"].map { ("AB_cF8_225_a_b:\($0)", SplitPart.test) }
        let content = try dataset(known + [(rockSalt.replacing("Na", with: "Rb"), .training)])
        let materials = try SampleMaterials(content, try SplitSpecification("parts").resolve(content, seed: 1, needing: [.training, .test]))
        let path = try directory.write(
            "space_group,elements,letters\n225,Rb Cl,b a\n225,Cl Rb,b a\n1,Na Na Cl Cl Cl,a a a a a\n221,Ti Sr O,a b c\n", to: "sites.csv")
        let subject = try SampleSubject(try SampleFile(path: path), name: "sites")
        for seed in [1, 2] as [UInt64] {
            let scores = try #require(SampleEvaluation([subject], materials, numbers: [4], seed: seed).scores.first)
            let values = scores.ofSubjects[0]
            #expect(values["p1"] == 0.25 && values["charge_neutral"] == 0.75 && values["unique"] == 0.75 && values["novel"] == 0.5)
            #expect(values["unique_novel"] == 0.5 && values["novel_prototype"] == 0.5 && values["novel_prototypes"] == 2)
            // Both of group 225 alone count: no other is among the held-out.
            #expect(values["space_groups_chi2"] == 0 && values["novel_space_groups_chi2"] == nil && values["novel_compared"] == 2)
            // Two sites each; 2, 2, 5 and 3.
            #expect(values["site_numbers_emd"] == 1 && values["site_numbers_ks"] == 0.5)
            #expect(values["element_numbers_emd"] == 0.25 && values["freedom_emd"] == 3.75 && values["freedom_ks"] == 0.25)
            #expect(scores.perfect.isEmpty && values["mean_nats"] == nil)
        }
    }

    @Test func whatIsNoMaterialSaysWhy() throws {
        let path = try directory.write(
            "space_group,elements,letters\n225,Cl Na,a a\n231,Cl,a\n225,Cl Na,a\n225,Cl Xx,a b\n225,Cl Na,a z\n225,Cl Na,a bc\n", to: "bad.csv")
        var reasons: [String] = []
        try SampleFile(path: path).forEach { sample in
            if case .failure(let fault) = sample.content { reasons.append(fault.description) }
        }
        for (reason, part) in zip(reasons, [
            "position a, which has no free coordinate, once", "a number from 1 to 230", "one for each of 2 elements", "the symbol of an element",
            "a letter of No. 225", "one letter for each site",
        ]) { #expect(reason.contains(part), "\(reason)") }
        #expect(reasons.count == 6)
        #expect(throws: SampleError.self) { try SampleSubject(try SampleFile(path: path), name: "bad") }
        let formulae = try directory.write("id,formula\na,NaCl\n", to: "formulae.csv")
        #expect(throws: SampleError.self) { try SampleSubject(try SampleFile(path: formulae), name: "formulae") }
    }

    /// All are possible. With SMACT's states of 2014 all are neutral that the published column says are; 141 more are, with an element of which SMACT
    /// has no electronegativity: it refuses these, and we leave the order out.
    @Test(.enabled(if: SharedData.path("data/generator") != nil, "needs ../shared/data/generator")) func publishedSamples() throws {
        let path = try #require(SharedData.path("data/generator/wyformer_mp20_wyckoff_10000.csv.gz"))
        let states = try OxidationStateSet(path: try #require(SharedData.path("data/elements/smact_oxidation_states.txt")))
        let subject = try SampleSubject(try SampleFile(path: path), name: "published", states: states)
        #expect(subject.read == 10_000 && subject.loss == nil)
        #expect(subject.traits.spaceGroups.count { $0 == 1 } == 188)
        let unordered: Set<UInt8> = [36, 61, 63, 65, 70]
        var table = try TableReader(path: path)
        let verdict = try table.column("smact_validity")
        var row = TableRow()
        var (more, others) = (0, 0)
        for place in 0..<subject.traits.count {
            guard try table.next(into: &row) else { break }
            let isValid = row.text(verdict) == "True"
            guard isValid != subject.traits.areNeutral[place] else { continue }
            if !isValid, subject.traits.elements(of: place).contains(where: { unordered.contains($0.element) }) { more += 1 } else { others += 1 }
        }
        #expect(more == 141 && others == 0)
    }

    private func dataset(_ materials: [(label: String, part: SplitPart)]) throws -> Dataset {
        var content = DatasetContent(representation: .wyckoff, elementVectors: .builtIn)
        for (number, material) in materials.enumerated() {
            let protostructure = try Protostructure(label: material.label)
            content.append(
                id: "\(number)", formula: protostructure.composition.reducedFormula, label: protostructure.label,
                nodes: Featuriser.nodes(of: protostructure).map { ($0.element, $0.wyckoff, $0.count, $0.weight) })
        }
        content.splits = [(name: "parts", values: materials.map(\.part.rawValue))]
        let path = directory.file("data.h5")
        try content.write(to: path)
        return try Dataset(path: path)
    }
}
