/// Chooses among the equivalent relabellings of a space group the one that the labels of the field carry (Mathematics.md §2, as in the
/// protostructure labels of `aviary` and pymatgen): the smallest sum over the distinct (element, letter) pairs of the letter's place in the
/// alphabet, where `A`, the 27th position of No. 47, counts nothing; among equals the letters' text that sorts first.
struct CanonicalLetters {
    private let firstRow: Int
    private let relabellings: [[UInt16]]

    init(spaceGroup: Int) {
        firstRow = WyckoffTable.standard.firstRow(spaceGroup)
        relabellings = WyckoffTable.standard.relabellings(spaceGroup)
    }

    /// The canonical image of these occupations, sorted by symbol and letter.
    func canonical(_ occupations: [Protostructure.Occupation]) -> [Protostructure.Occupation] {
        let pairs = pairs(of: occupations)
        var (best, chosen) = (Int.max, pairs)
        var chosenText: [UInt8]?
        for relabelling in relabellings {
            var score = 0
            for pair in pairs { score += weight(ofRow: image(row(of: pair), relabelling)) }
            guard score <= best else { continue }
            let candidate = pairs.map { $0.with(letter: letter(ofRow: image(row(of: $0), relabelling))) }.sorted()
            if score == best {
                guard candidate != chosen else { continue }
                // Texts are seldom needed, and cost more than all the rest.
                let (text, earlier) = (Self.lettersText(candidate), chosenText ?? Self.lettersText(chosen))
                chosenText = earlier
                guard text.lexicographicallyPrecedes(earlier) else { continue }
                chosenText = text
            } else {
                chosenText = nil
            }
            (best, chosen) = (score, candidate)
        }
        var result: [Protostructure.Occupation] = []
        result.reserveCapacity(occupations.count)
        for pair in chosen {
            let occupation = Protostructure.Occupation(element: Self.elements[pair.rank], row: row(of: pair))
            result.append(contentsOf: repeatElement(occupation, count: pair.count))
        }
        return result
    }

    /// The part of a label that lists the letters, "c_a_2b", of sorted occupations, as ASCII.
    func lettersText(_ occupations: [Protostructure.Occupation]) -> [UInt8] { Self.lettersText(pairs(of: occupations)) }

    private static func lettersText(_ pairs: [Pair]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(4 * pairs.count)
        for (place, pair) in pairs.enumerated() {
            if place > 0, pairs[place - 1].rank != pair.rank { text.append(UInt8(ascii: "_")) }
            if pair.count > 1 { text += String(pair.count).utf8 }
            text.append(pair.letter)
        }
        return text
    }

    /// An element on a position with the number of its orbits, in one number that sorts by symbol, then by letter (A first, as in ASCII).
    private struct Pair: Hashable, Comparable {
        private var bits: UInt64

        init(rank: Int, letter: UInt8) { bits = UInt64(rank) << 40 | UInt64(letter) << 32 | 1 }

        var rank: Int { Int(bits >> 40) }
        var letter: UInt8 { UInt8(truncatingIfNeeded: bits >> 32) }
        var count: Int { Int(UInt32(truncatingIfNeeded: bits)) }

        func with(letter: UInt8) -> Pair {
            var pair = self
            pair.bits = bits & ~(0xff << 32) | UInt64(letter) << 32
            return pair
        }

        mutating func add() { bits += 1 }
        func isAlike(_ other: Pair) -> Bool { bits >> 32 == other.bits >> 32 }

        static func < (first: Pair, second: Pair) -> Bool { first.bits < second.bits }
    }

    /// The distinct pairs, sorted.
    private func pairs(of occupations: [Protostructure.Occupation]) -> [Pair] {
        let all = occupations.map { Pair(rank: Self.ranks[Int($0.element.atomicNumber)], letter: letter(ofRow: $0.row)) }.sorted()
        var pairs: [Pair] = []
        pairs.reserveCapacity(all.count)
        for pair in all {
            if let last = pairs.last, last.isAlike(pair) { pairs[pairs.count - 1].add() } else { pairs.append(pair) }
        }
        return pairs
    }

    /// The elements in the order of their symbols.
    private static let elements = (1...Element.count).compactMap { Element(atomicNumber: $0) }.sorted { $0.symbol < $1.symbol }

    /// [119] the place of each atomic number among them.
    private static let ranks: [Int] = {
        var ranks = [Int](repeating: 0, count: Element.count + 1)
        for (place, element) in elements.enumerated() { ranks[Int(element.atomicNumber)] = place }
        return ranks
    }()

    private func row(of pair: Pair) -> UInt16 {
        let place = pair.letter == UInt8(ascii: "A") ? 26 : Int(pair.letter - UInt8(ascii: "a"))
        return UInt16(firstRow + place)
    }

    private func image(_ row: UInt16, _ relabelling: [UInt16]) -> UInt16 { relabelling[Int(row) - firstRow] }

    private func letter(ofRow row: UInt16) -> UInt8 { WyckoffLetter.at(Int(row) - firstRow) }

    private func weight(ofRow row: UInt16) -> Int {
        let place = Int(row) - firstRow
        return place == 26 ? 0 : place + 1
    }
}
