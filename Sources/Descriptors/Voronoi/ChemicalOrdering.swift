import Materials

/// How far the neighbours of atoms are from a random mixture of the crystal's elements: mean over atoms and elements e of |1 − w_e / (x_e W)|,
/// the order parameter of Warren and Cowley (Ward et al., Phys. Rev. B 96, 024104 (2017)).
///
/// The n-th shell of an atom is where walks of n steps over faces end that come to no atom twice; a step weighs its face's area over that of
/// the largest face of the atom that it leaves, a walk the product of its steps, w_e those that end on element e and W all.
struct ChemicalOrdering {
    static let columns = (1...3).map { "mean ordering parameter shell \($0)" }

    private struct Step {
        let atom: Int
        let image: SIMD3<Int32>
        let weight: Double
        /// Of the step back.
        var back = 0.0
    }

    private var steps: [[Step]]
    /// Of each atom the place of its element, and what an atom's steps weigh by the element that they lead to.
    private let kinds: [Int]
    private let fractions: [Double]
    private let first: [[Double]]

    static func values(of cells: VoronoiCells, _ structure: Structure) -> [Double] {
        let composition = Composition(of: structure)
        guard composition.components.count > 1 else { return [0, 0, 0] }
        let ordering = ChemicalOrdering(cells, structure, composition)
        return [ordering.mean { ordering.first[$0] }, ordering.mean(ordering.second), ordering.mean(ordering.third)]
    }

    private init(_ cells: VoronoiCells, _ structure: Structure, _ composition: Composition) {
        let elements = composition.components.map(\.element)
        fractions = composition.fractions
        kinds = structure.sites.map { elements.firstIndex(of: $0.element) ?? 0 }
        steps = cells.faces.map { faces in
            let largest = faces.map(\.area).max() ?? 1
            return faces.map { Step(atom: $0.neighbour, image: $0.image, weight: $0.area / largest) }
        }
        var first = [[Double]](repeating: [Double](repeating: 0, count: elements.count), count: kinds.count)
        for atom in steps.indices {
            for step in steps[atom] { first[atom][kinds[step.atom]] += step.weight }
        }
        self.first = first
        for atom in steps.indices {
            for place in steps[atom].indices {
                let step = steps[atom][place]
                steps[atom][place].back = weight(from: step.atom, to: atom, .zero &- step.image)
            }
        }
    }

    /// 0 where no face is between them.
    private func weight(from atom: Int, to other: Int, _ image: SIMD3<Int32>) -> Double {
        for step in steps[atom] where step.atom == other && step.image == image { return step.weight }
        return 0
    }

    private func second(around atom: Int) -> [Double] {
        var ends = [Double](repeating: 0, count: fractions.count)
        for step in steps[atom] {
            for kind in ends.indices { ends[kind] += step.weight * first[step.atom][kind] }
            ends[kinds[atom]] -= step.weight * step.back
        }
        return ends
    }

    private func third(around atom: Int) -> [Double] {
        var ends = [Double](repeating: 0, count: fractions.count)
        for one in steps[atom] {
            for two in steps[one.atom] {
                let image = one.image &+ two.image
                if two.atom == atom, image == .zero { continue }
                let weight = one.weight * two.weight
                for kind in ends.indices { ends[kind] += weight * first[two.atom][kind] }
                ends[kinds[one.atom]] -= weight * two.back
                ends[kinds[atom]] -= weight * self.weight(from: two.atom, to: atom, .zero &- image)
            }
        }
        return ends
    }

    private func mean(_ ends: (Int) -> [Double]) -> Double {
        var sum = 0.0
        for atom in kinds.indices {
            let weights = ends(atom)
            let total = weights.reduce(0, +)
            for (weight, fraction) in zip(weights, fractions) { sum += abs(1 - weight / (fraction * total)) }
        }
        return sum / Double(kinds.count * fractions.count)
    }
}
