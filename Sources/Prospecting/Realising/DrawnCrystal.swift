import Materials

/// A crystal as the numbers that its symmetry leaves free: a conventional cell and, for each occupied position, its free coordinates.
public struct DrawnCrystal: Sendable {
    public struct Occupied: Sendable {
        public let element: Element
        /// Of the Wyckoff table.
        public let row: Int
        public var free: [Double]
        package let orbit: WyckoffOrbit
    }

    public let spaceGroup: Int
    /// Conventional.
    public var lattice: Lattice
    public var orbits: [Occupied]

    /// The crystal in its primitive cell, positions from 0 to 1, atoms of an element together.
    public var structure: Structure {
        let centring = WyckoffTable.standard.centring(spaceGroup)
        var sites: [Site] = []
        for occupied in orbits.sorted(by: { $0.element < $1.element }) {
            for site in occupied.orbit.sites {
                let position = centring.inPrimitiveCell(WyckoffOrbit.position(of: site, free: occupied.free))
                let inside = position - position.rounded(.down)
                sites.append(Site(element: occupied.element, position: inside.replacing(with: 0, where: inside .>= 1)))
            }
        }
        return Structure(lattice: Self.primitive(lattice, centring), sites: sites)
    }

    static func primitive(_ lattice: Lattice, _ centring: Centring) -> Lattice {
        let vectors = centring.primitiveVectors.map(lattice.cartesian)
        return Lattice(a: vectors[0], b: vectors[1], c: vectors[2])
    }
}
