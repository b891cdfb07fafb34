import Datasets
import Descriptors
import Kernels
import Materials
import Testing

/// What the distances say of families of crystals that change step by step: the documentation's page Similarity.md shows the same numbers.
@Suite struct FamilyTests {
    /// Distances of crystals from one of them.
    private func distances(_ text: String, _ crystals: [Structure], from first: Int = 0) throws -> [Float] {
        let names = try Distance.named(text).features
        let features = try names.map { name in
            let descriptor = try Descriptor.named(name)
            return (name: name, columns: descriptor.columns, rows: crystals.map { descriptor.values(of: Composition(of: $0), $0).map { Float($0) } })
        }
        let dataset = try madeUpDataset(crystals.map { Composition(of: $0).reducedFormula }, features: features)
        let points = try ReferencePoints(try Distance.named(text), dataset, rows: Array(crystals.indices))
        let out = Matrix(rows: 1, columns: crystals.count)
        points.distances(from: points.points, rows: first..<first + 1, into: out)
        return out.elements
    }

    private func rises(_ values: [Float]) -> Bool { zip(values, values.dropFirst()).allSatisfy { $0 < $1 } }

    /// SrO, Sr2TiO4, Sr3Ti2O7, SrTiO3: with each layer of perovskite further from rock salt, and nearer to perovskite.
    @Test func gridsFollowTheLayersOfRuddlesdenPopperPhases() throws {
        let family = [
            try MadeUpCrystals.rockSalt(5.16), try MadeUpCrystals.ruddlesdenPopper(1), try MadeUpCrystals.ruddlesdenPopper(2),
            try MadeUpCrystals.perovskite(3.905, "Sr"),
        ]
        #expect(family.map { Composition(of: $0).writtenFormula } == ["SrO", "Sr2TiO4", "Sr3Ti2O7", "SrTiO3"])
        let (fromFirst, fromLast) = (try distances("grid-emd", family), try distances("grid-emd", family, from: 3))
        #expect(rises(fromFirst) && rises(fromLast.reversed()))
        // gridrdf 0.3.0 of the same cells; distances on edges of bins, as 2.58 Å is, fall there as they are rounded.
        for (value, peer) in zip(fromFirst, [0, 0.4637, 0.5540, 0.6884] as [Float]) { #expect(abs(value - peer) < 5e-4) }
        let composition = try distances("elemd", family)
        #expect(rises(composition))
        // The usual measure of radial distribution functions has Sr2TiO4 further from SrO than SrTiO3 is.
        let cosine = try distances("cosine:features=rdf", family)
        #expect(cosine[1] > cosine[3] && cosine[3] > cosine[2])
    }

    /// Titanium leaves the middle of its octahedron in BaTiO3.
    @Test func gridsFollowADisplacement() throws {
        let steps = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]
        let family = try steps.map { try MadeUpCrystals.perovskite(4, "Ba", moved: $0) }
        let grid = try distances("grid-emd", family)
        #expect(rises(grid))
        // Å of distance for each Å of displacement: the same along the way to a seventh, where the cosine's share grows fourfold.
        let slopes = zip(grid, steps).dropFirst().map { Double($0) / $1 }
        let cosine = zip(try distances("cosine:features=rdf", family), steps).dropFirst().map { Double($0) / $1 }
        #expect((slopes.max() ?? 0) / (slopes.min() ?? 1) < 1.2 && (cosine.max() ?? 0) / (cosine.min() ?? 1) > 4, "\(slopes), \(cosine)")
    }

    /// A cubic perovskite is expanded.
    @Test func gridsFollowAnExpansion() throws {
        let strains = [0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2]
        let family = try strains.map { try MadeUpCrystals.perovskite(3.9 * (1 + $0)) }
        let grid = try distances("grid-emd", family)
        #expect(rises(grid))
        let slopes = zip(grid, strains).dropFirst().map { Double($0) / $1 }
        #expect((slopes.max() ?? 0) / (slopes.min() ?? 1) < 1.1, "\(slopes)")
        // The overlap of radial distribution functions falls quickly, then comes and goes with the peaks that happen to meet.
        let cosine = try distances("cosine:features=rdf", family)
        #expect(!rises(cosine) && cosine[4] > 0.45 * (cosine.last ?? 0), "\(cosine)")
    }
}
