import Datasets
import Materials

/// Draws elements for the classes of a material, one class after the other.
struct SubstitutionDraw {
    let table: SubstitutionTable
    /// Whether two classes may get the same element.
    let merges: Bool
    let seed: UInt64

    /// The draw of a number; nil where every successor of some element has been given to another already.
    ///
    /// Without `merges` what is taken is left out and the rest of the row scaled to one. The probability is the product of what was drawn from: it
    /// depends on the order of the classes.
    func replacement(for elements: [Element], number: Int) -> Replacement? {
        var drawn: [Element] = []
        var probability = 1.0
        for (place, element) in elements.enumerated() {
            let random = CounterRandom(seed: seed, member: 0, purpose: .substitution, stream: place)
            let left = table.successors(of: element).filter { merges || !drawn.contains($0.element) }
            let total = left.reduce(0) { $0 + $1.probability }
            var rest = random.fraction(at: number) * total
            // Where rounding leaves something over, the last one is meant.
            guard let last = left.last else { return nil }
            let chosen = left.first { successor in
                rest -= successor.probability
                return rest < 0
            } ?? last
            drawn.append(chosen.element)
            probability *= chosen.probability / total
        }
        return Replacement(elements: drawn, probability: probability)
    }
}
