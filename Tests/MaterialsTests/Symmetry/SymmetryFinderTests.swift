import Materials
import TestSupport
import Testing

/// What is found without spglib is what spglib finds.
@Suite struct SymmetryFinderTests {
    /// A crystal on the points of a cubic cell of `length` Å.
    private func cubic(_ length: Double, _ sites: [(String, SIMD3<Double>)]) throws -> Structure {
        let lattice = Lattice(a: SIMD3(length, 0, 0), b: SIMD3(0, length, 0), c: SIMD3(0, 0, length))
        return Structure(lattice: lattice, sites: try sites.map { Site(element: try #require(Element(symbol: $0.0)), position: $0.1) })
    }

    /// The primitive cell of Fm-3m: A at the origin, B half-way along the cube, X at ±x along the cube's axes.
    private func elpasolite(_ length: Double, _ a: String, _ b: String, x: Double) throws -> Structure {
        let h = length / 2
        let lattice = Lattice(a: SIMD3(0, h, h), b: SIMD3(h, 0, h), c: SIMD3(h, h, 0))
        // Along the cube's first axis (x, 0, 0) is (-x, x, x) in the primitive basis.
        let halogens: [SIMD3<Double>] = [[-x, x, x], [x, -x, x], [x, x, -x], [x, -x, -x], [-x, x, -x], [-x, -x, x]]
        let sites = [(a, SIMD3<Double>.zero), (b, SIMD3<Double>(repeating: 0.5))] + halogens.map { ("F", $0) }
        return Structure(lattice: lattice, sites: try sites.map { Site(element: try #require(Element(symbol: $0.0)), position: $0.1) })
    }

    @Test func crystalsOfOnePrototypeHaveOnePrototype() throws {
        let finder = SymmetryFinder()
        for (length, a, b, x) in [(8.0, "K", "Al", 0.24), (8.4, "Na", "Ga", 0.22), (9.1, "Cs", "In", 0.23), (8.8, "Rb", "Sc", 0.77)] {
            let found = try finder.protostructure(of: try elpasolite(length, a, b, x: x))
            #expect(found.spaceGroup == 225)
            #expect(found == (try Protostructure(of: try elpasolite(length, a, b, x: x))))
        }
    }

    /// One element more at the corners or one less, another ordering, the whole moved.
    @Test func otherCrystalsOnTheSamePointsKeepTheirOwnNames() throws {
        let corner = SIMD3<Double>.zero
        let centre = SIMD3<Double>(repeating: 0.5)
        let faces: [SIMD3<Double>] = [[0.5, 0.5, 0], [0.5, 0, 0.5], [0, 0.5, 0.5]]
        let finder = SymmetryFinder()
        for shift in [SIMD3<Double>.zero, centre, SIMD3(0.1, 0.2, 0.3)] {
            for (names, length) in [(["Sr", "Ti", "O"], 3.9), (["Ti", "Sr", "O"], 3.9), (["Cs", "Cs", "Cl"], 4.1), (["Ni", "Ni", "Ni"], 3.6)] {
                let sites = [(names[0], corner), (names[1], centre)] + faces.map { (names[2], $0) }
                let crystal = try cubic(length, sites.map { ($0.0, $0.1 + shift) })
                #expect(try finder.protostructure(of: crystal) == (try Protostructure(of: crystal)), "\(names), \(shift)")
            }
        }
    }

    /// Distortions from far below to far above the tolerance.
    @Test func distortedCrystalsAreJudgedAsSpglibDoes() throws {
        let finder = SymmetryFinder()
        var state: UInt64 = 7
        func random() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) * 0x1p-53 - 0.5
        }
        for trial in 0..<150 {
            var crystal = try elpasolite(8 + random(), "K", "Al", x: 0.23)
            let amplitude = 0.0003 * Double(1 << (trial % 11)) / 8
            if trial % 3 > 0 {
                for site in crystal.sites.indices { crystal.sites[site].position += SIMD3(random(), random(), random()) * amplitude }
            }
            if trial % 3 < 2 { crystal.lattice.c *= 1 + amplitude * random() }
            let asked = Result { try Protostructure(of: crystal) }
            let found = Result { try finder.protostructure(of: crystal) }
            #expect((try? found.get()) == (try? asked.get()), "trial \(trial), amplitude \(amplitude)")
        }
    }
}
