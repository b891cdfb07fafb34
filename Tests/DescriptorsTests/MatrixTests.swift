import Descriptors
import Foundation
import Materials
import TestSupport
import Testing

@Suite struct MatrixTests {
    private static let names = ["coulomb", "sine", "ewald"].flatMap { ["\($0)-matrix:atoms=14", "\($0)-spectrum:atoms=14"] }

    private func values(_ name: String, _ structure: Structure) throws -> [Double] {
        try Descriptor.named(name).values(of: Composition(of: structure), structure)
    }

    /// Equal to a part of the largest number; all of them there.
    private func same(_ a: [Double], _ b: [Double], within part: Double = 1e-8) -> Bool {
        let largest = b.map(\.magnitude).max() ?? 0
        return zip(a, b).allSatisfy { abs($0 - $1) <= part * largest }
    }

    @Test(arguments: 0..<6)
    func neitherOrderNorOrientationCounts(seed: Int) throws {
        var crystal = RandomCrystal(seed: UInt64(seed))
        let structure = crystal.structure(atoms: 2...14)
        let turned = crystal.turned(structure)
        let reordered = Structure(lattice: turned.lattice, sites: turned.sites.shuffled(using: &crystal.generator))
        for name in Self.names {
            let own = try values(name, structure)
            #expect(own.allSatisfy { $0.isFinite })
            #expect(same(try values(name, reordered), own), "\(name)")
        }
    }

    /// The choice of the origin and of images says nothing; that of the basis only where the lattice is summed over.
    @Test(arguments: 0..<6)
    func periodicOnesDoNotKnowTheOrigin(seed: Int) throws {
        var crystal = RandomCrystal(seed: UInt64(seed + 100))
        let structure = crystal.structure(atoms: 2...14)
        let (moved, other) = (crystal.movedAndReordered(structure), crystal.anotherCell(of: structure))
        for name in Self.names where !name.hasPrefix("coulomb") {
            #expect(same(try values(name, moved), try values(name, structure)), "\(name)")
        }
        for name in Self.names where name.hasPrefix("ewald") {
            #expect(same(try values(name, other), try values(name, structure)), "\(name)")
        }
    }

    /// Atoms of one orbit have rows of one norm, and the matrix is the same however they are listed.
    @Test func equalNormsHaveAnOrderOfTheirOwn() throws {
        let titanium = try #require(Element(symbol: "Ti")), oxygen = try #require(Element(symbol: "O"))
        let cell = Lattice(a: SIMD3(4.6, 0, 0), b: SIMD3(0, 4.6, 0), c: SIMD3(0, 0, 2.96))
        let places = [(0.305, 0.305, 0), (0.695, 0.695, 0), (0.195, 0.805, 0.5), (0.805, 0.195, 0.5)]
        let sites =
            [Site(element: titanium, position: .zero), Site(element: titanium, position: SIMD3(0.5, 0.5, 0.5))]
            + places.map { Site(element: oxygen, position: SIMD3($0.0, $0.1, $0.2)) }
        let own = try values("sine-matrix:atoms=6", Structure(lattice: cell, sites: sites))
        for turn in 1..<24 {
            var other = sites
            for i in other.indices { other.swapAt(i, (i * turn + turn) % other.count) }
            #expect(same(try values("sine-matrix:atoms=6", Structure(lattice: cell, sites: other)), own))
        }
    }

    @Test(arguments: 0..<4)
    func ewaldSumsDoNotDependOnTheSplit(seed: Int) throws {
        var crystal = RandomCrystal(seed: UInt64(seed))
        let structure = crystal.structure(atoms: 1...12)
        let own = try #require(EwaldSums(structure, accuracy: 1e-12))
        let order = structure.sites.count
        let largest = own.potentials.map(\.magnitude).max() ?? 0
        for split in [0.25, 0.4, 0.7] {
            let other = try #require(EwaldSums(structure, split: split, distance: 5.6 / split, wave: 11.2 * split))
            for i in 0..<order {
                for j in 0...i { #expect(abs(own.potentials[i * order + j] - other.potentials[i * order + j]) < 1e-10 * largest) }
            }
        }
    }

    /// Madelung's constant of rock salt comes of the sums over a cell that is neutral: −1.7475645946 e²/d for each pair of ions.
    @Test func theMadelungConstantComesOut() throws {
        let sodium = try #require(Element(symbol: "Na")), chlorine = try #require(Element(symbol: "Cl"))
        let cell = Lattice(a: SIMD3(0, 2, 2), b: SIMD3(2, 0, 2), c: SIMD3(2, 2, 0))
        let structure = Structure(
            lattice: cell, sites: [Site(element: sodium, position: .zero), Site(element: chlorine, position: SIMD3(repeating: 0.5))])
        let matrix = AtomMatrix(try #require(EwaldSums(structure, accuracy: 1e-12)), [1, -1])
        let energy = matrix.values[0] + matrix.values[3] + matrix.values[2]
        #expect(abs(energy * 2 + 1.747564594633) < 1e-10)
    }

    @Test func aMoleculeIsPutTogetherAcrossTheFacesOfItsBox() throws {
        let hydrogen = try #require(Element(symbol: "H")), oxygen = try #require(Element(symbol: "O"))
        let box = Lattice(a: SIMD3(10, 0, 0), b: SIMD3(2, 9, 0), c: SIMD3(1, -3, 11))
        let water = [(oxygen, SIMD3(0.0, 0, 0)), (hydrogen, SIMD3(0.757, 0.586, 0)), (hydrogen, SIMD3(-0.757, 0.586, 0))]
        func structure(at origin: SIMD3<Double>, wrapped: Bool) -> Structure {
            Structure(
                lattice: box,
                sites: water.map { element, place in
                    let parts = box.fractional(place + origin)
                    return Site(element: element, position: wrapped ? parts - parts.rounded(.down) : parts)
                })
        }
        let own = try values("coulomb-spectrum", structure(at: .zero, wrapped: false))
        let cut = structure(at: SIMD3(10.1, -0.2, 0.05), wrapped: true)
        #expect(same(try values("coulomb-spectrum:images=joined", cut), own))
        #expect(same(try values("coulomb-matrix:images=joined", cut), try values("coulomb-matrix", structure(at: .zero, wrapped: false))))
        #expect(!same(try values("coulomb-spectrum", cut), own))
        // Rupp's numbers: ½ 8^2.4 and 8 / 0.9573 Å.
        let matrix = try values("coulomb-matrix:atoms=3", structure(at: .zero, wrapped: false))
        let bond = 8 / (0.757 * 0.757 + 0.586 * 0.586).squareRoot()
        #expect(abs(matrix[0] - 73.5166947) < 1e-6)
        #expect(abs(matrix[1] - bond) < 1e-9 && matrix[4] == 0.5)
    }

    @Test func whatCannotBeHasNoNumbers() throws {
        let iron = try #require(Element(symbol: "Fe"))
        let cell = Lattice(a: SIMD3(3, 0, 0), b: SIMD3(0, 3, 0), c: SIMD3(0, 0, 3))
        let one = Structure(lattice: cell, sites: [Site(element: iron, position: .zero)])
        let two = Structure(lattice: cell, sites: [Site(element: iron, position: .zero), Site(element: iron, position: .zero)])
        let flat = Structure(lattice: Lattice(a: SIMD3(3, 0, 0), b: SIMD3(0, 3, 0), c: SIMD3(3, 3, 0)), sites: one.sites)
        var crystal = RandomCrystal(seed: 1)
        let many = crystal.structure(atoms: 15...15)
        for name in Self.names {
            #expect(try values(name, one).allSatisfy { $0.isFinite }, "\(name)")
            // Two atoms in one place: an infinite element, and no sum that would be one.
            #expect(try values(name, two).allSatisfy { $0.isNaN }, "\(name)")
            #expect(try values(name, Structure(lattice: cell, sites: [])).allSatisfy { $0.isNaN }, "\(name)")
            #expect(try values(name, many).allSatisfy { $0.isNaN }, "\(name)")
        }
        #expect(try values("ewald-matrix", flat).allSatisfy { $0.isNaN })
        #expect(try Descriptor.named("sine-matrix:atoms=14").values(of: Composition("Fe")).allSatisfy { $0.isNaN })
        let self26: Double = 0.5 * pow(26, 2.4)
        let spectrum = try values("sine-spectrum:atoms=2", one)
        #expect(spectrum == [self26, 0])
    }

    @Test func choicesStandInTheName() throws {
        #expect(try Descriptor.named("sine-matrix:order=given:atoms=20").name == "sine-matrix:atoms=20:order=given")
        #expect(try Descriptor.named("ewald-spectrum:atoms=64").name == "ewald-spectrum")
        for (text, part) in [
            ("sine-matrix:order=up", "norm or given"), ("sine-matrix:atoms=0", "a whole number from 1 to 256"), ("sine-matrix:width=3", "atoms=64, order=norm"),
            ("coulomb-matrix:images=joined:images=joined", "twice"), ("ewald-matrix:accuracy=2", "from 1e-15 to 0.01"),
        ] {
            #expect {
                try Descriptor.named(text)
            } throws: { "\($0)".contains(part) }
        }
    }
}
