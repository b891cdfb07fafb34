/// The oriented site-symmetry symbols of a space group's positions, as International Tables A write them (§2.2.12 of the fifth edition): for each
/// set of equivalent symmetry directions of the lattice what the site has along them, a dot for a set without.
struct SiteSymmetrySymbols {
    /// By letter.
    let ofPositions: [String]

    init(_ group: WyckoffGroup) {
        let directions = SymmetryDirections(spaceGroup: group.number)
        let operations = group.operations.map { SiteExpression($0) }
        let translations = group.centring.translations
        ofPositions = group.positions.map { position in
            let site = SiteExpression(position.representative)
            let fixing = operations.filter { operation in
                translations.contains { operation.applied(to: site).shifted(by: $0) == site }
            }
            return Self.symbol(fixing.map(\.rotation), directions)
        }
    }

    /// - Parameter rotations: the point group of a site
    private static func symbol(_ rotations: [IntegerMatrix], _ directions: SymmetryDirections) -> String {
        var elements: [SIMD3<Int>: SymmetryElement] = [:]
        for rotation in rotations {
            guard let order = rotation.proper.rotationOrder, order > 1 else { continue }
            elements[rotation.proper.axis(order: order), default: SymmetryElement()].add(order, isInverted: rotation.determinant < 0)
        }
        guard !elements.isEmpty else { return rotations.contains { $0.determinant < 0 } ? "-1" : "1" }
        // What the site itself makes equivalent is written once.
        var sets: [[SymmetryElement]] = Array(repeating: [], count: directions.setCount)
        var done: Set<SIMD3<Int>> = []
        for (axis, element) in elements where !done.contains(axis) {
            for rotation in rotations { done.insert((rotation * axis).direction) }
            sets[directions.set(of: axis)].append(element)
        }
        let isAlone = sets.reduce(0) { $0 + $1.count } == 1
        let isCubic = elements.values.count { $0.order == 3 } > 1
        let words = sets.map { set in
            let sorted = set.map { $0.symbol(isAlone: isAlone, isCubic: isCubic) }.sorted { directions.precedes($0, $1) }
            return sorted.isEmpty ? "." : sorted.joined()
        }
        return words.joined()
    }
}

/// What a site has along one direction: the highest rotation and the highest rotation with inversion.
struct SymmetryElement {
    private(set) var order = 1
    private var invertedOrder = 0

    mutating func add(_ order: Int, isInverted: Bool) {
        if isInverted { invertedOrder = max(invertedOrder, order) } else { self.order = max(self.order, order) }
    }

    /// Full where nothing else is written, short among others: 2/m is m there, and 4/m of a cubic point group too.
    func symbol(isAlone: Bool, isCubic: Bool) -> String {
        guard invertedOrder >= order else { return "\(order)" }
        if invertedOrder > order { return invertedOrder == 2 ? "m" : "-\(invertedOrder)" }
        if order % 2 == 1 { return "-\(order)" }
        let isShort = isCubic || order == 2
        return isShort && !isAlone ? "m" : "\(order)/m"
    }
}

/// The sets of symmetry directions of a lattice, in the order in which symbols have them.
struct SymmetryDirections {
    private let family: CrystalFamily
    let setCount: Int

    init(spaceGroup: Int) {
        family = CrystalFamily(spaceGroup: spaceGroup)
        switch family {
        case .triclinic, .monoclinic: setCount = 1
        case .hexagonal where WyckoffTable.standard.centring(spaceGroup) == .rhombohedral: setCount = 2
        default: setCount = 3
        }
    }

    func set(of axis: SIMD3<Int>) -> Int {
        let nonzero = (0..<3).filter { axis[$0] != 0 }
        switch family {
        case .triclinic, .monoclinic: return 0
        case .orthorhombic: return nonzero.first ?? 0
        case .cubic: return [1: 0, 3: 1, 2: 2][nonzero.count] ?? 0
        case .tetragonal: return axis.z != 0 ? 0 : nonzero.count
        // The edges a, b and a + b of the hexagons, and what is between them.
        case .hexagonal: return axis.z != 0 ? 0 : nonzero.count == 1 || axis.x == axis.y ? 1 : 2
        }
    }

    /// Of two elements of one set. The axis of higher order comes first; twofold axes and mirror planes are written 2m in tetragonal groups and m2
    /// in cubic ones.
    func precedes(_ one: String, _ other: String) -> Bool { rank(one) < rank(other) }

    private func rank(_ symbol: String) -> Int {
        switch symbol {
        case "2": family == .cubic ? 2 : 1
        case "m": family == .cubic ? 1 : 2
        default: 0
        }
    }
}
