/// Which element may come next, as far as elements alone decide it: those that are allowed and required, and how many there are.
struct ElementRules: Sendable {
    let allowed: ElementSet
    /// Elements that must occur, by `ElementOrder`.
    let needed: [UInt8]
    let neededSet: ElementSet
    let counts: ClosedRange<Int>
    /// [rank] allowed elements of this rank and before.
    private let upTo: [ElementSet]
    /// [rank] how many allowed elements come later.
    private let later: [Int]
    /// [number] the last rank that so many allowed elements come after.
    private let lastBefore: [Int]

    /// A formula has a letter for each element.
    private static let largestCount = 26

    /// nil where no set of elements fulfils the conditions.
    init?(_ conditions: GenerationConditions) {
        var needed = conditions.required
        var allowed = conditions.allowed
        var counts = conditions.elementCounts ?? 1...Self.largestCount
        for site in conditions.containing?.sites ?? [] { needed.insert(site.element.atomicNumber) }
        if let named = conditions.namedElements {
            let named = ElementSet(named)
            guard needed.isSubset(of: named) else { return nil }
            needed = named
            allowed = allowed.intersection(named)
        }
        var largest = Self.largestCount
        if let number = conditions.cells?.first?.count {
            guard counts.contains(number) else { return nil }
            counts = number...number
        }
        largest = min(largest, counts.upperBound)
        let smallest = max(counts.lowerBound, needed.count, 1)
        guard needed.isSubset(of: allowed), smallest <= largest, smallest <= allowed.count else { return nil }
        self.allowed = allowed
        neededSet = needed
        self.needed = needed.elements.map(\.atomicNumber).sorted { ElementOrder.ranks[Int($0)] < ElementOrder.ranks[Int($1)] }
        self.counts = max(counts.lowerBound, 1)...largest
        var upTo = [ElementSet](repeating: ElementSet(), count: Element.count + 1)
        for element in allowed.elements {
            for rank in Int(ElementOrder.ranks[Int(element.atomicNumber)])...Element.count { upTo[rank].insert(element.atomicNumber) }
        }
        let later = upTo.map { allowed.count - $0.count }
        self.upTo = upTo
        self.later = later
        lastBefore = (0...Self.largestCount).map { number in later.lastIndex { $0 >= number } ?? 0 }
    }

    /// Elements that may come after one, in the order of elements, when so many have occurred already.
    ///
    /// - Parameter begun: how many of `needed` have
    /// - Returns: the next of `needed`, if it may come, or 0; and the others that may
    func next(after element: UInt8, count: Int, begun: Int) -> (needed: UInt8, others: ElementSet) {
        let isNeeded = begun < needed.count
        let lastAllowed = lastBefore[max(counts.lowerBound - count - 1, 0)]
        let nextNeeded = isNeeded ? Int(ElementOrder.ranks[Int(needed[begun])]) : Element.count + 1
        let window = upTo[min(nextNeeded - 1, lastAllowed)].subtracting(upTo[Int(ElementOrder.ranks[Int(element)])])
        let others = count + 1 + needed.count - begun <= counts.upperBound ? window : ElementSet()
        return (isNeeded && nextNeeded <= lastAllowed ? needed[begun] : 0, others)
    }

    /// The same where the order of elements does not count: the missing ones of `needed`, and others that have not occurred.
    func next(besides used: ElementSet, count: Int, begun: Int) -> (needed: ElementSet, others: ElementSet) {
        let others = allowed.subtracting(neededSet).subtracting(used)
        return (neededSet.subtracting(used), count + 1 + needed.count - begun <= counts.upperBound ? others : ElementSet())
    }

    /// Whether a further element may come at all.
    func mayGrow(after element: UInt8, count: Int) -> Bool {
        count < counts.upperBound && later[Int(ElementOrder.ranks[Int(element)])] > 0
    }

    /// How many further elements there must be at least.
    func missing(count: Int, begun: Int) -> Int { max(counts.lowerBound - count, needed.count - begun) }
}
