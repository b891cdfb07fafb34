import Materials
import Sandbox
import Testing

/// The sandbox as an oracle that is asked by labels.
@Suite struct LabelledEnergiesTests {
    /// What the sandbox itself has computed comes out again, where no other prototype of the same label lies lower.
    @Test func energiesAreThoseOfTheSandbox() throws {
        let materials = try SandboxTests.small.get().materials.prefix(60)
        var model = LabelledEnergies()
        var (same, asked) = (0, 0)
        for material in materials {
            let found = try Protostructure(of: material.relaxed)
            guard found.spaceGroup == material.spaceGroup else { continue }
            asked += 1
            let energy = try? model.formationEnergy(ofLabel: found.label)
            if let energy, abs(energy - material.formationEnergyPerAtom) < 1e-9 { same += 1 }
            if let energy { #expect(energy < material.formationEnergyPerAtom + 1e-9) }
        }
        #expect(asked > 30 && Double(same) > 0.9 * Double(asked), "\(same) of \(asked)")
    }

    @Test func whatCannotBeComputedIsSaid() throws {
        var model = LabelledEnergies()
        #expect(throws: LabelledEnergyError.noPrototype) { try model.formationEnergy(ofLabel: "AB2_aP3_1_a_2a:Ca-F") }
        #expect(throws: LabelledEnergyError.self) { try model.formationEnergy(ofLabel: "nonsense") }
    }
}
