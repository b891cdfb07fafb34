import Materials
import Testing

/// The letters of labels against their definition (Mathematics.md §2), written down as it stands there.
@Suite struct CanonicalLettersTests {
    private let table = WyckoffTable.standard

    @Test func lettersAreThoseOfTheDefinition() throws {
        let elements = ["Cl", "C", "Na", "N"].compactMap { Element(symbol: $0) }
        var random = RepeatableNumbers()
        for group in WyckoffTable.spaceGroups {
            let (first, count) = (table.firstRow(group), table.letterCount(group))
            for _ in 0..<6 {
                let occupations = (0..<(1 + random.next(7))).map { _ in
                    Protostructure.Occupation(element: elements[random.next(4)], row: UInt16(first + random.next(count)))
                }
                let label = Protostructure(spaceGroup: group, occupations: occupations).label
                let letters = label.prefix { $0 != ":" }.split(separator: "_").dropFirst(3).joined(separator: "_")
                #expect(letters == canonical(occupations, group), "\(label)")
            }
        }
    }

    private func canonical(_ occupations: [Protostructure.Occupation], _ group: Int) -> String {
        let first = table.firstRow(group)
        let images = table.relabellings(group).map { relabelling in
            occupations.map { ($0.element.symbol, table.position(Int(relabelling[Int($0.row) - first])).letter) }
        }
        let scored = images.map { image in
            let pairs = Set(image.map { "\($0.0) \($0.1)" })
            var score = 0
            for pair in pairs {
                guard let code = pair.last?.asciiValue, code >= 97 else { continue }
                score += Int(code) - 96
            }
            return (score, text(image))
        }
        return scored.min { $0.0 == $1.0 ? $0.1.utf8.lexicographicallyPrecedes($1.1.utf8) : $0.0 < $1.0 }?.1 ?? ""
    }

    private func text(_ image: [(symbol: String, letter: Character)]) -> String {
        let symbols = Set(image.map(\.symbol)).sorted()
        return symbols.map { symbol in
            let letters = image.filter { $0.symbol == symbol }.map(\.letter)
            return Set(letters).sorted().map { letter in
                let count = letters.count { $0 == letter }
                return (count > 1 ? "\(count)" : "") + String(letter)
            }.joined()
        }.joined(separator: "_")
    }
}

/// Numbers that are the same in every run (Numerical Recipes' linear congruence).
private struct RepeatableNumbers {
    private var state: UInt32 = 1

    mutating func next(_ bound: Int) -> Int {
        state = state &* 1_664_525 &+ 1_013_904_223
        return Int(state >> 8) % bound
    }
}
