import Materials

/// What tokens are told apart by: stretches of one table of vectors, of which a token's vector is a sum.
///
/// Everything follows from `WyckoffTable` and `SiteSymmetries`, so that no other library's symbols decide what a token means.
struct SequenceVocabulary: Sendable {
    /// Rows that a token's vector is the sum of, at most.
    static let slots = 10
    /// Larger amounts share the last row.
    private static let mostAtoms = 65
    /// Charges beyond it, of the primitive cell and of either sign, too.
    private static let mostCharge = 40

    let symmetryCount: Int
    let enumerationCount: Int
    /// Rows of the table.
    let count: Int
    /// Of all that decides what a token means: symmetries and enumerations, the order of elements and their charges. Weights that have learnt other
    /// tokens are refused by it.
    let digest: String
    private let lattices: Int, start: Int, opened: Int, closed: Int, symmetries: Int, enumerations: Int
    private let multiplicities: Int, ownAtoms: Int, allAtoms: Int
    private let leastCharges: Int, mostCharges: Int
    /// By space group − 1.
    private let groups: [Group]

    /// What all sequences of a space group have in common.
    struct Group: Sendable {
        let lattice: Int32
        /// Conventional cells hold so many primitive ones.
        let cells: Int
        let firstRow: Int
        /// [positions]
        let symmetries: [UInt8]
        let enumerations: [UInt8]
        let multiplicities: [Int32]
    }

    static let standard = SequenceVocabulary()

    private init() {
        let (table, tokens) = (WyckoffTable.standard, SiteSymmetries.standard)
        var names: [String] = []
        groups = WyckoffTable.spaceGroups.map { number in
            let centring = table.centring(number)
            let name = "\(CrystalFamily(spaceGroup: number).rawValue)\(centring.pearsonLetter)"
            if !names.contains(name) { names.append(name) }
            let (first, cells) = (table.firstRow(number), centring.translations.count)
            let rows = first..<(first + table.letterCount(number))
            return Group(
                lattice: Int32(names.firstIndex(of: name) ?? 0), cells: cells, firstRow: first,
                symmetries: rows.map { UInt8(tokens.symmetry(ofRow: $0)) }, enumerations: rows.map { UInt8(tokens.enumeration(ofRow: $0)) },
                multiplicities: rows.map { Int32(table.position($0).multiplicity / cells) })
        }
        let charges = IonicCharges.states.map { "\($0.lowest) \($0.highest)\n" }
        digest = SiteSymmetries.digest(of: [tokens.digest] + ElementOrder.ranks.map { "\($0)\n" } + charges)
        symmetryCount = tokens.symbols.count
        enumerationCount = tokens.largestEnumeration + 1
        var next = 230
        func stretch(_ count: Int) -> Int {
            defer { next += count }
            return next
        }
        lattices = stretch(names.count)
        start = stretch(1)
        opened = stretch(Element.count + 1)
        closed = stretch(Element.count + 1)
        symmetries = stretch(symmetryCount)
        enumerations = stretch(enumerationCount)
        multiplicities = stretch(49)
        ownAtoms = stretch(Self.mostAtoms + 1)
        allAtoms = stretch(Self.mostAtoms + 1)
        leastCharges = stretch(2 * Self.mostCharge + 1)
        mostCharges = stretch(2 * Self.mostCharge + 1)
        count = next
    }

    subscript(group number: Int) -> Group { groups[number - 1] }

    func rowOpened(_ element: Int) -> Int { opened + element }
    func rowClosed(_ element: Int) -> Int { closed + element }

    /// Adds the token that a sequence begins with.
    func appendStart(_ group: Int, to index: inout [Int32]) {
        append(Int32(group - 1), Int32(lattices) + groups[group - 1].lattice, Int32(start), -1, -1, -1, -1, -1, -1, -1, to: &index)
    }

    /// Adds the token of a site's element, before its position is known.
    ///
    /// - Parameter charges: of the sites before
    func appendOpened(_ walk: SiteWalk, _ charges: IonicCharges, to index: inout [Int32]) {
        let group = groups[walk.spaceGroup - 1]
        append(
            Int32(walk.spaceGroup - 1), Int32(lattices) + group.lattice, Int32(opened + Int(walk.element)), -1, -1, -1,
            atoms(walk.atomsOfElement, group, ownAtoms), atoms(walk.atomCount, group, allAtoms), charge(charges.least, group, leastCharges),
            charge(charges.most, group, mostCharges), to: &index)
    }

    /// Adds the token of a site whose position is known.
    ///
    /// - Parameters:
    ///   - walk, charges: with the site
    ///   - place: of the position within the group
    func appendClosed(_ walk: SiteWalk, _ charges: IonicCharges, place: Int, to index: inout [Int32]) {
        let group = groups[walk.spaceGroup - 1]
        append(
            Int32(walk.spaceGroup - 1), Int32(lattices) + group.lattice, Int32(closed + Int(walk.element)),
            Int32(symmetries) + Int32(group.symmetries[place]), Int32(enumerations) + Int32(group.enumerations[place]),
            Int32(multiplicities) + min(group.multiplicities[place], 48), atoms(walk.atomsOfElement, group, ownAtoms),
            atoms(walk.atomCount, group, allAtoms), charge(charges.least, group, leastCharges), charge(charges.most, group, mostCharges), to: &index)
    }

    /// Of the primitive cell.
    private func atoms(_ count: Int, _ group: Group, _ first: Int) -> Int32 { Int32(first + min(count / group.cells, Self.mostAtoms)) }

    private func charge(_ charge: Int, _ group: Group, _ first: Int) -> Int32 {
        Int32(first + Self.mostCharge + max(min(charge / group.cells, Self.mostCharge), -Self.mostCharge))
    }

    private func append(
        _ a: Int32, _ b: Int32, _ c: Int32, _ d: Int32, _ e: Int32, _ f: Int32, _ g: Int32, _ h: Int32, _ i: Int32, _ j: Int32, to index: inout [Int32]
    ) {
        index.append(a)
        index.append(b)
        index.append(c)
        index.append(d)
        index.append(e)
        index.append(f)
        index.append(g)
        index.append(h)
        index.append(i)
        index.append(j)
    }
}

/// Which columns of the output networks a walk allows: column 0 of elements is the end.
struct SequenceMasks {
    /// The next site's element, or the end.
    static func elements(_ elements: ElementSet, mayEnd: Bool) -> SIMD2<UInt64> {
        let words = elements.words
        return SIMD2(mayEnd ? words.0 | 1 : words.0, words.1)
    }

    /// The symmetries of some positions.
    static func symmetries(_ places: SiteWalk.Places, _ group: SequenceVocabulary.Group) -> SIMD4<UInt64> {
        var (mask, left) = (SIMD4<UInt64>.zero, places)
        while left != 0 {
            let symmetry = Int(group.symmetries[left.trailingZeroBitCount])
            mask[symmetry / 64] |= 1 << UInt64(symmetry % 64)
            left &= left - 1
        }
        return mask
    }

    /// The enumerations of those that have a symmetry.
    static func enumerations(_ places: SiteWalk.Places, symmetry: UInt8, _ group: SequenceVocabulary.Group) -> UInt64 {
        var (mask, left) = (UInt64.zero, places)
        while left != 0 {
            let place = left.trailingZeroBitCount
            if group.symmetries[place] == symmetry { mask |= 1 << UInt64(group.enumerations[place]) }
            left &= left - 1
        }
        return mask
    }
}
