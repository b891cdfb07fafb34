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
        let pairs = Set(occupations)
        let scores = relabellings.map { relabelling in pairs.reduce(0) { $0 + weight(ofRow: image($1.row, relabelling)) } }
        guard let best = scores.min() else { return sorted(occupations) }
        var chosen: (text: [UInt8], occupations: [Protostructure.Occupation])?
        for (relabelling, score) in zip(relabellings, scores) where score == best {
            let candidate = sorted(occupations.map { Protostructure.Occupation(element: $0.element, row: image($0.row, relabelling)) })
            let text = lettersText(candidate)
            if let current = chosen, !text.lexicographicallyPrecedes(current.text) { continue }
            chosen = (text, candidate)
        }
        return chosen?.occupations ?? sorted(occupations)
    }

    /// The part of a label that lists the letters, "c_a_2b", of sorted occupations, as ASCII.
    func lettersText(_ occupations: [Protostructure.Occupation]) -> [UInt8] {
        var text: [UInt8] = []
        var at = 0
        while at < occupations.count {
            let occupation = occupations[at]
            if at > 0, occupations[at - 1].element != occupation.element { text.append(UInt8(ascii: "_")) }
            var count = 1
            while at + count < occupations.count, occupations[at + count] == occupation { count += 1 }
            if count > 1 { text += String(count).utf8 }
            text.append(letter(ofRow: occupation.row))
            at += count
        }
        return text
    }

    private func sorted(_ occupations: [Protostructure.Occupation]) -> [Protostructure.Occupation] {
        occupations.sorted {
            $0.element == $1.element ? letter(ofRow: $0.row) < letter(ofRow: $1.row) : $0.element.symbol < $1.element.symbol
        }
    }

    private func image(_ row: UInt16, _ relabelling: [UInt16]) -> UInt16 { relabelling[Int(row) - firstRow] }

    private func letter(ofRow row: UInt16) -> UInt8 { WyckoffLetter.at(Int(row) - firstRow) }

    private func weight(ofRow row: UInt16) -> Int {
        let place = Int(row) - firstRow
        return place == 26 ? 0 : place + 1
    }
}
