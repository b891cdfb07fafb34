import Discovery
import Materials
import Testing

/// Random systems against the definition: the hull's energy is the lowest energy of any mixture, and a lowest mixture needs no more phases
/// than there are elements.
@Suite struct RandomHullTests {
    @Test(arguments: [2, 3, 4, 5]) func agreesWithEveryMixture(elementCount: Int) throws {
        var random = Generator(state: UInt64(elementCount))
        for round in 0..<12 {
            let elements = (0..<elementCount).compactMap { Element(atomicNumber: 3 + $0 * 7) }
            let entries = (0..<(16 - 2 * elementCount)).map { number in
                PhaseDiagram.Entry(id: "\(number)", composition: random.composition(elements), energy: random.real(-2...0.4))
            }
            let diagram = try PhaseDiagram(entries, elements: elements)
            var queries = entries.map(\.composition)
            for _ in 0..<6 { queries.append(random.composition(elements)) }
            for query in queries {
                let expected = lowestMixture(entries, elements, at: query)
                #expect(abs(try diagram.hullEnergy(at: query) - expected) < 1e-9, "round \(round)")
                let products = try diagram.decomposition(of: query)
                let energy = products.reduce(0) { $0 + $1.amount * $1.entry.energy }
                #expect(abs(energy - expected) < 1e-9)
                for element in elements {
                    let held = products.reduce(0) { $0 + $1.amount * $1.entry.composition[element] / $1.entry.composition.total }
                    #expect(abs(held - query[element] / query.total) < 1e-9)
                }
                #expect(products.allSatisfy { $0.amount > 0 } && products.count <= elementCount)
            }
        }
    }

    @Test func filedSystemsGiveTheSameAsTheirOwnDiagrams() throws {
        var random = Generator(state: 77)
        let elements = (0..<6).compactMap { Element(atomicNumber: 20 + $0) }
        let entries = (0..<120).map { number in
            let count = 1 + Int(random.next() % 3)
            let chosen = Array(elements.shuffled(using: &random).prefix(count))
            return PhaseDiagram.Entry(id: "\(number)", composition: random.composition(chosen), energy: random.real(-1...0.5))
        }
        let above = try KnownPhases(entries).energiesAboveHull()
        for (entry, value) in zip(entries, above) {
            let held = Set(entry.composition.components.map(\.element))
            let members = entries.filter { held.isSuperset(of: $0.composition.components.map(\.element)) }
            let expected = entry.energy - lowestMixture(members, held.sorted(), at: entry.composition)
            #expect(abs(value - expected) < 1e-9)
            #expect(value >= 0)
        }
        // All six elements at once hold every entry, so nothing lies higher there than in its own system.
        let whole = try KnownPhases(entries).diagram(of: elements)
        for (entry, value) in zip(entries, above) {
            #expect(abs(try whole.energyAboveHull(entry.composition, energy: entry.energy) - value) < 1e-9)
        }
    }

    /// Tries every set of as many phases as elements: the simplex method's corners, without its shortcuts.
    private func lowestMixture(_ entries: [PhaseDiagram.Entry], _ elements: [Element], at query: Composition) -> Double {
        var phases = elements.map { PhaseDiagram.Entry(id: "", composition: Composition(amounts: [$0: 1]), energy: 0) }
        phases += entries
        let columns = phases.map { phase in elements.map { phase.composition[$0] / phase.composition.total } }
        let target = elements.map { query[$0] / query.total }
        var lowest = Double.infinity
        var chosen: [Int] = []
        func choose(from first: Int) {
            guard chosen.count < elements.count else {
                if let amounts = solve(chosen.map { columns[$0] }, target), amounts.allSatisfy({ $0 > -1e-9 }) {
                    lowest = min(lowest, zip(amounts, chosen).reduce(0) { $0 + $1.0 * phases[$1.1].energy })
                }
                return
            }
            for next in first..<phases.count {
                chosen.append(next)
                choose(from: next + 1)
                chosen.removeLast()
            }
        }
        choose(from: 0)
        return lowest
    }

    /// Cramer's rule would do; elimination is quicker. nil where the columns depend on each other.
    private func solve(_ columns: [[Double]], _ target: [Double]) -> [Double]? {
        let size = target.count
        var rows = (0..<size).map { row in columns.map { $0[row] } + [target[row]] }
        for column in 0..<size {
            guard let pivot = (column..<size).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
                abs(rows[pivot][column]) > 1e-9
            else { return nil }
            rows.swapAt(column, pivot)
            for row in 0..<size where row != column {
                let factor = rows[row][column] / rows[column][column]
                for entry in column...size { rows[row][entry] -= factor * rows[column][entry] }
            }
        }
        return (0..<size).map { rows[$0][size] / rows[$0][$0] }
    }
}

/// Steele, Lea and Flood's SplitMix: enough for tests.
struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }

    mutating func real(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }

    /// Small whole amounts, so that compositions repeat and line up; the first element is always there.
    mutating func composition(_ elements: [Element]) -> Composition {
        var amounts: [Element: Double] = [:]
        for (place, element) in elements.enumerated() { amounts[element] = Double(next() % 4 + (place == 0 ? 1 : 0)) }
        return Composition(amounts: amounts)
    }
}
