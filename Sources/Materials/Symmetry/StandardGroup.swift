/// A space group in its standard setting, its printed operations and sites taken apart.
struct StandardGroup: Sendable {
    struct Operation: Sendable {
        let rotation: IntegerMatrix
        /// In twenty-fourths of the cell's edges.
        let translation: SIMD3<Int>
    }

    /// The first site of a Wyckoff position.
    struct Site: Sendable {
        let row: UInt16
        /// In the conventional cell.
        let multiplicity: Int
        /// What the free coordinates x, y, z are multiplied by in each coordinate, and what is added to it.
        let coefficients: [SIMD3<Double>]
        let offset: SIMD3<Double>
        /// For each free coordinate one that holds it alone, with a sign and not doubled; every printed site has such.
        let free: [(variable: Int, coordinate: Int)]

        init(row: Int, _ position: WyckoffPosition) {
            let expression = SiteExpression(position.representative)
            self.row = UInt16(row)
            multiplicity = position.multiplicity
            coefficients = expression.algebraic.map { SIMD3($0) }
            offset = SIMD3<Double>(expression.offset) / 24
            free = (0..<3).compactMap { variable in
                expression.algebraic.firstIndex { $0[variable].magnitude == 1 && ($0 &* $0).wrappedSum() == 1 }.map { (variable, $0) }
            }
        }

        /// How far a point is from lying on this site, modulo whole lattice vectors, in fractions of the cell's edges.
        func deviation(of point: SIMD3<Double>) -> SIMD3<Double> {
            var variables = SIMD3<Double>.zero
            // A lattice vector more in such a coordinate adds whole numbers to the others.
            for (variable, coordinate) in free {
                variables[variable] = (point[coordinate] - offset[coordinate]) * coefficients[coordinate][variable]
            }
            var rest = point - offset
            for coordinate in 0..<3 { rest[coordinate] -= (coefficients[coordinate] * variables).sum() }
            return rest - rest.rounded(.toNearestOrEven)
        }
    }

    let number: Int
    let family: CrystalFamily
    /// The lattice translations within the cell, in twenty-fourths.
    let centring: [SIMD3<Int>]
    /// Without centring translations.
    let operations: [Operation]
    let sites: [Site]

    private init(_ group: WyckoffGroup) {
        number = group.number
        family = CrystalFamily(spaceGroup: group.number)
        centring = group.centring.translations
        operations = group.operations.map { text in
            let expression = SiteExpression(text)
            return Operation(rotation: expression.rotation, translation: expression.offset)
        }
        sites = group.positions.enumerated().map { Site(row: group.firstRow + $0, $1) }
    }

    /// What can be told of a group before its operations are compared.
    private struct Kind: Hashable {
        let family: CrystalFamily
        let operationCount: Int
        let centringCount: Int
    }

    /// The groups of a family with so many operations and centring translations.
    static func groups(_ family: CrystalFamily, operationCount: Int, centringCount: Int) -> [StandardGroup] {
        byKind[Kind(family: family, operationCount: operationCount, centringCount: centringCount)] ?? []
    }

    private static let byKind = Dictionary(grouping: WyckoffTable.standard.groups.map(StandardGroup.init)) {
        Kind(family: $0.family, operationCount: $0.operations.count, centringCount: $0.centring.count)
    }
}
