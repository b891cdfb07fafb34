import Foundation
import Materials
import TestSupport
import Testing

struct NiggliCellTests {
    @Test func everyCellOfALatticeHasTheSameNiggliCell() throws {
        var crystals = RandomCrystal(seed: 4)
        for round in 0..<300 {
            var structure = crystals.structure(atoms: 1...4)
            // Lattices with symmetry, and some that have it nearly.
            if round % 3 > 0, let lattice = Lattice(lengths: Self.lengths[round % 4], angles: Self.angles[round % 7]) {
                structure = Structure(lattice: lattice, sites: structure.sites)
            }
            let cell = try #require(NiggliCell(structure))
            try Self.isNiggli(cell.structure.lattice)
            for _ in 0..<4 {
                let other = try #require(NiggliCell(crystals.turned(crystals.anotherCell(of: structure))))
                let pairs = zip(parameters(cell.structure.lattice), parameters(other.structure.lattice))
                #expect(pairs.allSatisfy { abs($0 - $1) < 1e-6 }, "\(structure.lattice)")
            }
        }
    }

    private static let lengths = [SIMD3(4.0, 4.0, 4.0), SIMD3(4.0, 4.0, 6.5), SIMD3(3.0, 4.5, 5.25), SIMD3(5.0, 3.0, 3.0)]
    private static let angles = [
        SIMD3(90.0, 90.0, 90.0), SIMD3(60.0, 60.0, 60.0), SIMD3(90.0, 90.0, 120.0), SIMD3(109.4712206, 109.4712206, 109.4712206),
        SIMD3(90.0, 101.3, 90.0), SIMD3(88.0, 88.0, 88.0), SIMD3(90.0, 90.0, 60.0),
    ]

    /// Niggli's conditions, International Tables A, 9.2.2.
    private static func isNiggli(_ lattice: Lattice) throws {
        func dot(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> Double { (u * v).sum() }
        let (a, b, c) = (dot(lattice.a, lattice.a), dot(lattice.b, lattice.b), dot(lattice.c, lattice.c))
        let products = [2 * dot(lattice.b, lattice.c), 2 * dot(lattice.a, lattice.c), 2 * dot(lattice.a, lattice.b)]
        let slack = 1e-3
        #expect(a <= b + slack && b <= c + slack)
        #expect(abs(products[0]) <= b + slack && abs(products[1]) <= a + slack && abs(products[2]) <= a + slack)
        #expect(products.allSatisfy { $0 > 0 } || products.allSatisfy { $0 < slack })
        #expect(products.reduce(0, +) + a + b > -slack)
    }

    @Test func theCrystalStaysWhatItIs() throws {
        var crystals = RandomCrystal(seed: 5)
        for _ in 0..<20 {
            let structure = crystals.anotherCell(of: crystals.structure(atoms: 1...6))
            let cell = try #require(NiggliCell(structure))
            let (old, new) = (structure.lattice, cell.structure.lattice)
            #expect(abs(old.volume - new.volume) < 1e-9 * old.volume)
            for (vector, basis) in zip([new.a, new.b, new.c], cell.basis) {
                let fault = vector - old.cartesian(SIMD3<Double>(basis))
                #expect((fault * fault).sum() < 1e-18)
            }
            for (one, other) in zip(structure.sites, cell.structure.sites) {
                let step = old.fractional(new.cartesian(other.position)) - one.position
                let fault = step - step.rounded(.toNearestOrEven)
                #expect(one.element == other.element && (fault * fault).sum() < 1e-16)
            }
        }
    }

    @Test func supercellsHaveTheSamePrimitiveCell() throws {
        var crystals = RandomCrystal(seed: 6)
        for _ in 0..<20 {
            let structure = crystals.structure(atoms: 1...5)
            let large = crystals.movedAndReordered(crystals.anotherCell(of: RandomCrystal.supercell(of: structure, 2, 1, 3)))
            let primitive = large.primitive(within: 0.01)
            #expect(primitive.sites.count == structure.sites.count)
            let (one, other) = (try #require(NiggliCell(primitive)), try #require(NiggliCell(structure)))
            let pairs = zip(parameters(one.structure.lattice), parameters(other.structure.lattice))
            #expect(pairs.allSatisfy { abs($0 - $1) < 1e-6 })
        }
    }

    /// Edges and angles of `get_reduced_structure("niggli")`.
    @Test(.enabled(if: SharedData.path("reference/peers/structures.csv.gz") != nil, "needs ../shared/reference/peers"))
    func pymatgensNiggliCells() throws {
        var source = try RecordSource(
            paths: [try #require(SharedData.path("reference/peers/structures.csv.gz"))], options: InputOptions(structure: "cif"))
        var compared = 0
        while let record = try source.next() {
            let line = try #require(Self.pymatgen.split(separator: "\n").first { $0.hasPrefix(record.id + " ") }, "\(record.id)")
            let expected = line.split(separator: " ").dropFirst().compactMap { Double($0) }
            let cell = try #require(NiggliCell(try record.structure()))
            #expect(zip(parameters(cell.structure.lattice), expected).allSatisfy { abs($0 - $1) < 1e-4 }, "\(record.id)")
            compared += 1
        }
        #expect(compared == 54)
    }

    /// Å and degrees.
    private func parameters(_ lattice: Lattice) -> [Double] {
        func length(_ v: SIMD3<Double>) -> Double { (v * v).sum().squareRoot() }
        func angle(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> Double {
            acos(min(max((u * v).sum() / length(u) / length(v), -1), 1)) * 180 / .pi
        }
        let (a, b, c) = (lattice.a, lattice.b, lattice.c)
        return [length(a), length(b), length(c), angle(b, c), angle(a, c), angle(a, b)]
    }

    private static let pymatgen = """
        mp-8085 6.02443 6.02443 6.02443 90.00000 90.00000 90.00000
        mp-501 3.48796 3.48796 27.24808 90.00000 90.00000 120.00000
        mp-2686 3.60906 3.60906 6.74241 74.47623 74.47623 59.99999
        mp-754624 4.84880 4.84880 5.31609 62.86753 62.86753 59.99999
        mp-21048 3.06318 5.33456 5.94819 90.00000 90.00000 90.00000
        mp-1834 4.27162 4.27162 6.43974 109.36962 109.36962 90.00000
        mp-974627 5.90642 5.90642 5.90642 90.00000 90.00000 90.00000
        mp-1009133 2.85360 2.85360 2.85360 90.00000 90.00000 90.00000
        mp-999124 3.72200 4.63029 5.61388 90.00000 109.35982 90.00000
        mp-753 6.28387 7.82285 8.23235 90.00000 90.00000 90.00000
        mp-2187 4.05668 4.05668 6.23071 90.00000 90.00000 120.00000
        mp-569120 4.20814 4.20814 4.20814 90.00000 90.00000 90.00000
        mp-1013587 6.24492 6.24492 6.24492 90.00000 90.00000 90.00000
        mp-22849 7.83496 7.83496 8.92634 63.96835 63.96835 60.00001
        mp-21005 3.82717 3.82717 3.82717 90.00000 90.00000 90.00000
        mp-9459 3.68341 6.60635 11.99586 90.00000 90.00000 90.00000
        mp-384 5.11868 5.19038 7.59669 98.56619 90.00000 90.00000
        mp-2640 4.13924 4.13924 4.13924 60.00000 60.00000 60.00000
        mp-1018059 4.38393 4.38393 7.20702 90.00000 90.00000 119.99999
        mp-1114 3.15012 3.15012 6.23822 90.00000 90.00000 120.00000
        mp-1179 3.95186 4.86167 4.86167 120.00000 90.00000 90.00000
        mp-291 3.09516 3.09516 3.09516 90.00000 90.00000 90.00000
        mp-1842 3.85304 3.85304 5.10691 112.16270 112.16270 90.00000
        mp-974066 5.19078 5.19078 5.19078 90.00000 90.00000 90.00000
        mp-10736 7.09864 7.73687 7.73687 120.00000 90.00000 90.00000
        mp-975275 5.63413 5.63413 5.63413 60.00000 60.00000 60.00000
        mp-762011 5.71878 5.80966 5.80966 61.72043 60.51613 60.51613
        mp-765709 5.16800 5.23843 7.84074 72.01849 71.10451 80.07530
        mp-11697 3.69244 5.49407 7.52604 78.54036 75.79981 70.36431
        mp-1187525 4.52893 5.64000 5.64000 120.00000 90.00000 90.00000
        mp-16267 7.99215 7.99215 7.99215 60.00000 60.00000 60.00000
        mp-1183305 5.83724 5.83724 5.83724 60.00000 60.00000 60.00000
        mp-862446 4.37990 4.37990 4.37990 60.00000 60.00000 60.00000
        mp-759093 5.04817 5.38545 9.00697 90.00000 90.00000 90.00000
        mp-1306224 5.03680 5.03851 5.44528 64.83176 64.80085 65.89644
        mp-558830 5.10138 5.35242 9.20584 90.00000 90.00000 90.00000
        mp-1173559 3.86294 5.31976 5.54884 89.79358 86.53718 89.44492
        mp-1213256 7.88130 8.19368 11.19118 90.00000 90.00000 90.00000
        mp-972993 4.94413 4.94413 4.94413 60.00000 60.00000 60.00000
        mp-1218253 5.64325 5.64822 7.96935 90.00000 90.00000 90.00000
        mp-1219047 6.28926 6.28926 6.28926 83.09786 83.09786 83.09786
        mp-1025599 3.27518 3.27518 30.26800 90.00000 90.00000 120.00000
        mp-1029189 3.45511 3.45511 39.44109 90.00000 90.00000 120.00000
        mp-36539 6.17535 6.17535 7.77710 113.39211 113.39211 90.00000
        mp-754178 5.53844 5.79993 9.33214 72.56899 89.74193 64.58771
        mp-38220 6.15811 6.15811 6.76400 62.92140 62.92140 60.00000
        mp-1185058 5.56474 5.56474 5.56474 60.00000 60.00000 60.00000
        mp-753081 3.73006 6.34306 6.34306 82.82417 72.90079 72.90079
        mp-16272 6.74330 6.74330 6.74330 109.47122 109.47122 109.47122
        mp-545346 4.77544 5.36614 5.36614 102.05740 98.78579 98.78579
        NaCl-conventional 5.64020 5.64020 5.64020 90.00000 90.00000 90.00000
        Si 3.84030 3.84030 3.84030 60.00000 60.00000 60.00000
        SrTiO3 3.90500 3.90500 3.90500 90.00000 90.00000 90.00000
        Cu 2.55266 2.55266 2.55266 60.00000 60.00000 60.00000
        """
}
