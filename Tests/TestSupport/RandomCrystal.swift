import Foundation
import Materials

/// Crystals of any shape, and the same crystals described otherwise.
public struct RandomCrystal {
    public var generator: SeededGenerator

    public init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// Atoms anywhere in a triclinic cell with room for them, none nearer to another than `apart` Å.
    public mutating func structure(atoms: ClosedRange<Int>, elements: [String] = ["Na", "Ti", "O", "Cl"], apart: Double = 1.6) -> Structure {
        while true {
            let angles = SIMD3<Double>.random(in: 55...125, using: &generator)
            let count = Int.random(in: atoms, using: &generator)
            let edge = cbrt(22 * Double(count))
            let lengths = edge * SIMD3<Double>.random(in: 0.7...1.5, using: &generator)
            guard let lattice = Lattice(lengths: lengths, angles: angles), lattice.volume > 12 * Double(count) else { continue }
            let sites = (0..<count).compactMap { _ in
                Element(symbol: elements.randomElement(using: &generator) ?? "O").map { Site(element: $0, position: .random(in: -1...2, using: &generator)) }
            }
            let structure = Structure(lattice: lattice, sites: sites)
            if (structure.closestContact?.distance ?? 0) > apart { return structure }
        }
    }

    /// The same crystal on another basis of its lattice.
    public mutating func anotherCell(of structure: Structure) -> Structure {
        var vectors = [structure.lattice.a, structure.lattice.b, structure.lattice.c]
        for _ in 0..<4 {
            let axes = [0, 1, 2].shuffled(using: &generator)
            vectors[axes[0]] += Double(Int.random(in: -2...2, using: &generator)) * vectors[axes[1]]
        }
        vectors.shuffle(using: &generator)
        return Self.changed(structure, to: Lattice(a: vectors[0], b: vectors[1], c: vectors[2]))
    }

    /// Moved as a whole, its atoms in another order and in other cells.
    public mutating func movedAndReordered(_ structure: Structure) -> Structure {
        let shift = SIMD3<Double>.random(in: -1...1, using: &generator)
        var sites = structure.sites
        for index in sites.indices {
            let cell = SIMD3(Double(Int.random(in: -2...2, using: &generator)), Double(Int.random(in: -2...2, using: &generator)), 1)
            sites[index].position += shift + cell
        }
        return Structure(lattice: structure.lattice, sites: sites.shuffled(using: &generator))
    }

    /// Turned about some axis.
    public mutating func turned(_ structure: Structure) -> Structure {
        var lattice = structure.lattice
        for _ in 0..<2 {
            let angle = Double.random(in: 0...2 * .pi, using: &generator)
            func turn(_ v: SIMD3<Double>) -> SIMD3<Double> {
                SIMD3(v.y, v.z * cos(angle) - v.x * sin(angle), v.z * sin(angle) + v.x * cos(angle))
            }
            lattice = Lattice(a: turn(lattice.a), b: turn(lattice.b), c: turn(lattice.c))
        }
        return Structure(lattice: lattice, sites: structure.sites)
    }

    /// So many cells in one.
    public static func supercell(of structure: Structure, _ x: Int, _ y: Int, _ z: Int) -> Structure {
        let counts = SIMD3(Double(x), Double(y), Double(z))
        var sites: [Site] = []
        for i in 0..<x {
            for j in 0..<y {
                for k in 0..<z {
                    let cell = SIMD3(Double(i), Double(j), Double(k))
                    sites += structure.sites.map { Site(element: $0.element, position: ($0.position + cell) / counts) }
                }
            }
        }
        let lattice = structure.lattice
        return Structure(lattice: Lattice(a: lattice.a * Double(x), b: lattice.b * Double(y), c: lattice.c * Double(z)), sites: sites)
    }

    private static func changed(_ structure: Structure, to lattice: Lattice) -> Structure {
        let sites = structure.sites.map { Site(element: $0.element, position: lattice.fractional(structure.lattice.cartesian($0.position))) }
        return Structure(lattice: lattice, sites: sites)
    }
}
