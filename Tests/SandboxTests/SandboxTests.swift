import Discovery
import Materials
import Sandbox
import Testing

@Suite struct SandboxTests {
    static let small = Result { () throws(SandboxError) in try Sandbox(count: 150, seed: 3) }

    @Test func sameSeedSameBytes() throws {
        let text = SandboxTable(try Self.small.get()).text
        #expect(SandboxTable(try Sandbox(count: 150, seed: 3)).text == text)
        #expect(SandboxTable(try Sandbox(count: 150, seed: 4)).text != text)
    }

    @Test func aLargerSandboxBeginsWithASmallerOne() throws {
        let few = try Sandbox(count: 20, seed: 3).materials
        let many = try Self.small.get().materials
        #expect(few.map(\.formula) == many.prefix(20).map(\.formula))
        #expect(few.map(\.formationEnergyPerAtom) == many.prefix(20).map(\.formationEnergyPerAtom))
    }

    @Test func energiesAreThoseOfRealMaterials() throws {
        let energies = try Self.small.get().materials.map(\.formationEnergyPerAtom).sorted()
        #expect(energies[0] > -6 && energies[149] < 4)
        #expect((-1.5...0.3).contains(energies[75]))
        #expect(energies[20] < -1)
    }

    @Test func mostStableFormOfAnElementIsAtZero() throws {
        var references = ElementalReferences()
        for symbol in ["Na", "Fe", "Si", "Cu", "O"] {
            let element = try #require(Element(symbol: symbol))
            let species = Ion.equalised([try AtomicTraits(of: element)], amounts: [1])
            let elemental = try #require(Family.all.first { $0.amounts == [1] }).prototypes
            let energies = try elemental.map { try Polymorph($0, species: species) }.filter(\.isSound).map(\.energyPerAtom)
            #expect(energies.min() == (try references.energy(of: element)))
        }
        for material in try Self.small.get().materials where Set(material.relaxed.sites.map(\.element)).count == 1 {
            #expect(material.formationEnergyPerAtom >= 0)
        }
    }

    @Test func polymorphsDiffer() throws {
        let groups = Dictionary(grouping: try Self.small.get().materials, by: \.formula).values.filter { $0.count > 1 }
        #expect(groups.count > 20)
        var spread = 0.0
        for group in groups {
            let energies = group.map(\.formationEnergyPerAtom).sorted()
            spread += energies[energies.count - 1] - energies[0]
            for (lower, upper) in zip(energies, energies.dropFirst()) where upper - lower < 1e-4 {
                Issue.record("\(group[0].formula): two polymorphs at \(lower) eV/atom")
            }
        }
        #expect(spread / Double(groups.count) > 0.1)
    }

    @Test func energiesAboveHullAreThoseOfTheHull() throws {
        let materials = try Self.small.get().materials
        let entries = try materials.map { material in
            PhaseDiagram.Entry(
                id: material.id, composition: try Composition(material.formula), energy: material.formationEnergyPerAtom)
        }
        let known = KnownPhases(entries)
        for (material, entry) in zip(materials, entries).prefix(40) {
            let diagram = try known.diagram(of: entry.composition.components.map(\.element))
            let above = try diagram.energyAboveHull(entry.composition, energy: entry.energy)
            #expect(abs(above - material.energyAboveHull) < 1e-9)
        }
        #expect(materials.contains { $0.energyAboveHull == 0 } && materials.allSatisfy { $0.energyAboveHull >= 0 })
    }

    @Test func cifTextIsReadBack() throws {
        for material in try Self.small.get().materials.prefix(60) {
            for structure in [material.relaxed, material.unrelaxed] {
                let read = try Structure(cif: structure.cifText(name: material.formula))
                #expect(read.sites.map(\.element) == structure.sites.map(\.element))
                #expect(abs(read.volumePerSite - structure.volumePerSite) < 1e-5)
                for (one, other) in zip(read.sites, structure.sites) {
                    let difference = one.position - other.position
                    let rest = difference - difference.rounded(.toNearestOrEven)
                    #expect((rest * rest).sum() < 1e-14)
                }
            }
        }
    }

    /// What replaces elements in known crystals lies nearer to the minimum than what radii make, and the minimum is the same.
    @Test func startingPoints() throws {
        let (radii, substituted) = (try Self.small.get().materials, try Sandbox(count: 150, seed: 3, unrelaxed: .substituted).materials)
        #expect(substituted.map(\.relaxed) == radii.map(\.relaxed))
        #expect(substituted.map(\.formationEnergyPerAtom) == radii.map(\.formationEnergyPerAtom))
        func change(_ materials: [SandboxMaterial]) -> Double {
            materials.reduce(0) { $0 + abs($1.relaxed.volumePerSite / $1.unrelaxed.volumePerSite - 1) } / Double(materials.count)
        }
        var met: Set<String> = []
        let first = radii.indices.filter { met.insert(radii[$0].prototype).inserted }
        #expect(first.allSatisfy { substituted[$0].unrelaxed == radii[$0].unrelaxed })
        let others = radii.indices.filter { !first.contains($0) }
        #expect(others.allSatisfy { substituted[$0].unrelaxed != radii[$0].unrelaxed })
        let (far, near) = (change(others.map { radii[$0] }), change(others.map { substituted[$0] }))
        #expect(near < 0.8 * far && near > 0.02, "\(near), \(far)")
    }

    @Test func tableHasARowAMaterial() throws {
        let sandbox = try Self.small.get()
        let text = SandboxTable(sandbox).text
        #expect(text.hasPrefix("material_id,formula,formation_energy_per_atom,e_above_hull,prototype,cif,cif_unrelaxed\nsandbox-00001,"))
        #expect(text.split(separator: "\n").filter { $0.hasPrefix("sandbox-") }.count == 150)
    }

    @Test func numbersWithFixedDigits() {
        #expect(1.25.fixed(3) == "1.250")
        #expect((-0.0004).fixed(3) == "0.000")
        #expect((-12.0346).fixed(2) == "-12.03")
        #expect(0.999999.fixed(2) == "1.00")
    }

    @Test func askedForTooMuchOrTooLittle() {
        #expect(throws: SandboxError.countNotPositive(0)) { try Sandbox(count: 0, seed: 1) }
        #expect(SandboxError.tooMany(asked: 10, possible: 7).description.contains("make 7"))
    }
}
