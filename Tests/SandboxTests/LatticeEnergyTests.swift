import Glibc
import Materials
import Sandbox
import Testing

@Suite struct LatticeEnergyTests {
    private func species(_ symbols: [String], _ amounts: [Int]) throws -> [Ion] {
        Ion.equalised(try symbols.map { try AtomicTraits(of: try #require(Element(symbol: $0))) }, amounts: amounts)
    }

    private func prototype(_ name: String, in family: String) throws -> Prototype {
        try #require(Family.all.first { $0.name == family }?.prototypes.first { $0.name == name })
    }

    /// Examples that together have every shape of cell, several orbits a species and up to fourteen parameters.
    static let examples: [(family: String, prototype: String, symbols: [String], amounts: [Int])] = [
        ("AX", "rock salt", ["Na", "Cl"], [1, 1]), ("AX", "wurtzite", ["Zn", "O"], [1, 1]), ("AX2", "rutile", ["Ti", "O"], [1, 2]),
        ("AX2", "cadmium chloride", ["Mg", "Cl"], [1, 2]), ("AB", "chromium boride", ["Ti", "B"], [1, 1]),
        ("A2X3", "corundum", ["Al", "O"], [2, 3]), ("AB2X4", "olivine", ["Si", "Mg", "O"], [1, 2, 4]),
        ("A2BC", "Heusler", ["Cu", "Mn", "Al"], [2, 1, 1]), ("ABX4", "scheelite", ["Ca", "W", "O"], [1, 1, 4]),
    ]

    @Test(arguments: examples.indices) func gradientAgreesWithDifferences(number: Int) throws {
        let example = Self.examples[number]
        let species = try species(example.symbols, example.amounts)
        let energy = LatticeEnergy(species: species)
        var crystal = try #require(
            SymmetricCrystal(try prototype(example.prototype, in: example.family), touching: species))
        let neighbours = NeighbourList(crystal)
        let gradient = energy.value(of: crystal, neighbours: neighbours).gradient
        let scale = gradient.reduce(1) { max($0, abs($1)) }
        for parameter in crystal.parameters.indices {
            let centre = crystal.parameters[parameter]
            crystal.parameters[parameter] = centre + 1e-5
            let above = energy.value(of: crystal, neighbours: neighbours).energy
            crystal.parameters[parameter] = centre - 1e-5
            let below = energy.value(of: crystal, neighbours: neighbours).energy
            crystal.parameters[parameter] = centre
            #expect(abs(gradient[parameter] - (above - below) / 2e-5) < 2e-6 * scale, "parameter \(parameter)")
        }
    }

    /// The energy of the whole crystal without any symmetry, from another cell and another origin.
    @Test(arguments: examples.indices) func symmetryCellAndOriginDoNotMatter(number: Int) throws {
        let example = Self.examples[number]
        let species = try species(example.symbols, example.amounts)
        let elements = try example.symbols.map { try #require(Element(symbol: $0)) }
        let energy = LatticeEnergy(species: species)
        let crystal = try #require(
            SymmetricCrystal(try prototype(example.prototype, in: example.family), touching: species))
        let perAtom = energy.value(of: crystal, neighbours: NeighbourList(crystal)).energy / Double(crystal.atomCount)

        var structure = crystal.structure(elements)
        #expect(abs(plainEnergy(structure, elements, species) - perAtom) < 1e-9)
        for index in structure.sites.indices { structure.sites[index].position += SIMD3(0.31, -0.17, 0.83) }
        // Twice the cell along a + b, a cell of other angles.
        let lattice = structure.lattice
        let wider = Lattice(a: lattice.a + lattice.b, b: lattice.b - lattice.a, c: lattice.c)
        var sites: [Site] = []
        for site in structure.sites {
            for shift in [0.0, 1.0] {
                let (x, y) = (site.position.x + shift, site.position.y)
                sites.append(Site(element: site.element, position: SIMD3((x + y) / 2, (y - x) / 2, site.position.z)))
            }
        }
        let doubled = Structure(lattice: wider, sites: sites)
        #expect(abs(doubled.volumePerSite - structure.volumePerSite) < 1e-9)
        #expect(abs(plainEnergy(doubled, elements, species) - perAtom) < 1e-9)
    }

    /// eV/atom: every atom of the cell, every neighbour within the cutoff.
    private func plainEnergy(_ structure: Structure, _ elements: [Element], _ species: [Ion]) -> Double {
        let kinds = structure.sites.map { site in elements.firstIndex(of: site.element) ?? 0 }
        let reach = (0..<3).map { axis in
            let vectors = [structure.lattice.a, structure.lattice.b, structure.lattice.c]
            let (b, c) = (vectors[(axis + 1) % 3], vectors[(axis + 2) % 3])
            let normal = SIMD3(b.y * c.z - b.z * c.y, b.z * c.x - b.x * c.z, b.x * c.y - b.y * c.x)
            return Int(PairPotential.cutoff * (normal * normal).sum().squareRoot() / structure.lattice.volume) + 2
        }
        var energy = 0.0
        for (first, kind) in zip(structure.sites, kinds) {
            var hopping = 0.0
            for (second, other) in zip(structure.sites, kinds) {
                let potential = species[kind].potential(with: species[other])
                var difference = second.position - first.position
                difference -= difference.rounded(.toNearestOrEven)
                for i in -reach[0]...reach[0] {
                    for j in -reach[1]...reach[1] {
                        for k in -reach[2]...reach[2] {
                            let vector = structure.lattice.cartesian(difference + SIMD3(Double(i), Double(j), Double(k)))
                            let r = (vector * vector).sum().squareRoot()
                            guard r > 1e-6, r < PairPotential.cutoff else { continue }
                            let value = potential.value(at: r)
                            energy += value.energy / 2
                            hopping += value.hopping
                        }
                    }
                }
            }
            energy += species[kind].potential(with: species[kind]).charges * PairPotential.selfEnergy - hopping.squareRoot()
        }
        return energy / Double(structure.sites.count)
    }

    /// Madelung constants from tables, to what the damping leaves: the Coulomb term alone, with unit charges.
    @Test(arguments: [("rock salt", 0.5, 1.7476), ("caesium chloride", 0.8660254, 1.7627), ("zinc blende", 0.4330127, 1.6381)])
    func madelungConstants(name: String, bond: Double, constant: Double) throws {
        let a = 3.0 / bond
        let crystal = try #require(SymmetricCrystal(try prototype(name, in: "AX"), a: a))
        let charges = [1.0, -1.0]
        var potential = try species(["Na", "Cl"], [1, 1])[0].potential(with: try species(["Na", "Cl"], [1, 1])[1])
        (potential.repulsion, potential.hopping, potential.dispersion, potential.ripple) = (0, 0, 0, 0)
        let potentials = charges.flatMap { first in
            charges.map { second in
                var pair = potential
                pair.charges = PairPotential.coulomb * first * second
                return pair
            }
        }
        let energy = LatticeEnergy(potentials: potentials, speciesCount: 2)
        let value = energy.value(of: crystal, neighbours: NeighbourList(crystal)).energy
        #expect(abs(-value * 3.0 / PairPotential.coulomb - constant) < 0.025)
    }

    @Test(arguments: examples.indices) func relaxationFindsALowerMinimum(number: Int) throws {
        let example = Self.examples[number]
        let species = try species(example.symbols, example.amounts)
        let start = try #require(SymmetricCrystal(try prototype(example.prototype, in: example.family), touching: species))
        var relaxation = Relaxation(LatticeEnergy(species: species), from: start)
        let before = relaxation.energyPerAtom
        relaxation.run()
        #expect(relaxation.converged)
        #expect(relaxation.energyPerAtom < before)
        // From a place nearby it comes back to the same minimum.
        var nearby = relaxation.crystal
        for parameter in nearby.parameters.indices { nearby.parameters[parameter] += 0.002 }
        var again = Relaxation(LatticeEnergy(species: species), from: nearby)
        again.run()
        #expect(abs(again.energyPerAtom - relaxation.energyPerAtom) < 5e-4)
    }

    @Test func chargesAreNeutralAndOrdered() throws {
        let ions = try species(["Ca", "Ti", "O"], [1, 1, 3])
        #expect(abs(ions[0].charge + ions[1].charge + 3 * ions[2].charge) < 1e-12)
        #expect(ions[0].charge > 0 && ions[1].charge > 0 && ions[2].charge < 0)
        let salt = try species(["Na", "Cl"], [1, 1])
        #expect((0.6...1).contains(salt[0].charge))
        #expect(try species(["Fe"], [1])[0].charge == 0)
    }
}
