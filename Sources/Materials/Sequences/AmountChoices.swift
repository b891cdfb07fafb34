/// The amounts that a material may still have when some of its elements have theirs.
struct AmountChoices {
    /// What is known while an element's sites come.
    private struct State: Hashable {
        /// The amounts that this element and the later ones may have; of named elements in their order, else ascending.
        let lists: [[Int]]
        /// How many elements with sites that must be there have begun.
        let begun: Int
    }

    /// What one element may hold, and what the others need then: numbers of lists in the table, of which one is enough.
    struct Choice {
        let atoms: Int
        let rest: [Int]
    }

    private struct Step: Hashable {
        let state: Int
        let atoms: Int
        let begun: Int
    }

    var table: FillingTable
    /// What masks were found to be.
    var masks: [MaskKey: SiteWalk.Places] = [:]
    /// By `ElementOrder`; none where amounts have no names.
    private let elements: [UInt8]
    private let contained: [(element: UInt8, atoms: Int)]
    private var states: [State]
    private var choices: [[Choice]] = [[]]
    private var numbers: [State: Int] = [:]
    private var steps: [Step: Int] = [:]
    private var rests: [Step: [Int]] = [:]

    struct MaskKey: Hashable {
        let state: Int
        let atoms: Int
        let come: UInt64
        let candidates: SiteWalk.Places
        let free: SiteWalk.Places
        let siteCount: Int
    }

    static let largestMemory = 1 << 18

    /// nil where the conditions say nothing of amounts.
    init?(_ conditions: GenerationConditions, _ positions: GroupPositions, _ contained: ContainedSites) {
        guard var lists = conditions.cells else { return nil }
        var elements: [UInt8] = []
        if let named = conditions.namedElements?.map(\.atomicNumber) {
            let order = named.indices.sorted { ElementOrder.ranks[Int(named[$0])] < ElementOrder.ranks[Int(named[$1])] }
            elements = order.map { named[$0] }
            lists = lists.map { list in order.map { list[$0] } }
        }
        self.elements = elements
        self.contained = contained.elements
        states = [State(lists: lists, begun: 0)]
        table = FillingTable(positions, atoms: lists.joined().max() ?? 0, countsSites: conditions.siteCounts != nil)
    }

    /// What the element at hand may hold.
    func choices(_ state: Int) -> [Choice] { choices[state] }

    /// What the next elements need when the one at hand holds so many atoms; none: it cannot.
    mutating func rest(after state: Int, atoms: Int) -> [Int] {
        let step = Step(state: state, atoms: atoms, begun: 0)
        if let known = rests[step] { return known }
        let begun = states[state].begun
        let rest = Set(remaining(after: state, atoms: atoms).flatMap { needs($0, begun: begun) }).sorted()
        rests[step] = rest
        return rest
    }

    /// The state when the next element begins.
    ///
    /// - Parameters:
    ///   - atoms: of the element at hand
    ///   - begun: elements with sites that must be there, the next one included
    mutating func next(after state: Int, atoms: Int, begun: Int) -> Int {
        let step = Step(state: state, atoms: atoms, begun: begun)
        if let known = steps[step] { return known }
        let next = State(lists: remaining(after: state, atoms: atoms), begun: begun)
        let number = numbers[next] ?? states.count
        if number == states.count {
            states.append(next)
            numbers[next] = number
            var rests: [Int: Set<Int>] = [:]
            for list in next.lists {
                for (place, atoms) in list.enumerated() where elements.isEmpty ? place == 0 || list[place - 1] != atoms : place == 0 {
                    var rest = list
                    rest.remove(at: place)
                    rests[atoms, default: []].formUnion(needs(rest, begun: begun))
                }
            }
            choices.append(rests.filter { !$0.value.isEmpty }.map { Choice(atoms: $0.key, rest: $0.value.sorted()) }.sorted { $0.atoms < $1.atoms })
        }
        steps[step] = number
        return number
    }

    /// Whether nothing is needed when the element at hand holds so many atoms.
    func isComplete(_ state: Int, atoms: Int) -> Bool { states[state].lists.contains([atoms]) }

    /// The amounts of the elements after the one at hand; before the first, all.
    private func remaining(after state: Int, atoms: Int) -> [[Int]] {
        let lists = states[state].lists
        guard state > 0 else { return lists }
        var remaining: Set<[Int]> = []
        for list in lists {
            guard let place = elements.isEmpty ? list.firstIndex(of: atoms) : list.first == atoms ? 0 : nil else { continue }
            var rest = list
            rest.remove(at: place)
            remaining.insert(rest)
        }
        return remaining.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// What elements of these amounts need beside the sites that must be there.
    private mutating func needs(_ amounts: [Int], begun: Int) -> [Int] {
        guard elements.isEmpty else {
            let named = elements.suffix(amounts.count)
            let held = named.map { element in contained.first { $0.element == element }?.atoms ?? 0 }
            return needs(amounts, holding: held)
        }
        return assignments(of: contained[begun...].map(\.atoms), to: amounts)
    }

    private mutating func needs(_ amounts: [Int], holding held: [Int]) -> [Int] {
        let left = zip(amounts, held).map { $0 - $1 }
        return left.allSatisfy { $0 >= 0 } ? [table.number(of: left)] : []
    }

    /// The same where the order of elements does not count.
    ///
    /// - Parameter held: atoms of the elements that have occurred or must, with the sites that must be there
    mutating func needs(holding held: [(element: UInt8, atoms: Int)]) -> [Int] {
        var needs: Set<Int> = []
        for list in states[0].lists {
            if elements.isEmpty {
                needs.formUnion(assignments(of: held.map(\.atoms).sorted(by: >), to: list))
            } else {
                let atoms = elements.map { element in held.first { $0.element == element }?.atoms ?? 0 }
                needs.formUnion(self.needs(list, holding: atoms))
            }
        }
        return needs.sorted()
    }

    /// What amounts need that some elements have begun to fill, for every choice of who fills which.
    private mutating func assignments(of held: [Int], to amounts: [Int]) -> [Int] {
        guard let first = held.first else { return [table.number(of: amounts)] }
        var needs: Set<Int> = []
        for (place, amount) in amounts.enumerated() where amount >= first && !amounts[..<place].contains(amount) {
            var rest = amounts
            rest.remove(at: place)
            // What this element still needs is no longer an amount to be given away.
            for number in assignments(of: Array(held.dropFirst()), to: rest) { needs.insert(table.number(adding: amount - first, to: number)) }
        }
        return needs.sorted()
    }
}
