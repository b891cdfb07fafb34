import Datasets
import Foundation
import Materials

/// Structures that nature does not have, drawn, and the ways of writing one down that mean the same.
struct DrawnStructure {
    let structure: Structure
    private let random: CounterRandom

    /// A skew cell of some 20 Å³ an atom, no two atoms of which are nearer than 1 Å.
    init(_ seed: Int, atoms: Int, elements: [String] = ["Ti", "O", "Ba", "H"]) throws {
        let random = CounterRandom(seed: UInt64(seed), member: 0, purpose: .test)
        self.random = random
        var place = 0
        func draw() -> Double {
            place += 1
            return random.fraction(at: place)
        }
        func vector() -> SIMD3<Double> { SIMD3(draw(), draw(), draw()) }
        let lattice = Lattice(
            a: SIMD3(1, 0, 0) + 0.5 * vector(), b: SIMD3(0, 1, 0) + 0.5 * vector(), c: SIMD3(0, 0, 1) - 0.5 * vector())
        let scale = 2.7 * cbrt(Double(atoms) / lattice.volume)
        let cell = Lattice(a: scale * lattice.a, b: scale * lattice.b, c: scale * lattice.c)
        var sites: [Site] = []
        while sites.count < atoms {
            guard let element = Element(symbol: elements[Int(draw() * Double(elements.count))]) else { continue }
            let position = vector()
            let near = sites.contains { other in
                let difference = cell.cartesian((position - other.position) - (position - other.position).rounded(.toNearestOrEven))
                return (difference * difference).sum() < 1
            }
            if !near { sites.append(Site(element: element, position: position)) }
        }
        structure = Structure(lattice: cell, sites: sites)
    }

    /// Every atom moved by the same vector, and some of them by lattice vectors.
    var shifted: Structure {
        var other = structure
        for i in other.sites.indices {
            let images = SIMD3(Double(i % 3) - 1, Double(i % 2), Double(-(i % 4)))
            other.sites[i].position += SIMD3(0.3127, -0.7713, 0.0591) + images
        }
        return other
    }

    var turned: Structure {
        // Two turns about axes, by angles of no note.
        func turn(_ v: SIMD3<Double>) -> SIMD3<Double> {
            let (c, s) = (0.6, 0.8)
            let w = SIMD3(c * v.x - s * v.y, s * v.x + c * v.y, v.z)
            let (d, t) = (5.0 / 13, 12.0 / 13)
            return SIMD3(w.x, d * w.y - t * w.z, t * w.y + d * w.z)
        }
        let lattice = structure.lattice
        return Structure(lattice: Lattice(a: turn(lattice.a), b: turn(lattice.b), c: turn(lattice.c)), sites: structure.sites)
    }

    var reordered: Structure {
        let order = structure.sites.indices.sorted { random.fraction(at: 5000 + $0) < random.fraction(at: 5000 + $1) }
        return Structure(lattice: structure.lattice, sites: order.map { structure.sites[$0] })
    }

    /// The same crystal on another basis of its lattice: a, b + a, c − b.
    var rebased: Structure {
        let lattice = structure.lattice
        return Structure(
            lattice: Lattice(a: lattice.a, b: lattice.b + lattice.a, c: lattice.c - lattice.b),
            sites: structure.sites.map { site in
                let (x, y, z) = (site.position.x, site.position.y, site.position.z)
                return Site(element: site.element, position: SIMD3(x - y - z, y + z, z))
            })
    }

    /// The same crystal with a cell of twice its volume.
    var doubled: Structure {
        let lattice = structure.lattice
        return Structure(
            lattice: Lattice(a: lattice.a, b: 2 * lattice.b, c: lattice.c),
            sites: structure.sites.flatMap { site in
                [0, 0.5].map { Site(element: site.element, position: SIMD3(site.position.x, site.position.y / 2 + $0, site.position.z)) }
            })
    }
}
