import Materials

/// Draws crystals of one protostructure: a cell of its crystal system, then one orbit after the other where it keeps most distance from those that
/// are there.
struct CrystalDraw {
    private let spaceGroup: Int
    private let centring: Centring
    /// Å³ of the primitive cell.
    private let volume: Double
    /// Positions without freedom first, then those with little, larger atoms first.
    private let orbits: [DrawnCrystal.Occupied]
    private let radii: [Double]
    private let fixedCount: Int

    /// Cells that are compared by what the positions without freedom make of them.
    private static let cells = 8
    /// Places that are compared for an orbit.
    private static let places = 30
    /// Orbits that are moved once more where they are nearest to another.
    private static let moves = 40

    /// - Parameter orbit: the sites of a row of the Wyckoff table
    init?(_ protostructure: Protostructure, volume: Double, orbit: (Int) -> WyckoffOrbit?) {
        var orbits: [DrawnCrystal.Occupied] = []
        for position in protostructure.positions {
            guard let found = orbit(Int(position.row)) else { return nil }
            orbits.append(DrawnCrystal.Occupied(element: position.element, row: Int(position.row), free: [], orbit: found))
        }
        orbits.sort {
            ($0.orbit.freeCount, -$0.element.covalentRadius, $0.row) < ($1.orbit.freeCount, -$1.element.covalentRadius, $1.row)
        }
        self.orbits = orbits
        radii = orbits.map { $0.element.covalentRadius }
        fixedCount = orbits.count { $0.orbit.freeCount == 0 }
        spaceGroup = protostructure.spaceGroup
        centring = WyckoffTable.standard.centring(spaceGroup)
        self.volume = volume
    }

    /// One crystal, and its shortest distance over the sum of radii.
    ///
    /// - Parameters:
    ///   - spread: of the cell's proportions
    ///   - demand: the ratio that is enough
    func crystal(spread: Double, demand: Double, _ draws: inout Draws) -> (crystal: DrawnCrystal, ratio: Double)? {
        guard var state = start(spread: spread, demand: demand, &draws) else { return nil }
        for number in fixedCount..<orbits.count { place(number, in: &state, demand: demand, &draws) }
        improve(&state, demand: demand, &draws)
        var placed = orbits
        for number in orbits.indices { placed[number].free = state.free[number] }
        return (DrawnCrystal(spaceGroup: spaceGroup, lattice: state.lattice, orbits: placed), state.contact.ratio)
    }

    /// A crystal in the making.
    private struct State {
        let lattice: Lattice
        let distances: ShortestDistances
        var free: [[Double]] = []
        /// Of the sites of each orbit.
        var places: [[SIMD3<Double>]] = []
        /// The least ratio of each pair of orbits, the second not above the first.
        var ratios: [[Double]] = []

        var contact: (ratio: Double, orbits: (Int, Int)) {
            var least = (ratio: Double.infinity, orbits: (0, 0))
            for one in ratios.indices {
                for other in ratios[one].indices where ratios[one][other] < least.ratio { least = (ratios[one][other], (one, other)) }
            }
            return least
        }
    }

    /// The best of some cells, with the orbits that have no freedom in it.
    private func start(spread: Double, demand: Double, _ draws: inout Draws) -> State? {
        var best: State?
        for _ in 0..<Self.cells {
            guard
                let lattice = ConventionalCell.drawn(
                    spaceGroup: spaceGroup, volume: volume * Double(centring.translations.count), spread: spread, &draws),
                let distances = ShortestDistances(DrawnCrystal.primitive(lattice, centring))
            else { continue }
            var state = State(lattice: lattice, distances: distances)
            for number in 0..<fixedCount {
                let places = places(of: number, free: [], distances)
                state.ratios.append(ratios(of: number, at: places, state, others: 0..<number))
                state.places.append(places)
                state.free.append([])
            }
            // Without such orbits it counts how far an atom is from its own images.
            let ratio = min(state.contact.ratio, distances.shortestSquare.squareRoot() / (2 * (radii.max() ?? 1)))
            let bestRatio = best.map { min($0.contact.ratio, $0.distances.shortestSquare.squareRoot() / (2 * (radii.max() ?? 1))) } ?? -1
            if ratio > bestRatio { best = state }
            if ratio >= demand || CrystalFamily(spaceGroup: spaceGroup) == .cubic { break }
        }
        return best
    }

    /// Puts the next orbit where it is farthest from those before it.
    private func place(_ number: Int, in state: inout State, demand: Double, _ draws: inout Draws) {
        var best: (ratio: Double, free: [Double], places: [SIMD3<Double>], ratios: [Double]) = (-1, [], [], [])
        for _ in 0..<Self.places {
            let free = (0..<orbits[number].orbit.freeCount).map { _ in draws.uniform() }
            let places = places(of: number, free: free, state.distances)
            let ratios = ratios(of: number, at: places, state, others: 0..<number)
            let ratio = ratios.min() ?? .infinity
            if ratio > best.ratio { best = (ratio, free, places, ratios) }
            if ratio >= demand { break }
        }
        state.free.append(best.free)
        state.places.append(best.places)
        state.ratios.append(best.ratios)
    }

    /// Moves orbits of the closest pair, near and far, and keeps what is better.
    private func improve(_ state: inout State, demand: Double, _ draws: inout Draws) {
        guard fixedCount < orbits.count else { return }
        for move in 0..<Self.moves {
            let (ratio, pair) = state.contact
            guard ratio < demand else { return }
            let movable = [pair.0, pair.1].filter { $0 >= fixedCount }
            guard !movable.isEmpty else { return }
            let number = movable[move % movable.count]
            let reach = move % 4 == 3 ? 0.5 : 0.15 / Double(1 + move / 8)
            let free = state.free[number].map { $0 + draws.uniform(in: -reach...reach) }
            let places = places(of: number, free: free, state.distances)
            let ratios = ratios(of: number, at: places, state, others: 0..<orbits.count)
            guard (ratios.min() ?? 0) > ratio else { continue }
            state.free[number] = free
            state.places[number] = places
            for other in orbits.indices {
                if other <= number { state.ratios[number][other] = ratios[other] } else { state.ratios[other][number] = ratios[other] }
            }
        }
    }

    private func places(of number: Int, free: [Double], _ distances: ShortestDistances) -> [SIMD3<Double>] {
        orbits[number].orbit.sites.map { distances.place(centring.inPrimitiveCell(WyckoffOrbit.position(of: $0, free: free))) }
    }

    /// The least ratio to each of some orbits and, last of those up to its own number, within the orbit. One site speaks for all, as the
    /// operations carry it and its surroundings to every other.
    private func ratios(of number: Int, at places: [SIMD3<Double>], _ state: State, others: Range<Int>) -> [Double] {
        let first = places[0]
        var ratios: [Double] = []
        for other in 0..<max(others.upperBound, number + 1) {
            var square = Double.infinity
            if other == number {
                square = state.distances.shortestSquare
                for place in places.dropFirst() { square = min(square, state.distances.square(first, place)) }
            } else {
                for place in state.places[other] { square = min(square, state.distances.square(first, place)) }
            }
            ratios.append(square.squareRoot() / (radii[number] + radii[other]))
        }
        return ratios
    }
}
