import Glibc
import Materials

/// A crystal as a function of the few numbers that its symmetry leaves free: cell lengths and Wyckoff coordinates.
///
/// The parameters are the logarithms of the free lengths (in Å) and then the free coordinates of each occupied position in turn. Energies
/// need only one site of each position: the others see the same surroundings, rotated.
package struct SymmetricCrystal: Sendable {
    /// One occupied Wyckoff position.
    package struct Orbit: Sendable {
        package var species: Int
        /// Its sites in the primitive cell; the first stands for all.
        package var sites: Range<Int>
        /// Its free coordinates among the parameters.
        var free: Range<Int>
    }

    /// A site's fractional coordinates in the conventional cell: shift + Σ_k columns[k] · free coordinate k.
    package struct Site: Sendable {
        package var orbit: Int
        package var map: AffineMap
    }

    package let shape: CellShape
    package let orbits: [Orbit]
    package let sites: [Site]
    /// The primitive cell's vectors in units of the conventional ones.
    let primitive: [SIMD3<Double>]
    package var parameters: [Double]

    /// The prototype with conventional cell length `a` in Å and the starting values of all other parameters; nil where the prototype names
    /// a position that its space group does not have, or gives it the wrong number of free coordinates.
    package init?(_ prototype: Prototype, a: Double, table: WyckoffTable = .standard) {
        var positions: [(species: Int, row: Int, free: [Double])] = []
        for position in prototype.positions {
            guard let row = table.row(spaceGroup: prototype.spaceGroup, letter: position.letter) else { return nil }
            positions.append((position.species, row, position.free))
        }
        self.init(
            spaceGroup: prototype.spaceGroup, shape: prototype.shape, lengths: a * SIMD3(1, prototype.ratios.b, prototype.ratios.c),
            positions: positions, table: table)
    }

    /// A crystal of these occupied positions; nil where one has another number of free coordinates.
    ///
    /// - Parameter lengths: Å; those that symmetry ties to others do not count
    init?(
        spaceGroup: Int, shape: CellShape, lengths: SIMD3<Double>, positions: [(species: Int, row: Int, free: [Double])],
        table: WyckoffTable = .standard
    ) {
        self.shape = shape
        let basis = table.centring(spaceGroup).primitiveVectors
        primitive = basis
        var parameters: [Double]
        switch shape {
        case .cubic: parameters = [log(lengths.x)]
        case .tetragonal, .hexagonal: parameters = [log(lengths.x), log(lengths.z)]
        case .orthorhombic: parameters = [log(lengths.x), log(lengths.y), log(lengths.z)]
        }
        var orbits: [Orbit] = []
        var sites: [Site] = []
        for position in positions {
            guard let orbit = WyckoffOrbit(row: position.row, table: table), orbit.freeCount == position.free.count else { return nil }
            let free = parameters.count..<(parameters.count + orbit.freeCount)
            parameters += position.free
            let range = sites.count..<(sites.count + orbit.sites.count)
            let number = orbits.count
            sites += orbit.sites.map { Site(orbit: number, map: $0) }
            orbits.append(Orbit(species: position.species, sites: range, free: free))
        }
        self.orbits = orbits
        self.sites = sites
        self.parameters = parameters
    }

    package var atomCount: Int { sites.count }

    /// Lengths a, b, c of the conventional cell in Å.
    package var lengths: SIMD3<Double> {
        switch shape {
        case .cubic: SIMD3(repeating: exp(parameters[0]))
        case .tetragonal, .hexagonal: SIMD3(exp(parameters[0]), exp(parameters[0]), exp(parameters[1]))
        case .orthorhombic: SIMD3(exp(parameters[0]), exp(parameters[1]), exp(parameters[2]))
        }
    }

    /// Å³.
    package var volumePerAtom: Double {
        let vectors = primitive.map { cartesian($0) }
        return abs((vectors[0] * vectors[1].cross(vectors[2])).sum()) / Double(atomCount)
    }

    /// Fractional coordinates in the conventional cell.
    func position(ofSite number: Int) -> SIMD3<Double> {
        let site = sites[number]
        let free = orbits[site.orbit].free
        var position = site.map.shift
        for (column, parameter) in zip(0..<free.count, free) { position += site.map.columns[column] * parameters[parameter] }
        return position
    }

    /// Cartesian coordinates in Å of a vector in units of the conventional cell.
    func cartesian(_ vector: SIMD3<Double>) -> SIMD3<Double> {
        let scaled = vector * lengths
        let cosGamma = shape.cosGamma
        return SIMD3(scaled.x + scaled.y * cosGamma, scaled.y * (1 - cosGamma * cosGamma).squareRoot(), scaled.z)
    }

    /// The primitive cell with an element for each species; fractional coordinates from 0 to 1.
    package func structure(_ elements: [Element]) -> Structure {
        let lattice = Lattice(a: cartesian(primitive[0]), b: cartesian(primitive[1]), c: cartesian(primitive[2]))
        let atoms = sites.indices.map { number in
            let inPrimitive = position(ofSite: number).coordinates(in: primitive)
            let wrapped = inPrimitive - inPrimitive.rounded(.down)
            return Materials.Site(element: elements[orbits[sites[number].orbit].species], position: wrapped)
        }
        return Structure(lattice: lattice, sites: atoms)
    }
}
