import Foundation
import Kernels
import Materials

extension AtomMatrix {
    /// The Coulomb energy of a crystal of nuclei in a uniform background that makes it neutral, by pairs of the cell's atoms (Faber et al.,
    /// Int. J. Quantum Chem. 115, 1094 (2015)): the sum of the diagonal and of what stands above it is the energy of the cell in units in which
    /// two unit charges at 1 Å have 1.
    ///
    /// nil where a cell is too flat to be summed over.
    init?(ewald structure: Structure, accuracy: Double) {
        guard let sums = EwaldSums(structure, accuracy: accuracy) else { return nil }
        self.init(sums, structure.sites.map { Double($0.element.atomicNumber) })
    }

    package init(_ sums: EwaldSums, _ charges: [Double]) {
        let order = charges.count
        let potentials = sums.potentials
        // Of an atom with its own images each pair is met from both ends.
        self.init(order: order) { i in
            charges[i] * charges[i] * 0.5 * potentials[i * order + i]
        } element: { i, j in
            charges[i] * charges[j] * potentials[i * order + j]
        }
    }
}

/// What a unit charge and its images make of a place where another unit charge is, by Ewald's two sums, for each pair of atoms:
///
///     ψ(r) = Σ_L erfc(α |r + L|) / |r + L| + 4π/V Σ_{G ≠ 0} exp(−G²/4α²) cos(G·r) / G² − π / (V α²),
///
/// and of an atom with its own images ψ(0) without the term of L = 0 and less 2 α/√π. The value does not depend on α; `split` only shares the
/// work out between the sums.
package struct EwaldSums {
    /// [atoms × atoms] row by row, 1/Å; what is above the diagonal is not set.
    package private(set) var potentials: [Double]

    /// Terms that are summed; more come of a lattice that no crystal has.
    private static let mostTerms = 50_000

    /// With the split and the cutoffs of Jackson and Catlow, Mol. Simul. 1, 207 (1988): α = √π (N/V²)^(1/6), r ≤ √(−ln A)/α, G ≤ 2 α √(−ln A).
    ///
    /// - Parameter accuracy: A, the size of the terms that are left out, relative to the first
    package init?(_ structure: Structure, accuracy: Double) {
        let volume = structure.lattice.volume
        let split = Double.pi.squareRoot() * pow(Double(structure.sites.count) / (volume * volume), 1.0 / 6)
        let reach = (-log(accuracy)).squareRoot()
        self.init(structure, split: split, distance: reach / split, wave: 2 * split * reach)
    }

    /// - Parameters:
    ///   - split: α, 1/Å
    ///   - distance: Å, up to which the first sum goes
    ///   - wave: 1/Å, up to which the second does
    package init?(_ structure: Structure, split: Double, distance: Double, wave: Double) {
        let order = structure.sites.count
        guard order > 0, structure.lattice.volume > 0, let lattice = structure.lattice.reducedBasis else { return nil }
        let positions = structure.givenPositions.map(lattice.fractional)
        potentials = [Double](repeating: 0, count: order * order)
        guard addWaves(lattice, positions, split: split, wave: wave), addImages(lattice, positions, split: split, distance: distance) else {
            return nil
        }
        let background = -Double.pi / (lattice.volume * split * split)
        for i in 0..<order {
            for j in 0...i { potentials[i * order + j] += background }
            potentials[i * order + i] -= 2 * split / Double.pi.squareRoot()
        }
    }

    /// The second sum: cos G·(r_i − r_j) = cos G·r_i cos G·r_j + sin G·r_i sin G·r_j, so that all pairs are outer products of the atoms' phases.
    private mutating func addWaves(_ lattice: Lattice, _ positions: [SIMD3<Double>], split: Double, wave: Double) -> Bool {
        let order = positions.count
        let inverse = lattice.reciprocal
        let (a, b, c) = (2 * Double.pi * inverse.a, 2 * Double.pi * inverse.b, 2 * Double.pi * inverse.c)
        // |G·a_k| = 2π |h_k| ≤ |G| |a_k|
        func reach(_ edge: SIMD3<Double>) -> Int { Int(wave * (edge * edge).sum().squareRoot() / (2 * .pi)) }
        let (reachA, reachB, reachC) = (reach(lattice.a), reach(lattice.b), reach(lattice.c))
        guard (reachA + 1) * (2 * reachB + 1) * (2 * reachC + 1) <= Self.mostTerms else { return false }
        let phases = [
            PhasePowers(positions.map(\.x), most: reachA), PhasePowers(positions.map(\.y), most: reachB), PhasePowers(positions.map(\.z), most: reachC),
        ]
        let scale = 8 * Double.pi / lattice.volume
        var rows: [Double] = []
        // One of G and −G.
        for h in 0...reachA {
            for k in (h == 0 ? 0 : -reachB)...reachB {
                for l in (h == 0 && k == 0 ? 1 : -reachC)...max(reachC, 1) where abs(l) <= reachC {
                    let vector = Double(h) * a + Double(k) * b + Double(l) * c
                    let square = (vector * vector).sum()
                    guard square <= wave * wave else { continue }
                    let weight = (scale * exp(-square / (4 * split * split)) / square).squareRoot()
                    let start = rows.count
                    rows.append(contentsOf: repeatElement(0, count: 2 * order))
                    for atom in 0..<order {
                        let x = phases[0].times(phases[1].power(k, of: atom), h, atom)
                        let (cosine, sine) = phases[2].times(x, l, atom)
                        rows[start + atom] = weight * cosine
                        rows[start + order + atom] = weight * sine
                    }
                }
            }
        }
        addOuterProducts(rows, order: order, to: &potentials)
        return true
    }

    /// The first sum, over lattice vectors that bring some pair within the distance.
    private mutating func addImages(_ lattice: Lattice, _ positions: [SIMD3<Double>], split: Double, distance: Double) -> Bool {
        let order = positions.count
        let inverse = lattice.reciprocal
        // How many planes of each family are within the distance, and half a cell beyond, for differences are brought to ±½.
        func reach(_ normal: SIMD3<Double>) -> Int { Int(distance * (normal * normal).sum().squareRoot() + 0.5) }
        let (reachA, reachB, reachC) = (reach(inverse.a), reach(inverse.b), reach(inverse.c))
        guard (2 * reachA + 1) * (2 * reachB + 1) * (2 * reachC + 1) <= Self.mostTerms else { return false }
        // Differences within ±½ of the edges are at most this long.
        let half = [lattice.a, lattice.b, lattice.c].reduce(0) { $0 + ($1 * $1).sum().squareRoot() } / 2
        var images: [(shift: SIMD3<Double>, length: Double)] = []
        for h in -reachA...reachA {
            for k in -reachB...reachB {
                for l in -reachC...reachC {
                    let shift = lattice.cartesian(SIMD3(Double(h), Double(k), Double(l)))
                    let length = (shift * shift).sum().squareRoot()
                    if length <= distance + half { images.append((shift, length)) }
                }
            }
        }
        images.sort { $0.length < $1.length }
        for i in 0..<order {
            for j in 0...i {
                let parts = positions[i] - positions[j]
                let difference = i == j ? .zero : lattice.cartesian(parts - parts.rounded(.toNearestOrEven))
                let farthest = distance + (difference * difference).sum().squareRoot()
                var sum = 0.0
                for image in images {
                    guard image.length <= farthest else { break }
                    let vector = difference + image.shift
                    let square = (vector * vector).sum()
                    // Of an atom its images alone; two atoms in one place have no potential.
                    guard square <= distance * distance, i != j || image.length > 0 else { continue }
                    let length = square.squareRoot()
                    sum += erfc(split * length) / length
                }
                potentials[i * order + j] += sum
            }
        }
        return true
    }
}

/// exp(2πi n x) of some numbers x for whole n from −most to most.
private struct PhasePowers {
    private let most: Int
    /// [numbers × (most + 1)]
    private var cosines: [Double] = []
    private var sines: [Double] = []

    init(_ numbers: [Double], most: Int) {
        self.most = most
        cosines.reserveCapacity(numbers.count * (most + 1))
        sines.reserveCapacity(numbers.count * (most + 1))
        for number in numbers {
            let angle = 2 * Double.pi * (number - number.rounded())
            let (cosine, sine) = (cos(angle), sin(angle))
            var (x, y) = (1.0, 0.0)
            for _ in 0...most {
                cosines.append(x)
                sines.append(y)
                (x, y) = (x * cosine - y * sine, x * sine + y * cosine)
            }
        }
    }

    func power(_ exponent: Int, of number: Int) -> (Double, Double) {
        let place = number * (most + 1) + abs(exponent)
        return (cosines[place], exponent < 0 ? -sines[place] : sines[place])
    }

    func times(_ factor: (Double, Double), _ exponent: Int, _ number: Int) -> (Double, Double) {
        let (x, y) = power(exponent, of: number)
        return (factor.0 * x - factor.1 * y, factor.0 * y + factor.1 * x)
    }
}
