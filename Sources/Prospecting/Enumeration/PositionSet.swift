import Materials

/// The positions of a space group as enumeration needs them, small enough to stay in the processor's cache.
struct PositionSet {
    let spaceGroup: Int
    /// Row of position a in the Wyckoff table.
    let firstRow: Int
    /// Lattice points of the conventional cell.
    let centring: Int
    /// [positions] sites in the primitive cell.
    let atoms: [Int]
    /// [positions] whether a coordinate is free, and the position may hold any number of orbits.
    let isFree: [Bool]
    /// The relabellings one after another, the identity first: the place that takes the place of each.
    let relabellings: [UInt8]

    var count: Int { atoms.count }
    var relabellingCount: Int { relabellings.count / atoms.count }

    init(spaceGroup: Int) {
        let table = WyckoffTable.standard
        let first = table.firstRow(spaceGroup)
        let centring = table.centring(spaceGroup).translations.count
        let positions = (0..<table.letterCount(spaceGroup)).map { table.position(first + $0) }
        self.spaceGroup = spaceGroup
        firstRow = first
        self.centring = centring
        atoms = positions.map { $0.multiplicity / centring }
        isFree = positions.map { $0.degreesOfFreedom > 0 }
        relabellings = table.relabellings(spaceGroup).flatMap { $0.map { UInt8(Int($0) - first) } }
    }

    /// The image of a place under a relabelling.
    func image(_ place: Int, _ relabelling: Int) -> Int { Int(relabellings[relabelling * count + place]) }
}

/// What the number of assignments that a relabelling leaves as they are depends on: its cycles.
struct CycleSignature: Hashable {
    /// Positions that a relabelling takes into each other, and that hold the same therefore.
    struct Cycle: Hashable, Comparable {
        /// Sites of all of them in the primitive cell.
        let atoms: Int
        let positions: Int

        static func < (first: Cycle, second: Cycle) -> Bool { (first.atoms, first.positions) < (second.atoms, second.positions) }
    }

    /// Of positions with a free coordinate, sorted.
    private(set) var free: [Cycle] = []
    /// Of positions without, sorted.
    private(set) var fixed: [Cycle] = []

    /// - Parameter used: a bit for each position that is occupied already and holds nothing more
    init(_ positions: PositionSet, relabelling: Int, without used: UInt32 = 0) {
        var seen = used
        for place in 0..<positions.count where seen >> UInt32(place) & 1 == 0 {
            var (length, next) = (0, place)
            while seen >> UInt32(next) & 1 == 0 {
                seen |= 1 << UInt32(next)
                length += 1
                next = positions.image(next, relabelling)
            }
            let cycle = Cycle(atoms: length * positions.atoms[place], positions: length)
            if positions.isFree[place] { free.append(cycle) } else { fixed.append(cycle) }
        }
        free.sort()
        fixed.sort()
    }
}
