import Materials
import Sandbox
import Testing

/// What spglib, which knows nothing of prototypes, makes of the structures.
@Suite struct PrototypeLabelTests {
    @Test(arguments: PrototypeTests.cases.indices) func unrelaxedStructuresHaveTheSymmetryClaimed(number: Int) throws {
        let (family, prototype) = PrototypeTests.cases[number]
        let decoration = try #require(family.decorations().dropFirst(7).first)
        let species = Ion.equalised(try decoration.map { try AtomicTraits(of: $0) }, amounts: family.amounts)
        let crystal = try #require(SymmetricCrystal(prototype, touching: species))
        let found = try Protostructure(of: crystal.structure(decoration))
        #expect(found.spaceGroup == prototype.spaceGroup)
        // As many positions of each element, with as many sites, as the prototype says.
        for (place, element) in decoration.enumerated() {
            let claimed = crystal.orbits.filter { $0.species == place }.map(\.sites.count).sorted()
            let centring = WyckoffTable.standard.centring(prototype.spaceGroup).translations.count
            let seen = found.positions.filter { $0.element == element }
                .map { WyckoffTable.standard.position(Int($0.row)).multiplicity / centring }.sorted()
            #expect(seen == claimed)
        }
    }

    @Test func labelsOfWellKnownStructures() throws {
        // AFLOW has spinel as A2BC4_cF56_227_d_a_e and perovskite as AB3C_cP5_221_a_c_b: the canonical letters are of another origin.
        let known = [
            ("AB2X4", "spinel", ["Mg", "Al", "O"], "A2BC4_cF56_227_c_b_e:Al-Mg-O"),
            ("ABX3", "perovskite", ["Sr", "Ti", "O"], "A3BC_cP5_221_c_a_b:O-Sr-Ti"),
            ("AX2", "rutile", ["Ti", "O"], "A2B_tP6_136_f_a:O-Ti"),
            ("AX", "wurtzite", ["Zn", "S"], "AB_hP4_186_b_b:S-Zn"),
            ("AX2", "fluorite", ["Ca", "F"], "AB2_cF12_225_a_c:Ca-F"),
            ("ABX4", "zircon", ["Zr", "Si", "O"], "A4BC_tI24_141_h_a_b:O-Si-Zr"),
        ]
        for (family, name, symbols, label) in known {
            let family = try #require(Family.all.first { $0.name == family })
            let prototype = try #require(family.prototypes.first { $0.name == name })
            let elements = try symbols.map { try #require(Element(symbol: $0)) }
            let species = Ion.equalised(try elements.map { try AtomicTraits(of: $0) }, amounts: family.amounts)
            let crystal = try #require(SymmetricCrystal(prototype, touching: species))
            #expect(try Protostructure(of: crystal.structure(elements)).label == label)
        }
    }

    @Test func relaxationKeepsMostLabels() throws {
        let materials = try SandboxTests.small.get().materials
        let kept = try materials.count { try Protostructure(of: $0.relaxed).spaceGroup == $0.spaceGroup }
        #expect(Double(kept) > 0.85 * Double(materials.count))
    }
}
