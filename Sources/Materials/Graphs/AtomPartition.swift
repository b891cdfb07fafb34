/// Atoms in an order in which those of a kind stand together: first by element, then split further.
struct AtomPartition {
    /// [atoms]: the kind of each, named in the order in which kinds were told apart.
    private(set) var kinds: [Int32]
    private let elements: [UInt8]
    private var order: [Int]
    /// [atoms]: where each stands in the order.
    private var positions: [Int]
    /// Where the atoms of a kind stand, by its name.
    private var ranges: [Range<Int>] = []

    /// - Parameter elements: [atoms], atomic numbers
    init(_ elements: [UInt8]) {
        self.elements = elements
        order = elements.indices.sorted { elements[$0] < elements[$1] }
        positions = Array(repeating: 0, count: order.count)
        kinds = Array(repeating: 0, count: order.count)
        var first = 0
        for (position, atom) in order.enumerated() {
            positions[atom] = position
            kinds[atom] = Int32(ranges.count)
            if position + 1 == order.count || elements[order[position + 1]] != elements[atom] {
                ranges.append(first..<position + 1)
                first = position + 1
            }
        }
    }

    /// Splits kinds by an order of what some atoms are now. Atoms of a kind that are not among them are none of these: nothing that they have an
    /// edge to has changed.
    ///
    /// The largest part keeps the kind's name, the first of equal ones; so an atom gets another name no more often than its kind can be halved.
    ///
    /// - Parameter touched: the atoms that may have changed, in any order
    /// - Returns: those that have got another kind
    mutating func split(_ touched: inout [Int], _ comesBefore: (Int, Int) -> Bool) -> [Int] {
        touched.sort { kinds[$0] != kinds[$1] ? kinds[$0] < kinds[$1] : comesBefore($0, $1) }
        var changed: [Int] = []
        var next = 0
        while next < touched.count {
            let first = next
            let kind = kinds[touched[first]]
            while next < touched.count, kinds[touched[next]] == kind { next += 1 }
            let whole = ranges[Int(kind)]
            let moved = whole.upperBound - (next - first)
            for place in (first..<next).reversed() { put(touched[place], at: moved + place - first) }
            var parts = moved > whole.lowerBound ? [whole.lowerBound..<moved] : []
            var begin = moved
            for place in first + 1..<max(next, first + 1) where comesBefore(touched[place - 1], touched[place]) {
                parts.append(begin..<moved + place - first)
                begin = moved + place - first
            }
            parts.append(begin..<whole.upperBound)
            var largest = 0
            for (number, part) in parts.enumerated() where part.count > parts[largest].count { largest = number }
            ranges[Int(kind)] = parts[largest]
            for (number, part) in parts.enumerated() where number != largest {
                for atom in order[part] { kinds[atom] = Int32(ranges.count) }
                changed += order[part]
                ranges.append(part)
            }
        }
        return changed
    }

    private mutating func put(_ atom: Int, at position: Int) {
        let other = order[position]
        order[positions[atom]] = other
        positions[other] = positions[atom]
        order[position] = atom
        positions[atom] = position
    }

    /// The kind of each atom from 0, elements ascending, kinds of one element as they were told apart; and how many there are.
    var numbered: (kinds: [Int32], count: Int) {
        func element(_ kind: Int) -> UInt8 { elements[order[ranges[kind].lowerBound]] }
        let sorted = ranges.indices.sorted { (element($0), $0) < (element($1), $1) }
        var numbers = kinds
        for (number, kind) in sorted.enumerated() {
            for atom in order[ranges[kind]] { numbers[atom] = Int32(number) }
        }
        return (numbers, ranges.count)
    }
}
