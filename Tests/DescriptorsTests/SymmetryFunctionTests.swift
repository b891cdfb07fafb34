import Descriptors
import Foundation
import Materials
import TestSupport
import Testing

@Suite struct SymmetryFunctionTests {
    private func values(_ name: String, _ structure: Structure) throws -> [Double] {
        try Descriptor.named(name).values(of: Composition(of: structure), structure)
    }

    private func same(_ a: [Double], _ b: [Double], within part: Double = 1e-9) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= part * abs($1) + 1e-13 }
    }

    private static let dscribesValues = "reference/peers/dscribe.json.gz"

    /// Two atoms of rock salt as dscribe 2.1.2 describes them.
    @Test(.enabled(if: SharedData.path(dscribesValues) != nil, "needs ../shared/reference/peers"))
    func rockSaltIsDscribes() throws {
        var stream = try ByteStream(path: try #require(SharedData.path(Self.dscribesValues)))
        let tree = try #require(try JSONSerialization.jsonObject(with: Data(try stream.rest())) as? [String: Any])
        let key = try #require(tree.keys.first { $0.hasPrefix("_acsf") })
        let expected = try #require(tree[key] as? [[Double]])
        let structure = try #require(try PeerStructures.all()["NaCl-conventional"])
        let own = try values("acsf:elements=Na-Cl:g2=1_1+1_2+1_3:g4=1_1_1+1_2_1+1_1_-1+1_2_-1", structure)
        #expect(same(own, expected[0] + expected[1], within: 1e-8))
    }

    /// The means of what dscribe 2.1.2 computes for the atoms of each element, with powers that are not whole and all kinds of functions.
    @Test(.enabled(if: SharedData.path(PeerStructures.table) != nil, "needs ../shared/reference/peers"), arguments: [
        ("mp-1842", "Al-Nb", [
            5.26747544377, 2.84727061584, -0.564795251716, 2.17230275908, 1.34944043125, -0.651727082213, 0.584451750713, 0.000137646727796,
            2.6353537569, 0.806202871579, 0.000143677957555, 2.29786015994, 0.0239205999469, 3.22405716549e-05, 0.488888155306, 6.51690827723,
            4.04832129375, -1.95518124664, 0.922869925617, 0.14838975334, 0.73865891271, 1.14759716686, 0.000310912092164, 4.45120790886,
            0.266937880689, 2.65311826684e-06, 0.924493593951, 4.01746851602e-05, 4.65750178253e-11, 0.0464005693372,
        ]),
        ("mp-2686", "N-Ca", [
            1.58629145046, 0.434685621878, 1.02336669754, 4.18179132043, 3.26369194903, -2.48929584647, 0.0194026875662, 3.4958293197e-07,
            0.185262294581, 0.553670345521, 1.66813627965e-05, 1.30236521123, 0.362516227429, 0.0014363593464, 2.17887238392, 2.09089566021,
            1.63184597451, -1.24464792324, 3.02561951343, 0.931553892302, 1.52586635107, 0.0678948149321, 0.000351128416783, 0.39980534997,
            0.659006177727, 3.22932839379e-05, 1.09467888928, 0.0942654723717, 3.4176480749e-06, 0.62559767841,
        ]),
    ])
    func meansAreDscribes(name: String, elements: String, expected: [Double]) throws {
        let structure = try #require(try PeerStructures.all()[name])
        let functions = "cutoff=5.5:elements=\(elements):g2=0.5_2:g3=1.5:g4=0.05_1.5_0.9+0.2_4_-1:g5=0.05_2_-0.5"
        #expect(same(try values("acsf:\(functions)", structure), expected, within: 1e-9))
    }

    /// Sums over pairs of neighbours written out with cosines and powers, weights and all.
    @Test(arguments: 0..<3)
    func theSumsAreTheirDefinition(seed: UInt64) throws {
        var crystal = RandomCrystal(seed: seed)
        let structure = crystal.structure(atoms: 1...5)
        let cutoff = 4.5
        let list = try #require(NeighbourList(structure, cutoff: cutoff))
        func f(_ r: Double) -> Double { r > cutoff ? 0 : 0.5 * (1 + cos(.pi * r / cutoff)) }
        var expected = [0.0, 0, 0, 0]
        for atom in structure.sites.indices {
            for j in list.edges(of: atom) {
                let zj = Double(structure.sites[Int(list.neighbours[j])].element.atomicNumber)
                let rj = list.distances[j]
                expected[0] += zj * f(rj)
                expected[1] += zj * f(rj) * exp(-0.7 * (rj - 1.3) * (rj - 1.3))
                for k in list.edges(of: atom) where k < j {
                    let zk = Double(structure.sites[Int(list.neighbours[k])].element.atomicNumber)
                    let rk = list.distances[k]
                    let between = list.vectors[j] - list.vectors[k]
                    let third = (between * between).sum().squareRoot()
                    let cosine = (list.vectors[j] * list.vectors[k]).sum() / (rj * rk)
                    expected[2] += 2 * zj * zk * pow(0.5 * (1 - cosine), 3) * exp(-0.1 * (rj * rj + rk * rk + third * third)) * f(rj) * f(rk) * f(third)
                    expected[3] += 2 * zj * zk * pow(max(0.5 * (1 + cosine), 0), 0.5) * exp(-0.3 * (rj * rj + rk * rk)) * f(rj) * f(rk)
                }
            }
        }
        let count = Double(structure.sites.count)
        let own = try values("acsf:cutoff=4.5:g2=0.7_1.3:g4=0.1_3_-1:g5=0.3_0.5_1", structure)
        #expect(same(own, expected.map { $0 / count }))
    }

    @Test(arguments: ["acsf", "acsf:elements=Na-Ti-O-Cl:cutoff=5:g3=2:g5=0.1_2_1"], 0..<3)
    func noNumberDependsOnTheCell(name: String, seed: Int) throws {
        var crystal = RandomCrystal(seed: UInt64(seed))
        let structure = crystal.structure(atoms: 2...7)
        let own = try values(name, structure)
        #expect(own.allSatisfy { $0.isFinite })
        for other in [
            crystal.turned(structure), crystal.movedAndReordered(structure), crystal.anotherCell(of: structure),
            RandomCrystal.supercell(of: structure, 2, 1, 1),
        ] {
            #expect(same(try values(name, other), own, within: 1e-8))
        }
    }

    @Test func elementsThatAreNotToldApartHaveNoNumbers() throws {
        let sodium = try #require(Element(symbol: "Na"))
        let cell = Lattice(a: SIMD3(4, 0, 0), b: SIMD3(0, 4, 0), c: SIMD3(0, 0, 4))
        let one = Structure(lattice: cell, sites: [Site(element: sodium, position: .zero)])
        #expect(try values("acsf:elements=Ti-O", one).allSatisfy { $0.isNaN })
        let own = try values("acsf:elements=Na-O:g2=none:g4=none", one)
        // Six neighbours at 4 Å; nothing is around oxygen atoms that are not there.
        func f(_ distance: Double) -> Double { 0.5 * (1 + cos(Double.pi * distance / 6)) }
        let sum: Double = 6 * f(4) + 12 * f(4 * 2.0.squareRoot())
        // Columns: of sodium its sodium and oxygen, of oxygen the same; oxygen is the lighter.
        #expect(same(own, [0, 0, 0, sum]))
        #expect(try values("acsf", Structure(lattice: cell, sites: [])).allSatisfy { $0.isNaN })
        let flat = Structure(lattice: Lattice(a: SIMD3(3, 0, 0), b: SIMD3(0, 3, 0), c: SIMD3(3, 3, 0)), sites: one.sites)
        #expect(try values("acsf", flat).allSatisfy { $0.isNaN })
        let far = Structure(lattice: Lattice(a: SIMD3(30, 0, 0), b: SIMD3(0, 30, 0), c: SIMD3(0, 0, 30)), sites: one.sites)
        #expect(try values("acsf", far).allSatisfy { $0 == 0 })
    }

    @Test func choicesAreChecked() throws {
        #expect(try Descriptor.named("acsf:elements=O-Ti:cutoff=6").name == "acsf:elements=O-Ti")
        #expect(try Descriptor.named("acsf:elements=Ti-O").name == "acsf:elements=O-Ti")
        #expect(try Descriptor.named("acsf:elements=Ti-O:g2=none:g4=1_1_1").columns.prefix(4) == ["O: O G1", "O: Ti G1", "O: O-O G4 1_1_1", "O: O-Ti G4 1_1_1"])
        for (text, part) in [
            ("acsf:elements=Ti-Xx", "symbols, each once"), ("acsf:elements=Ti-Ti", "symbols, each once"), ("acsf:g2=1", "sets of numbers from 0 to 1000"),
            ("acsf:g4=1_1_2", "-1 to 1"), ("acsf:g2=1_1+1_1", "stands twice"), ("acsf:cutoff=0", "from 0.5 to 15"), ("acsf:g5=a_b_c", "g5"),
        ] {
            #expect {
                try Descriptor.named(text)
            } throws: { "\($0)".contains(part) }
        }
    }
}
