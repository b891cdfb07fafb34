import Materials

/// All assignments of one cell, written down position by position without a thought for numbers or relabellings.
struct BruteForce {
    /// What each assignment has on its positions.
    private(set) var assignments: [[Protostructure.Occupation]] = []

    /// - Parameter amounts: atoms in the conventional cell
    init(spaceGroup: Int, amounts: [(element: Element, amount: Int)], maxPositions: Int = 16) {
        let table = WyckoffTable.standard
        let rows = Array(table.firstRow(spaceGroup)..<(table.firstRow(spaceGroup) + table.letterCount(spaceGroup)))
        place(rows[...], amounts, [], maxPositions)
    }

    private mutating func place(
        _ rows: ArraySlice<Int>, _ left: [(element: Element, amount: Int)], _ placed: [Protostructure.Occupation], _ maxPositions: Int
    ) {
        guard left.contains(where: { $0.amount > 0 }) else {
            assignments.append(placed)
            return
        }
        guard let row = rows.first else { return }
        let position = WyckoffTable.standard.position(row)
        place(rows.dropFirst(), left, placed, maxPositions)
        guard placed.count < maxPositions else { return }
        for number in left.indices where left[number].amount >= position.multiplicity {
            var rest = left
            rest[number].amount -= position.multiplicity
            let occupation = Protostructure.Occupation(element: left[number].element, row: UInt16(row))
            if position.degreesOfFreedom == 0 {
                place(rows.dropFirst(), rest, placed + [occupation], maxPositions)
            } else if placed.last?.row != occupation.row || (placed.last?.element.symbol ?? "") <= occupation.element.symbol {
                // Another orbit may follow on the same position, elements in one order.
                place(rows, rest, placed + [occupation], maxPositions)
            }
        }
    }

    /// The canonical labels, each once.
    func labels(_ spaceGroup: Int) -> Set<String> {
        Set(assignments.map { Protostructure(spaceGroup: spaceGroup, occupations: $0).label })
    }
}
