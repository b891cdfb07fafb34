import Materials
import Prospecting
import Testing

@Suite struct RealiserTests {
    private func element(_ symbol: String) -> Element { Element(symbol: symbol)! }

    private func salt(_ cation: String, _ anion: String, edge: Double) -> Structure {
        let a = edge / 2
        return Structure(
            lattice: Lattice(a: [0, a, a], b: [a, 0, a], c: [a, a, 0]),
            sites: [Site(element: element(cation), position: .zero), Site(element: element(anion), position: [0.5, 0.5, 0.5])])
    }

    private func known(_ structures: [(String, Structure)]) throws -> KnownStructures {
        KnownStructures(try structures.map { ($0.0, try Protostructure(of: $0.1), $0.1) })
    }

    private func realiser(_ known: KnownStructures, ways: Set<Realisation.Way> = Set(Realisation.Way.allCases), seed: UInt64 = 0) throws -> Realiser {
        var options = Realiser.Options()
        options.ways = ways
        options.seed = seed
        return Realiser(known: known, volumes: try known.elementVolumes(), options: options)
    }

    @Test func theParentWithOtherElements() throws {
        let known = try known([("salt", salt("Na", "Cl", edge: 5.64)), ("sylvite", salt("K", "Cl", edge: 6.29)), ("villiaumite", salt("Na", "F", edge: 4.63))])
        var realiser = try realiser(known)
        // The elements come in another order, and so do the letters.
        let target = try Protostructure(label: "AB_cF8_225_a_b:F-K")
        let found = try realiser.realisation(of: RealisationRequest(id: "c", protostructure: target, parent: "sylvite"))
        #expect(found.way == .parent && found.source == "sylvite" && found.replaced == "Cl→F")
        #expect(try Protostructure(of: found.structure) == target)
        // Three compositions of three unknown sums are fitted without a rest: Na–F less Na–Cl is K–F less K–Cl.
        let cells = [5.64, 6.29, 4.63].map { $0 * $0 * $0 / 4 }
        let expected = cells[1] * (cells[1] + cells[2] - cells[0]) / cells[1]
        #expect(abs(found.structure.lattice.volume / expected - 1) < 0.02)
    }

    @Test func theNearestOfThePrototype() throws {
        let known = try known([("a", salt("Na", "Cl", edge: 5.64)), ("b", salt("Cs", "F", edge: 6.01)), ("c", salt("Rb", "Cl", edge: 6.58))])
        var realiser = try realiser(known)
        let target = try Protostructure(label: "AB_cF8_225_a_b:Br-Rb")
        let found = try realiser.realisation(of: RealisationRequest(id: "x", protostructure: target))
        #expect(found.way == .prototype && found.source == "c" && found.replaced == "Cl→Br")
    }

    @Test func elementsChangePlacesOnlyWhereTheyMay() throws {
        let fluorite = Structure(
            lattice: Lattice(a: [0, 2.73, 2.73], b: [2.73, 0, 2.73], c: [2.73, 2.73, 0]),
            sites: [
                Site(element: element("Ca"), position: .zero), Site(element: element("F"), position: [0.25, 0.25, 0.25]),
                Site(element: element("F"), position: [0.75, 0.75, 0.75]),
            ])
        let known = try known([("fluorite", fluorite)])
        var realiser = try realiser(known, ways: [.prototype])
        let oxide = try Protostructure(label: "AB2_cF12_225_a_c:K-O")
        #expect(try realiser.realisation(of: RealisationRequest(id: "x", protostructure: oxide)).replaced == "Ca→K F→O")
        let anti = try Protostructure(label: "A2B_cF12_225_c_a:Na-O")
        #expect(try realiser.realisation(of: RealisationRequest(id: "y", protostructure: anti)).replaced == "Ca→O F→Na")
        #expect {
            try realiser.realisation(of: RealisationRequest(id: "z", protostructure: try Protostructure(label: "AB_cF8_225_a_b:Cl-Na")))
        } throws: { ($0 as? RealisationFailure)?.reason == .prototype }
    }

    @Test func whatIsDrawnDependsOnTheSeedAndTheLabelAlone() throws {
        let label = try Protostructure(label: "AB3C_oP20_62_c_cd_a:Ca-O-Ti")
        var one = try realiser(KnownStructures([]), ways: [.drawn])
        var other = try realiser(KnownStructures([]), ways: [.drawn])
        _ = try other.realisation(of: RealisationRequest(id: "q", protostructure: try Protostructure(label: "AB_cF8_225_a_b:Cl-Na")))
        let first = try one.realisation(of: RealisationRequest(id: "x", protostructure: label))
        #expect(try other.realisation(of: RealisationRequest(id: "y", protostructure: label)).structure == first.structure)
        var third = try realiser(KnownStructures([]), ways: [.drawn], seed: 1)
        #expect(try third.realisation(of: RealisationRequest(id: "x", protostructure: label)).structure != first.structure)
        #expect(first.contact.ratio >= 0.6 && first.structure.sites.count == 20)
    }

    /// One atom in a triclinic cell is always centred: no structure has this label.
    @Test func alwaysMoreSymmetricIsSaid() throws {
        var realiser = try realiser(KnownStructures([]))
        #expect {
            try realiser.realisation(of: RealisationRequest(id: "x", protostructure: try Protostructure(label: "A_aP1_1_a:Fe")))
        } throws: { error in
            guard let failure = error as? RealisationFailure else { return false }
            return failure.reason == .symmetry && failure.description.contains("A_aP1_2_a:Fe")
        }
    }

    /// In every space group one atom on the general position and one on the first, or two where it is the only one.
    @Test(arguments: [1...74, 75...142, 143...194, 195...230]) func everySpaceGroup(groups: ClosedRange<Int>) throws {
        var realiser = try realiser(KnownStructures([]), ways: [.drawn])
        for group in groups {
            let count = WyckoffTable.standard.letterCount(group)
            let first = WyckoffTable.standard.firstRow(group)
            func occupation(_ symbol: String, _ place: Int) -> Protostructure.Occupation {
                Protostructure.Occupation(element: element(symbol), row: UInt16(first + place))
            }
            // A single atom on the only position of a polar group can be the origin of more symmetry.
            let more = count == 1 ? [occupation("O", 0)] : []
            let target = Protostructure(spaceGroup: group, occupations: [occupation("Ti", 0), occupation("O", count - 1)] + more)
            let found = try realiser.realisation(of: RealisationRequest(id: "\(group)", protostructure: target))
            #expect(try SymmetryFinder().protostructure(of: found.structure).label == target.label)
        }
    }

    @Test func volumesAreFittedAndNeverNegative() throws {
        func volumes(_ known: [(String, Double)]) throws -> ElementVolumes {
            ElementVolumes(fitting: try known.map { (try Composition($0.0), $0.1) })
        }
        let exact = try volumes([("Na", 20), ("NaCl", 22), ("NaCl3", 23)])
        #expect(abs(exact[element("Na")] - 20) < 1e-6 && abs(exact[element("Cl")] - 24) < 1e-6)
        #expect(abs(exact.volume(of: try Composition("Na2Cl")) - 64) < 1e-5)
        // A hydride that is smaller than its metal.
        let hydride = try volumes([("Ti", 18), ("TiH", 8)])
        #expect(hydride[element("H")] == 0)
        #expect(hydride.volume(of: try Composition("H")) > 0)
        // Unseen elements grow with their radii.
        #expect(exact[element("Cs")] > exact[element("Li")] && exact.materials[Int(element("Cs").atomicNumber) - 1] == 0)
        #expect(exact.table.split(separator: "\n").count == 119)
    }
}
