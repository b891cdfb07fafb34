import Materials

/// All ways of replacing the elements of a material, the most probable first.
///
/// The probability of one is the product of P(new | old) over the classes. Best-first search: what follows a choice is the next successor of
/// one class, so that each choice is met once and never before one that is more probable; n replacements cost n log n. Equally probable ones come in
/// the order of the places that their elements have among the successors, the first class first.
public struct MostProbableReplacements: Sequence, IteratorProtocol {
    private struct Choice {
        let probability: Double
        /// For each class the place among its successors.
        let places: [UInt8]
        /// The last class whose place is not 0, or 0: only it and those behind it may still go further.
        let last: Int

        func precedes(_ other: Choice) -> Bool {
            probability == other.probability ? places.lexicographicallyPrecedes(other.places) : probability > other.probability
        }
    }

    private let elements: [Element]
    private let successors: [[SubstitutionTable.Successor]]
    private let merges: Bool
    /// A binary heap, the most probable at the top.
    private var open: [Choice] = []

    /// - Parameters:
    ///   - excluded: elements that nothing is replaced by, and that none is kept of
    ///   - merges: whether two classes may get the same element
    public init(of elements: [Element], table: SubstitutionTable, excluded: Set<Element> = [], merges: Bool = false) {
        self.elements = elements
        self.merges = merges
        successors = elements.map { table.successors(of: $0).filter { !excluded.contains($0.element) } }
        guard !elements.isEmpty, successors.allSatisfy({ !$0.isEmpty }) else { return }
        push([UInt8](repeating: 0, count: elements.count), last: 0)
    }

    /// What replaces nothing, and, unless it `merges`, what gives two classes one element, is passed over. nil after the last.
    public mutating func next() -> Replacement? {
        while let choice = pop() {
            for place in choice.last..<elements.count where Int(choice.places[place]) + 1 < successors[place].count {
                var places = choice.places
                places[place] += 1
                push(places, last: place)
            }
            let new = zip(successors, choice.places).map { $0[Int($1)].element }
            if new == elements { continue }
            if !merges, new.indices.contains(where: { new[..<$0].contains(new[$0]) }) { continue }
            return Replacement(elements: new, probability: choice.probability)
        }
        return nil
    }

    private mutating func push(_ places: [UInt8], last: Int) {
        // In the order of the classes, so that a factor that is less never makes the rounded product more.
        let probability = zip(successors, places).reduce(1.0) { $0 * $1.0[Int($1.1)].probability }
        open.append(Choice(probability: probability, places: places, last: last))
        var child = open.count - 1
        while child > 0, open[child].precedes(open[(child - 1) / 2]) {
            open.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func pop() -> Choice? {
        guard let top = open.first, let last = open.popLast() else { return nil }
        if open.isEmpty { return top }
        open[0] = last
        var parent = 0
        while true {
            var best = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < open.count && open[child].precedes(open[best]) { best = child }
            if best == parent { return top }
            open.swapAt(parent, best)
            parent = best
        }
    }
}
