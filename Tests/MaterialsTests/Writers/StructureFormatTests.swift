import Foundation
import Materials
import TestSupport
import Testing

/// What is written for other programs is what our own readers make of it.
@Suite struct StructureFormatTests {
    /// Triclinic, left-handed, two elements in turn, coordinates with many digits.
    private let crystal = Structure(
        lattice: Lattice(a: [5.123456789, 0.1, -0.2], b: [1.1, 6.987654321, 0.3], c: [-0.7, 0.9, -7.5]),
        sites: [
            Site(element: Element(symbol: "Na")!, position: [0.12345678901234, 0, 1.0 / 3]),
            Site(element: Element(symbol: "Cl")!, position: [0.5, 0.987654321, 0.71]), Site(element: Element(symbol: "Na")!, position: [0.62, 0.51, 0.03]),
        ])

    private func read(_ format: StructureFormat) throws -> Structure {
        let directory = try TemporaryDirectory()
        let path = try directory.write(format.text(of: crystal, name: "a \"b\"\n"), to: format.fileName)
        var source = try RecordSource(paths: [path])
        let record = try #require(try source.next())
        #expect(try source.next() == nil)
        return try record.structure()
    }

    @Test(arguments: StructureFormat.allCases) func everyFormatIsReadBack(format: StructureFormat) throws {
        let found = try read(format)
        #expect(Composition(of: found) == Composition(of: crystal))
        #expect(abs(found.lattice.volume / crystal.lattice.volume - 1) < 1e-10)
        // Only a CIF loses the orientation, and only a POSCAR the order.
        let order = format == .poscar ? [0, 2, 1] : [0, 1, 2]
        for (place, site) in zip(order, found.sites) {
            let step = site.position - crystal.sites[place].position
            #expect(site.element == crystal.sites[place].element)
            #expect(abs((step - step.rounded(.toNearestOrEven)).max()) < 1e-10, "\(format)")
        }
        guard format != .cif else { return }
        for (one, other) in [(found.lattice.a, crystal.lattice.a), (found.lattice.b, crystal.lattice.b), (found.lattice.c, crystal.lattice.c)] {
            #expect(((one - other) * (one - other)).sum() < 1e-24)
        }
    }

    @Test func closestContactsCountImages() throws {
        let copper = Structure(
            lattice: Lattice(a: [2.4, 0, 0], b: [0, 3, 0], c: [0, 0, 40]), sites: [Site(element: Element(symbol: "Cu")!, position: [0.9, 0, 0])])
        let contact = try #require(copper.closestContact)
        #expect(abs(contact.distance - 2.4) < 1e-12 && abs(contact.ratio - 2.4 / 2.64) < 1e-12)
        // Atoms that do not touch at all.
        let far = Structure(lattice: Lattice(a: [9, 0, 0], b: [0, 9, 0], c: [0, 0, 9]), sites: copper.sites)
        let farContact = try #require(far.closestContact)
        #expect(abs(farContact.ratio - 9 / 2.64) < 1e-12)
        #expect(far.impossibility == nil)
        let near = Structure(lattice: Lattice(a: [1.1, 0, 0], b: [0, 9, 0], c: [0, 0, 9]), sites: copper.sites)
        #expect(near.impossibility != nil)
    }
}
