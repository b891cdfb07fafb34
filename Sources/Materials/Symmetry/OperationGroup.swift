import CSpglib

/// Symmetry operations that are a space group: with any two of them the list has their product, up to lattice vectors.
package struct OperationGroup: Sendable {
    /// Each once, the order as given.
    package let operations: [CoordinateTriplet]

    /// Two operations of a list without their product.
    struct NotClosed: Error {
        let one, other: CoordinateTriplet
    }

    static let trivial = OperationGroup(known: [.identity])

    /// Operations that a symbol has generated.
    package init(_ symbol: HallSymbol) {
        operations = symbol.operations
    }

    private init(known operations: [CoordinateTriplet]) {
        self.operations = operations
    }

    /// - Parameter list: with the identity; what it says twice counts once
    init(_ list: [CoordinateTriplet]) throws(NotClosed) {
        var index = Index()
        for operation in list where index[operation] == nil { index.append(operation) }
        let operations = index.operations
        // A list that a few of its operations generate without leaving it is a group; to multiply all with all takes far longer.
        var reached = operations.map { $0 == .identity }
        var generators: [CoordinateTriplet] = []
        for candidate in operations.indices where !reached[candidate] {
            generators.append(operations[candidate])
            var open = operations.indices.filter { reached[$0] }
            while let next = open.popLast() {
                for generator in generators {
                    guard let product = index[operations[next] * generator] else {
                        throw NotClosed(one: operations[next], other: generator)
                    }
                    if !reached[product] { open.append(product) }
                    reached[product] = true
                }
            }
        }
        self.operations = operations
    }

    /// Whether these are the same operations in whatever order.
    package func isSame(as other: OperationGroup) -> Bool {
        guard operations.count == other.operations.count else { return false }
        var index = Index()
        for operation in operations { index.append(operation) }
        return other.operations.allSatisfy { index[$0] != nil }
    }

    /// Operations by their rotations.
    private struct Index {
        private(set) var operations: [CoordinateTriplet] = []
        private var places: [IntegerMatrix: [Int]] = [:]

        mutating func append(_ operation: CoordinateTriplet) {
            places[operation.rotation, default: []].append(operations.count)
            operations.append(operation)
        }

        /// The place of an operation, or of one that differs by a lattice vector and rounding.
        subscript(_ operation: CoordinateTriplet) -> Int? {
            places[operation.rotation]?.first { place in
                var step = operations[place].shift - operation.shift
                step -= step.rounded(.toNearestOrEven)
                return max(step.max(), -step.min()) < 5e-3
            }
        }
    }
}

extension OperationGroup {
    /// The number of the space group, 1 … 230, that these operations are in whatever setting; nil where spglib knows none.
    ///
    /// - Parameter lattice: a cell near one that the operations keep
    package func spaceGroup(_ lattice: Lattice) -> Int? {
        guard operations.count > 1 else { return 1 }
        guard let cell = cell(near: lattice) else { return nil }
        // spglib's columns are the basis vectors.
        var columns: [(Double, Double, Double)] = [(cell.a.x, cell.b.x, cell.c.x), (cell.a.y, cell.b.y, cell.c.y), (cell.a.z, cell.b.z, cell.c.z)]
        typealias Row = (CInt, CInt, CInt)
        var rotations: [(Row, Row, Row)] = operations.map { operation in
            let rows = operation.rotation.rows.map { (CInt($0.x), CInt($0.y), CInt($0.z)) }
            return (rows[0], rows[1], rows[2])
        }
        var translations = operations.map { ($0.shift.x, $0.shift.y, $0.shift.z) }
        let number = spg_get_spacegroup_type_from_symmetry(&rotations, &translations, CInt(operations.count), &columns, 1e-2).number
        return WyckoffTable.spaceGroups.contains(Int(number)) ? Int(number) : nil
    }

    /// Whether these operations are the space group of one of these numbers.
    ///
    /// spglib takes a few centred monoclinic cells for primitive ones, depending on their shape. The type of a group does not depend on
    /// it: several shapes are asked, and one that finds the group is enough.
    package func isSpaceGroup(_ numbers: Set<Int>, _ lattice: Lattice) -> Bool {
        ([lattice] + Self.otherCells).contains { cell in spaceGroup(cell).map(numbers.contains) ?? false }
    }

    /// All numbers that spglib gives for one shape or another.
    func spaceGroups(_ lattice: Lattice) -> Set<Int> {
        Set(([lattice] + Self.otherCells).compactMap { spaceGroup($0) })
    }

    private static let otherCells = [
        (SIMD3(5.1, 6.3, 7.9), SIMD3(80.0, 95, 104)), (SIMD3(9.7, 5.2, 6.1), SIMD3(99.0, 107, 86)), (SIMD3(6.7, 9.1, 5.3), SIMD3(84.0, 77, 101)),
    ].compactMap { Lattice(lengths: $0.0, angles: $0.1) }
}
