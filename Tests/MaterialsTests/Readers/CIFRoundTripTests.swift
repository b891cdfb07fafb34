import Materials
import TestSupport
import Testing

/// Whatever legal way a CIF is written in, it reads back as the crystal that it was written for.
struct CIFRoundTripTests {
    @Test func randomCIFsReadBack() throws {
        var generator = SeededGenerator(seed: 2026)
        var read = 0
        var labelled = 0
        while read < 3000 {
            guard let random = RandomCIF(&generator) else { continue }
            read += 1
            let structure: Structure
            do {
                structure = try Structure(cif: random.text)
            } catch {
                Issue.record("\(error)\n\(random.text)")
                return
            }
            if let difference = Self.difference(structure, random.structure) {
                Issue.record("\(difference)\n\(random.text)")
                return
            }
            // The search for symmetry is the slow part, and of large cells very slow.
            guard read % 8 == 0, structure.sites.count <= 24 else { continue }
            labelled += 1
            let finder = SymmetryFinder(symprec: 0.01)
            guard try finder.protostructure(of: structure) == finder.protostructure(of: random.structure) else {
                Issue.record("another protostructure\n\(random.text)")
                return
            }
        }
        #expect(labelled > 150)
    }

    /// What two lists of the same atoms differ in, whatever their order; nil where nothing is farther than five decimals go.
    private static func difference(_ read: Structure, _ written: Structure) -> String? {
        guard read.sites.count == written.sites.count else { return "\(read.sites.count) sites, not \(written.sites.count)" }
        guard Composition(of: read) == Composition(of: written) else { return "another composition" }
        guard read.lattice == written.lattice else { return "another cell" }
        for site in written.sites {
            let isThere = read.sites.contains { other in
                guard other.element == site.element else { return false }
                var step = other.position - site.position
                step -= step.rounded(.toNearestOrEven)
                let path = read.lattice.cartesian(step)
                return (path * path).sum() < 1e-3 * 1e-3
            }
            guard isThere else { return "no \(site.element) at \(site.position)" }
        }
        return nil
    }
}
