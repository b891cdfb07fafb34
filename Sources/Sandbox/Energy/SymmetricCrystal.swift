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
        shape = prototype.shape
        let basis = table.centring(prototype.spaceGroup).primitiveVectors
        primitive = basis
        var parameters: [Double]
        switch shape {
        case .cubic: parameters = [log(a)]
        case .tetragonal, .hexagonal: parameters = [log(a), log(a * prototype.ratios.c)]
        case .orthorhombic: parameters = [log(a), log(a * prototype.ratios.b), log(a * prototype.ratios.c)]
        }
        let operations = table.operations(prototype.spaceGroup).compactMap { AffineMap($0) }
        var orbits: [Orbit] = []
        var sites: [Site] = []
        for position in prototype.positions {
            guard let row = table.row(spaceGroup: prototype.spaceGroup, letter: position.letter),
                let first = AffineMap(table.position(row).representative)
            else { return nil }
            let axes = first.freeAxes
            guard axes.count == position.free.count else { return nil }
            let free = parameters.count..<(parameters.count + axes.count)
            parameters += position.free
            // A generic point tells apart the sites that the operations make of the first one.
            let generic = SIMD3(0.1234567, 0.2718281, 0.3141592)
            var distinct: [AffineMap] = []
            for operation in operations {
                let site = operation.after(first)
                let known = distinct.contains { Self.isLatticeVector($0.applied(to: generic) - site.applied(to: generic), basis) }
                if !known { distinct.append(site) }
            }
            let range = sites.count..<(sites.count + distinct.count)
            let number = orbits.count
            sites += distinct.map { Site(orbit: number, map: $0.keeping(axes)) }
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
        return abs((vectors[0] * Self.cross(vectors[1], vectors[2])).sum()) / Double(atomCount)
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
            let inPrimitive = Self.coordinates(of: position(ofSite: number), in: primitive)
            let wrapped = inPrimitive - inPrimitive.rounded(.down)
            return Materials.Site(element: elements[orbits[sites[number].orbit].species], position: wrapped)
        }
        return Structure(lattice: lattice, sites: atoms)
    }

    /// Solves vector = Σ_k result[k] · basis[k].
    static func coordinates(of vector: SIMD3<Double>, in basis: [SIMD3<Double>]) -> SIMD3<Double> {
        let volume = (basis[0] * cross(basis[1], basis[2])).sum()
        return SIMD3(
            (vector * cross(basis[1], basis[2])).sum(), (vector * cross(basis[2], basis[0])).sum(),
            (vector * cross(basis[0], basis[1])).sum()) / volume
    }

    static func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
    }

    private static func isLatticeVector(_ vector: SIMD3<Double>, _ basis: [SIMD3<Double>]) -> Bool {
        let inBasis = coordinates(of: vector, in: basis)
        let rest = inBasis - inBasis.rounded(.toNearestOrEven)
        return (rest * rest).sum() < 1e-10
    }
}
