import Materials
import Sandbox
import Testing

@Suite struct PrototypeTests {
    /// Every prototype of every family, with the amounts of the family's formula.
    static let cases = Family.all.flatMap { family in family.prototypes.map { (family: family, prototype: $0) } }

    @Test func thereAreSixtyOfThem() {
        #expect(Set(Self.cases.map(\.prototype.name)).count >= 60)
    }

    @Test(arguments: cases.indices) func sitesMatchTheFormula(number: Int) throws {
        let (family, prototype) = Self.cases[number]
        let crystal = try #require(SymmetricCrystal(prototype, a: 5))
        let sites = family.amounts.indices.map { species in
            crystal.orbits.filter { $0.species == species }.reduce(0) { $0 + $1.sites.count }
        }
        let units = crystal.atomCount / family.amounts.reduce(0, +)
        #expect(sites == family.amounts.map { $0 * units })
    }

    @Test func coordinateTriplets() throws {
        let map = try #require(AffineMap("-y+1/4,2x,z-1/3"))
        #expect(map.applied(to: SIMD3(0.1, 0.2, 0.5)) == SIMD3(0.25 - 0.2, 0.2, 0.5 - 1.0 / 3))
        #expect(AffineMap("x,y") == nil)
        #expect(AffineMap("x,y,q") == nil)
        #expect(AffineMap("x,y,1/0") == nil)
        let twice = try #require(AffineMap("-y,x,z+1/4")).after(try #require(AffineMap("-y,x,z+1/4")))
        #expect(twice.applied(to: SIMD3(0.1, 0.2, 0.3)) == SIMD3(-0.1, -0.2, 0.8))
    }

    @Test func decorationsAreBalancedAndDistinct() throws {
        for family in Family.all {
            let decorations = family.decorations()
            #expect(!decorations.isEmpty)
            #expect(Set(decorations).count == decorations.count)
            #expect(decorations.allSatisfy { Set($0).count == family.amounts.count })
        }
        let halides = try #require(Family.all.first { $0.name == "AX" }).decorations().map { $0.map(\.symbol) }
        #expect(halides.contains(["Na", "Cl"]) && halides.contains(["Mg", "O"]))
        #expect(!halides.contains(["Na", "O"]) && !halides.contains(["Cl", "Na"]))
    }
}
