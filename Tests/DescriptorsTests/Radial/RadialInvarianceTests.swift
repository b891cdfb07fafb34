import Descriptors
import Foundation
import Materials
import Testing

@Suite struct RadialInvarianceTests {
    /// A low crystal with nothing on an edge of a bin.
    private func low() throws -> Structure {
        try MadeUpCrystals.crystal(
            SIMD3(3.11, 0.2, -0.3), SIMD3(0.7, 4.23, 0.4), SIMD3(-0.9, 1.1, 5.37),
            [("Ti", SIMD3(0.03, 0.11, 0.17)), ("O", SIMD3(0.41, 0.52, 0.39)), ("O", SIMD3(0.77, 0.23, 0.68)), ("Sr", SIMD3(0.31, 0.81, 0.87))])
    }

    private func expectEqual(_ one: Structure, _ other: Structure, within bound: Double = 1e-9, _ what: Comment) throws {
        for name in ["grid:groups=40", "rdf:groups=40"] {
            let descriptor = try Descriptor.named(name)
            let (a, b) = (descriptor.values(of: Composition(of: one), one), descriptor.values(of: Composition(of: other), other))
            #expect(a.allSatisfy(\.isFinite) && zip(a, b).allSatisfy { abs($0 - $1) <= bound }, what)
        }
    }

    @Test func neitherTurningNorMovingNorOrderNorCellMatters() throws {
        for crystal in [try low(), try MadeUpCrystals.perovskite(4), try MadeUpCrystals.rockSalt(5)] {
            // About (1, 2, 3)/√14 by one radian, by Rodrigues' formula.
            let axis = SIMD3(1.0, 2, 3) / 14.0.squareRoot()
            func turned(_ v: SIMD3<Double>) -> SIMD3<Double> {
                let cross = SIMD3(axis.y * v.z - axis.z * v.y, axis.z * v.x - axis.x * v.z, axis.x * v.y - axis.y * v.x)
                let along = axis * ((axis * v).sum() * (1 - cos(1.0)))
                return v * cos(1.0) + cross * sin(1.0) + along
            }
            let lattice = crystal.lattice
            let rotated = Structure(lattice: Lattice(a: turned(lattice.a), b: turned(lattice.b), c: turned(lattice.c)), sites: crystal.sites)
            try expectEqual(crystal, rotated, "turned")
            let moved = crystal.sites.map { Site(element: $0.element, position: $0.position + SIMD3(0.37, -1.21, 5.03)) }
            try expectEqual(crystal, Structure(lattice: lattice, sites: moved), "moved")
            try expectEqual(crystal, Structure(lattice: lattice, sites: crystal.sites.reversed()), within: 0, "in another order")
            // Other axes of the same lattice.
            let skewed = Lattice(a: lattice.a, b: lattice.b + lattice.a, c: lattice.c - 2 * lattice.a + lattice.b)
            let sites = crystal.sites.map { site in
                // x·a + y·b + z·c in the new axes.
                let (x, y, z) = (site.position.x, site.position.y, site.position.z)
                return Site(element: site.element, position: SIMD3(x - (y - z) + 2 * z, y - z, z))
            }
            try expectEqual(crystal, Structure(lattice: skewed, sites: sites), "in another cell")
            var doubled: [Site] = []
            for site in crystal.sites {
                let (x, y, z) = (site.position.x, site.position.y, site.position.z)
                for half in [0, 0.5] { doubled.append(Site(element: site.element, position: SIMD3(x, y / 2 + half, z))) }
            }
            try expectEqual(crystal, Structure(lattice: Lattice(a: lattice.a, b: 2 * lattice.b, c: lattice.c), sites: doubled), "in a larger cell")
        }
    }

    @Test func eachGroupHasAnAreaOfOneOrNothing() throws {
        let descriptor = try Descriptor.named("grid:groups=30:cutoff=6")
        // So thin that the thirtieth neighbour is beyond 6 Å: groups end where the cutoff does, and what is left has an area of 1.
        let crystal = try MadeUpCrystals.perovskite(5.9)
        let values = descriptor.values(of: Composition(of: crystal), crystal)
        let areas = (0..<30).map { group in values[group * 60..<(group + 1) * 60].reduce(0, +) * 0.1 }
        #expect(areas.allSatisfy { abs($0 - 1) < 1e-12 || $0 == 0 } && areas.first != 0 && areas.last == 0)
        // Nothing is smeared where the deviation is 0: all six oxygens of titanium at one distance.
        let sharp = try Descriptor.named("rdf:groups=1:smearing=0:bin=0.5")
        let distances = sharp.values(of: Composition(of: crystal), crystal)
        #expect(distances.count { $0 > 0 } == 2 && abs(distances.reduce(0, +) * 0.5 - 1) < 1e-12)
    }
}
