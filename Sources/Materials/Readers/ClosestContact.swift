/// The two atoms of a crystal that are nearest to each other for their size.
public struct ClosestContact: Hashable, Sendable {
    /// Å
    public let distance: Double
    /// The distance over the sum of the two covalent radii (Cordero et al., Dalton Trans. 2008, 2832).
    public let ratio: Double

    public init(distance: Double, ratio: Double) {
        self.distance = distance
        self.ratio = ratio
    }
}

extension Structure {
    /// The closest contact, images in other cells included; nil without atoms, and for cells too flat to be reduced.
    public var closestContact: ClosestContact? {
        guard let structure = reduced, !sites.isEmpty else { return nil }
        let radii = sites.map { $0.element.covalentRadius }
        var reach = 2 * (radii.max() ?? 0)
        // Where no two atoms touch, further ones are asked.
        for _ in 0..<6 {
            var bins = PeriodicBins(structure.lattice, reach: reach, count: sites.count)
            for site in structure.sites { bins.append(site.position) }
            var closest: ClosestContact?
            bins.eachNearPair { one, other, distance in
                let ratio = distance / (radii[one] + radii[other])
                if ratio < closest?.ratio ?? .infinity { closest = ClosestContact(distance: distance, ratio: ratio) }
            }
            if let closest, closest.ratio <= reach / (2 * (radii.max() ?? 1)) { return closest }
            reach *= 1.6
        }
        return nil
    }

    /// Why no crystal can be like that, as the readers find it: atoms nearer than atoms can be, cells without room; nil where it may be one.
    public var impossibility: String? {
        do throws(StructureTextError) {
            try refuseCoincidentSites()
            return nil
        } catch { return error.description }
    }
}

extension Element {
    /// Å; that of curium for elements beyond it, which have none published.
    package var covalentRadius: Double { (ElementProperties.of(self).covalentRadius ?? 169) / 100 }
}
