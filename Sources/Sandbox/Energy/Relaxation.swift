import Glibc

/// Moves a crystal's free parameters to the nearest minimum of the energy, keeping its symmetry.
///
/// Quasi-Newton steps (Broyden, Fletcher, Goldfarb, Shanno: Nocedal and Wright, Numerical Optimization, ch. 6), shortened until the energy
/// falls enough (Armijo). No step depends on anything but the starting point.
package struct Relaxation {
    let energy: LatticeEnergy
    package private(set) var crystal: SymmetricCrystal
    /// eV per atom.
    package private(set) var energyPerAtom: Double
    package private(set) var converged = false
    private var neighbours: NeighbourList
    private let startVolume: Double

    /// Steps at most, before giving up.
    private static let steps = 150
    /// eV/Å and atom.
    private static let tolerance = 1e-3
    /// The largest move of one step, in Å.
    private static let reach = 0.2
    /// Curvature to start from, eV/Å² and atom.
    private static let stiffness = 12.0

    package init(_ energy: LatticeEnergy, from start: SymmetricCrystal) {
        self.energy = energy
        crystal = start
        neighbours = NeighbourList(start)
        startVolume = start.volumePerAtom
        energyPerAtom = energy.value(of: start, neighbours: neighbours).energy / Double(start.atomCount)
    }

    package mutating func run() {
        let count = crystal.parameters.count
        let scales = self.scales
        var (value, gradient) = evaluate(crystal.parameters, scales)
        var inverse = identity(count)
        for _ in 0..<Self.steps {
            let size = gradient.reduce(0) { max($0, abs($1)) }
            if size < Self.tolerance {
                converged = true
                break
            }
            var step = (0..<count).map { row in -(0..<count).reduce(0.0) { $0 + inverse[row * count + $1] * gradient[$1] } }
            var slope = zip(step, gradient).reduce(0) { $0 + $1.0 * $1.1 }
            if slope >= 0 {
                inverse = identity(count)
                step = gradient.map { -$0 / Self.stiffness }
                slope = zip(step, gradient).reduce(0) { $0 + $1.0 * $1.1 }
            }
            let longest = step.reduce(0) { max($0, abs($1)) }
            var length = min(1, Self.reach / longest)
            let start = crystal.parameters
            var moved = false
            for _ in 0..<12 {
                let trial = zip(start, zip(step, scales)).map { $0 + length * $1.0 / $1.1 }
                let (newValue, newGradient) = evaluate(trial, scales)
                if newValue <= value + 1e-4 * length * slope {
                    update(&inverse, step.map { length * $0 }, zip(newGradient, gradient).map { $0 - $1 })
                    (value, gradient) = (newValue, newGradient)
                    moved = true
                    break
                }
                length /= 3
            }
            // A crystal that collapses or evaporates has left the model's ground, and its neighbours grow without end.
            guard (0.25...3).contains(crystal.volumePerAtom / startVolume) else { break }
            guard moved else {
                crystal.parameters = start
                // Nothing lower along a downhill direction: the energy's own rounding is reached, or the model broke down.
                converged = size < 20 * Self.tolerance
                break
            }
        }
        energyPerAtom = value
    }

    /// Å of movement for a unit of each parameter.
    private var scales: [Double] {
        let lengths = crystal.lengths
        let free = crystal.shape.freeLengths
        return crystal.parameters.indices.map { $0 < free ? 3 : cbrt(lengths.x * lengths.y * lengths.z) }
    }

    /// eV per atom, and eV/Å per atom.
    private mutating func evaluate(_ parameters: [Double], _ scales: [Double]) -> (Double, [Double]) {
        crystal.parameters = parameters
        if !neighbours.covers(crystal) { neighbours = NeighbourList(crystal) }
        let (value, gradient) = energy.value(of: crystal, neighbours: neighbours)
        let atoms = Double(crystal.atomCount)
        return (value / atoms, zip(gradient, scales).map { $0 / $1 / atoms })
    }

    private func identity(_ count: Int) -> [Double] {
        (0..<(count * count)).map { $0 / count == $0 % count ? 1 / Self.stiffness : 0 }
    }

    /// The BFGS update of the inverse Hessian (eq. 6.17).
    private func update(_ inverse: inout [Double], _ step: [Double], _ change: [Double]) {
        let count = step.count
        let curvature = zip(step, change).reduce(0) { $0 + $1.0 * $1.1 }
        guard curvature > 1e-12 else { return }
        let product = (0..<count).map { row in (0..<count).reduce(0.0) { $0 + inverse[row * count + $1] * change[$1] } }
        let weight = 1 + zip(change, product).reduce(0) { $0 + $1.0 * $1.1 } / curvature
        for i in 0..<count {
            for j in 0..<count {
                inverse[i * count + j] += (weight * step[i] * step[j] - product[i] * step[j] - step[i] * product[j]) / curvature
            }
        }
    }
}
