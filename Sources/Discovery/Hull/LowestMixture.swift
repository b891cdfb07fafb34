/// The hull's energy at one composition without the hull: the lowest energy of any mixture of phases that has the composition.
///
/// A linear programme, minimise Σ a_p E_p over a ≥ 0 with Σ a_p x_p = x, solved by the simplex method (Dantzig 1951). It takes some
/// microseconds where the whole hull takes a hundred, and does not mind how many elements there are, of which the hull's facets grow
/// exponentially: what a few compositions are asked is asked here, and Qhull gives the diagrams their facets.
struct LowestMixture {
    /// eV/atom.
    let energy: Double
    /// Phases by their number with their shares of the atoms, which sum to one. Shares below 1e-10 are left out.
    let amounts: [(phase: Int, amount: Double)]
}

extension CompetingPhases {
    /// - Parameters:
    ///   - target: fractions of the elements, which sum to one
    ///   - ofOtherCompositions: phases of the very composition take no part
    func lowestMixture(at target: [Double], ofOtherCompositions: Bool = false) -> LowestMixture {
        var basis = SimplexBasis(target: target, energies: energies)
        let count = elements.count
        let candidates = (count..<energies.count).filter { phase in
            !ofOtherCompositions || (0..<count).contains { abs(fractions[phase * count + $0] - target[$0]) > Self.sameFraction }
        }
        // The pure elements are a mixture to begin with; every exchange lowers the energy, or in a tie leaves it.
        while let phase = entering(basis, candidates) {
            guard basis.exchange(phase, column: fractions[(phase * count)..<((phase + 1) * count)], energy: energies[phase]) else { break }
        }
        return basis.mixture(at: target)
    }

    /// The phase that lies deepest below the plane through the basis; once ties have gone on for long, the first that lies below, with
    /// which the method cannot run in circles (Bland 1977). nil: none lies below, the mixture is the lowest.
    private func entering(_ basis: SimplexBasis, _ candidates: [Int]) -> Int? {
        let count = elements.count
        var best: Int?
        var depth = -Self.flat
        func consider(_ phase: Int) {
            var distance = energies[phase]
            for element in 0..<count { distance -= basis.potentials[element] * fractions[phase * count + element] }
            if distance < depth { (best, depth) = (phase, distance) }
        }
        for phase in candidates {
            consider(phase)
            if best != nil, basis.exchanges > Self.patience { return best }
        }
        for phase in 0..<count {
            consider(phase)
            if best != nil, basis.exchanges > Self.patience { return best }
        }
        return best
    }

    /// Fractions that differ by less are those of one composition.
    private static let sameFraction = 1e-8
    /// Depths below the plane, in eV/atom, that are rounding.
    private static let flat = 1e-13
    private static let patience = 200
}

/// As many phases as elements, a mixture of which has the composition asked for.
private struct SimplexBasis {
    private var phases: [Int]
    private var energies: [Double]
    private var amounts: [Double]
    /// Inverse of the matrix whose columns are the phases' fractions; [phases × elements], row-major.
    private var inverse: [Double]
    /// The plane through the phases, eV/atom at each pure element.
    private(set) var potentials: [Double]
    private(set) var exchanges = 0

    /// The pure elements.
    init(target: [Double], energies: [Double]) {
        let count = target.count
        phases = Array(0..<count)
        self.energies = Array(energies[..<count])
        amounts = target
        inverse = Array(repeating: 0, count: count * count)
        for place in 0..<count { inverse[place * count + place] = 1 }
        potentials = self.energies
    }

    /// Takes a phase in for the one that runs out first; false where none does.
    mutating func exchange(_ phase: Int, column: ArraySlice<Double>, energy: Double) -> Bool {
        let count = phases.count
        let first = column.startIndex
        var direction = [Double](repeating: 0, count: count)
        for row in 0..<count {
            for element in 0..<count { direction[row] += inverse[row * count + element] * column[first + element] }
        }
        var leaving: Int?
        var step = Double.infinity
        for row in 0..<count where direction[row] > 1e-11 {
            let ratio = amounts[row] / direction[row]
            if ratio < step || (ratio == step && leaving.map { phases[row] < phases[$0] } ?? true) { (leaving, step) = (row, ratio) }
        }
        guard let leaving else { return false }
        for element in 0..<count { inverse[leaving * count + element] /= direction[leaving] }
        for row in 0..<count where row != leaving {
            amounts[row] = max(amounts[row] - step * direction[row], 0)
            for element in 0..<count { inverse[row * count + element] -= direction[row] * inverse[leaving * count + element] }
        }
        amounts[leaving] = step
        phases[leaving] = phase
        energies[leaving] = energy
        for element in 0..<count {
            potentials[element] = 0
            for row in 0..<count { potentials[element] += energies[row] * inverse[row * count + element] }
        }
        exchanges += 1
        // Ties end by Bland's rule; what rounding alone would keep going ends here.
        return exchanges < 10_000
    }

    func mixture(at target: [Double]) -> LowestMixture {
        let count = phases.count
        // From the inverse once more: amounts that were carried along have rounding of every exchange in them.
        let solved = (0..<count).map { row in
            (0..<count).reduce(0.0) { $0 + inverse[row * count + $1] * target[$1] }
        }
        let kept = (0..<count).filter { solved[$0] > 1e-10 }.sorted { phases[$0] < phases[$1] }
        return LowestMixture(
            energy: kept.reduce(0) { $0 + solved[$1] * energies[$1] }, amounts: kept.map { (phase: phases[$0], amount: solved[$0]) })
    }
}
