/// Whether a composition can be made of ions: one oxidation state for each element so that charges sum to zero.
///
/// The order of elements and states does not matter, and the time grows with the formula and not with the number of choices: sums that can be
/// reached are kept as bits of a word, element after element. A compound whose element has two states at once, such as Fe3O4, does not pass.
public struct ChargeScreen: Sendable {
    public let states: OxidationStateSet
    /// Whether every cation must be less electronegative than every anion (Pauling's scale), as SMACT asks. Compounds with an element of which no
    /// electronegativity is known pass without.
    public let asksForOrder: Bool
    /// Whether compounds of metals alone pass.
    public let passesAlloys: Bool

    /// Formulae of more atoms are of no compound of ions.
    public static let mostAtoms = 10_000

    public init(states: OxidationStateSet = .common, asksForOrder: Bool = false, passesAlloys: Bool = true) {
        self.states = states
        self.asksForOrder = asksForOrder
        self.passesAlloys = passesAlloys
    }

    /// Pure elements pass. Elements without an oxidation state, and proportions that no formula has, do not.
    public func passes(_ composition: Composition) -> Bool {
        let elements = composition.components.map(\.element)
        if elements.count < 2 { return true }
        if passesAlloys, elements.allSatisfy(\.isMetal) { return true }
        guard let amounts = composition.wholeAmounts, amounts.reduce(0, +) <= Self.mostAtoms else { return false }
        let ions = zip(elements, amounts).map { Ion(element: $0, amount: $1, states: states.states(of: $0)) }
        guard ions.allSatisfy({ !$0.states.isEmpty }) else { return false }
        guard asksForOrder else { return isNeutral(ions) }
        let order = ions.compactMap { ion in ElementProperties.of(ion.element).electronegativity.map { (ion, $0) } }.sorted { $0.1 < $1.1 }
        guard order.count == ions.count else { return isNeutral(ions) }
        return isNeutral(inOrder: order.map(\.0), order.map(\.1))
    }

    private struct Ion {
        let element: Element
        let amount: Int
        let states: [Int]
    }

    private func isNeutral(_ ions: [Ion]) -> Bool {
        // Charges count from the least that each element can have.
        let least = ions.map { $0.amount * ($0.states.first ?? 0) }
        let zero = -least.reduce(0, +)
        guard zero >= 0 else { return false }
        var sums = ReachableSums(upTo: zero)
        for ion in ions { sums.add(ion.states.map { ($0 - (ion.states.first ?? 0)) * ion.amount }) }
        return sums.contains(zero)
    }

    /// Some of the least electronegative elements are cations and the others anions. Those of equal electronegativity are on one side.
    ///
    /// - Parameter ions: by electronegativity, ascending
    private func isNeutral(inOrder ions: [Ion], _ electronegativities: [Double]) -> Bool {
        func most(_ charges: (Ion) -> Int) -> Int { ions.reduce(0) { $0 + $1.amount * max(charges($1), 0) } }
        let limit = min(most { $0.states.last ?? 0 }, most { -($0.states.first ?? 0) })
        var positive = [ReachableSums(upTo: limit)]
        for ion in ions.dropLast() {
            var sums = positive[positive.count - 1]
            sums.add(ion.states.filter { $0 >= 0 }.map { $0 * ion.amount })
            positive.append(sums)
        }
        var negative = ReachableSums(upTo: limit)
        for cut in ions.indices.dropFirst().reversed() {
            negative.add(ions[cut].states.filter { $0 <= 0 }.map { -$0 * ions[cut].amount })
            guard electronegativities[cut - 1] < electronegativities[cut] else { continue }
            if negative.sharesAny(with: positive[cut]) { return true }
        }
        return false
    }
}

/// Which sums from zero to a limit can be reached with one of several numbers for each of several things.
private struct ReachableSums {
    private var words: [UInt64]
    private let limit: Int

    /// Zero alone, with nothing to choose.
    init(upTo limit: Int) {
        self.limit = limit
        words = [UInt64](repeating: 0, count: limit / 64 + 1)
        words[0] = 1
    }

    /// One of these numbers, none of them negative, is added. Sums beyond the limit are forgotten.
    mutating func add(_ numbers: [Int]) {
        var result = [UInt64](repeating: 0, count: words.count)
        for number in numbers where number <= limit {
            let (skip, shift) = (number / 64, UInt64(number % 64))
            for place in skip..<words.count {
                result[place] |= words[place - skip] << shift
                if shift > 0, place > skip { result[place] |= words[place - skip - 1] >> (64 - shift) }
            }
        }
        // Bits of the last word beyond the limit.
        let beyond = UInt64(limit % 64)
        if beyond < 63 { result[result.count - 1] &= (1 << (beyond + 1)) - 1 }
        words = result
    }

    func contains(_ sum: Int) -> Bool { sum >= 0 && sum <= limit && words[sum / 64] >> UInt64(sum % 64) & 1 == 1 }

    func sharesAny(with other: ReachableSums) -> Bool { zip(words, other.words).contains { $0 & $1 != 0 } }
}
