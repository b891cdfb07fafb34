/// The cell of a crystal: three basis vectors in Å.
public struct Lattice: Hashable, Sendable {
    public var a, b, c: SIMD3<Double>

    public init(a: SIMD3<Double>, b: SIMD3<Double>, c: SIMD3<Double>) {
        self.a = a
        self.b = b
        self.c = c
    }

    /// Å³, positive for either handedness.
    public var volume: Double {
        let cross = SIMD3(b.y * c.z - b.z * c.y, b.z * c.x - b.x * c.z, b.x * c.y - b.y * c.x)
        return abs((a * cross).sum())
    }

    /// Cartesian coordinates in Å of a fractional position.
    public func cartesian(_ position: SIMD3<Double>) -> SIMD3<Double> {
        a * position.x + b * position.y + c * position.z
    }
}

/// One atom of a structure.
public struct Site: Hashable, Sendable {
    public var element: Element
    /// Fractional coordinates.
    public var position: SIMD3<Double>

    public init(element: Element, position: SIMD3<Double>) {
        self.element = element
        self.position = position
    }
}

/// A fully ordered crystal: a cell and the atoms in it.
public struct Structure: Hashable, Sendable {
    public var lattice: Lattice
    public var sites: [Site]

    public init(lattice: Lattice, sites: [Site]) {
        self.lattice = lattice
        self.sites = sites
    }

    /// Å³ per atom.
    public var volumePerSite: Double { lattice.volume / Double(sites.count) }
}
