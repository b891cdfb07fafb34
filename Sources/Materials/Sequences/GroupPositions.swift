/// The positions of a space group, counted in atoms of the primitive cell.
struct GroupPositions: Sendable {
    typealias Places = SiteWalk.Places

    let firstRow: Int
    /// [positions]
    let atoms: [Int]
    let all: Places
    /// Positions without freedom, which hold one site at most.
    let fixed: Places
    /// Those of equal size, which are worth the same to whoever counts.
    let classes: [(atoms: Int, places: Places)]
    /// Lattice points of the conventional cell.
    let centring: Int
    /// Places by their size.
    private let bySize: [Int]
    /// [atoms] positions of at most so many.
    private let upTo: [Places]

    init(spaceGroup: Int) {
        let group = GroupPlaces.of(spaceGroup)
        (firstRow, all, fixed) = (group.firstRow, group.all, group.fixed)
        let centring = WyckoffTable.standard.centring(spaceGroup).translations.count
        let atoms = group.multiplicities.map { $0 / centring }
        var upTo = [Places](repeating: 0, count: (atoms.max() ?? 0) + 1)
        for (place, size) in atoms.enumerated() {
            for limit in size..<upTo.count { upTo[limit] |= 1 << Places(place) }
        }
        var classes: [(atoms: Int, places: Places)] = []
        for size in Set(atoms).sorted() {
            let places = upTo[size] & ~upTo[size - 1] & fixed
            if places != 0 { classes.append((size, places)) }
        }
        self.centring = centring
        self.atoms = atoms
        self.classes = classes
        self.upTo = upTo
        bySize = atoms.indices.sorted { (atoms[$0], $0) < (atoms[$1], $1) }
    }

    /// Positions of at most so many atoms.
    func places(upTo atoms: Int) -> Places { atoms < 0 ? 0 : upTo[min(atoms, upTo.count - 1)] }

    /// How many of each class are among these places, eight bits each.
    func counts(_ places: Places) -> UInt64 {
        var counts: UInt64 = 0
        for (place, positions) in classes.enumerated() { counts |= UInt64((places & positions.places).nonzeroBitCount) << UInt64(8 * place) }
        return counts
    }

    /// The fewest atoms that so many sites on these places have; nil where these do not hold as many.
    func fewestAtoms(_ sites: Int, on places: Places) -> Int? {
        var (left, sum) = (sites, 0)
        for place in bySize where left > 0 && places >> Places(place) & 1 == 1 {
            guard fixed >> Places(place) & 1 == 1 else { return sum + left * atoms[place] }
            left -= 1
            sum += atoms[place]
        }
        return left > 0 ? nil : sum
    }
}
