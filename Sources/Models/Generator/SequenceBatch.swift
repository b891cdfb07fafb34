import Datasets
import Kernels
import Materials

/// Some materials laid out as sequences of tokens: each representation of a material is one, 2n + 1 tokens for n sites.
///
/// Token 0 is the space group; then come for each site its element and its position. What follows is read off every other one: the next element, or the
/// end, off the space group and off positions, a position off its element. The arrays keep their memory when a batch is filled again.
struct SequenceBatch {
    /// Rows of a head's predictions, with what they may be and what they are.
    struct Predictions {
        /// Tokens that they are read off.
        var tokens: [Int32] = []
        /// [N × words]
        var allowed: [UInt64] = []
        var starts: [Int32] = [0]
        var columns: [Int32] = []
        var shares: [Float] = []

        mutating func removeAll() {
            tokens.removeAll(keepingCapacity: true)
            allowed.removeAll(keepingCapacity: true)
            starts.removeAll(keepingCapacity: true)
            starts.append(0)
            columns.removeAll(keepingCapacity: true)
            shares.removeAll(keepingCapacity: true)
        }

        mutating func aim(at column: Int, share: Float = 1) {
            columns.append(Int32(column))
            shares.append(share)
        }

        mutating func endRow() { starts.append(Int32(columns.count)) }
    }

    /// Row of each material in its data set, and its space group.
    private(set) var materials: [Int] = []
    private(set) var spaceGroups: [Int] = []
    /// Material m owns sequences `groups[m] ..< groups[m + 1]`; sequence s tokens `starts[s] ..< starts[s + 1]`.
    private(set) var groups: [Int32] = [0]
    private(set) var starts: [Int32] = [0]
    /// [tokens × slots] rows of the table of vectors.
    private(set) var index: [Int32] = []
    /// Name each token among all of the data set, for what is dropped of it.
    private(set) var names: [Int] = []
    private(set) var elements = Predictions()
    private(set) var symmetries = Predictions()
    private(set) var positions = Predictions()
    /// Where slices begin, and at last where they end: of tokens, and of the rows of elements' and positions' predictions.
    private(set) var tokenSlices: [Batch.Boundary] = []
    private(set) var elementSlices: [Batch.Boundary] = []
    private(set) var positionSlices: [Batch.Boundary] = []
    private(set) var longest = 0

    private let vocabulary = SequenceVocabulary.standard
    private let symmetryWords = MaskedEntropy.words(columns: SequenceVocabulary.standard.symmetryCount)
    /// Of the sequence in hand.
    private var sites: [SequenceSite] = []

    var count: Int { materials.count }
    var tokenCount: Int { names.count }
    var sequenceCount: Int { starts.count - 1 }
    var sliceCount: Int { tokenSlices.count - 1 }

    mutating func removeAll() {
        materials.removeAll(keepingCapacity: true)
        spaceGroups.removeAll(keepingCapacity: true)
        groups.removeAll(keepingCapacity: true)
        groups.append(0)
        starts.removeAll(keepingCapacity: true)
        starts.append(0)
        index.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        elements.removeAll()
        symmetries.removeAll()
        positions.removeAll()
        tokenSlices.removeAll(keepingCapacity: true)
        elementSlices.removeAll(keepingCapacity: true)
        positionSlices.removeAll(keepingCapacity: true)
        longest = 0
        endSlice()
    }

    mutating func endSlice() {
        tokenSlices.append(Batch.Boundary(materials: tokenCount))
        elementSlices.append(Batch.Boundary(materials: elements.tokens.count))
        positionSlices.append(Batch.Boundary(materials: symmetries.tokens.count))
    }

    /// Adds a site to the sequence that is being laid out.
    mutating func addSite(element: UInt8, row: Int) { sites.append(SequenceSite(element: element, row: row)) }

    /// One element of the sequence that is being laid out becomes a related one, where that is not there already.
    ///
    /// - Parameters:
    ///   - share: says which site's element, at least 0 and less than 1
    ///   - point: says what it becomes
    mutating func substitute(at share: Float, by point: Float) {
        guard !sites.isEmpty else { return }
        let old = sites[min(Int(share * Float(sites.count)), sites.count - 1)].element
        let new = ElementKinship.relative(of: old, at: point)
        guard !sites.contains(where: { $0.element == new }) else { return }
        for place in sites.indices where sites[place].element == old { sites[place] = SequenceSite(element: new, row: sites[place].row) }
    }

    /// Ends a sequence: the sites added since the last end are its own.
    ///
    /// - Parameters:
    ///   - order: draws the order of the sites; nil: they stand in the fixed one
    ///   - row: of the material in its data set
    mutating func endSequence(spaceGroup: Int, order: CounterRandom?, row: Int) {
        if let order {
            order.shuffle(&sites, from: row * Self.tokensOfRow)
        } else {
            sites.sort()
        }
        let first = tokenCount
        let group = vocabulary[group: spaceGroup]
        var walk = SiteWalk(spaceGroup: spaceGroup, isOrdered: order == nil)
        var charges = IonicCharges()
        let number = row * Self.tokensOfRow + (starts.count - 1 - Int(groups[groups.count - 1])) * Self.tokensOfSequence
        vocabulary.appendStart(spaceGroup, to: &index)
        names.append(number)
        for (place, site) in sites.enumerated() {
            aimAtElement(walk, from: place)
            walk.open(site.element)
            vocabulary.appendOpened(walk, charges, to: &index)
            names.append(number + 2 * place + 1)
            aimAtPosition(site.row - group.firstRow, walk, group)
            walk.close(site.row)
            charges.add(site.element, atoms: WyckoffTable.standard.position(site.row).multiplicity)
            vocabulary.appendClosed(walk, charges, place: site.row - group.firstRow, to: &index)
            names.append(number + 2 * place + 2)
        }
        aimAtElement(walk, from: sites.count)
        sites.removeAll(keepingCapacity: true)
        starts.append(Int32(tokenCount))
        longest = max(longest, tokenCount - first)
    }

    /// Of a sequence at most, and of all of a material's at most.
    static let tokensOfSequence = 256
    static let tokensOfRow = 64 * tokensOfSequence

    /// Ends a material: the sequences ended since the last one are its own.
    mutating func endMaterial(row: Int, spaceGroup: Int) {
        materials.append(row)
        spaceGroups.append(spaceGroup)
        groups.append(Int32(sequenceCount))
    }

    /// Hides a share of what tokens say.
    mutating func mask(_ share: Double, _ random: CounterRandom) {
        let threshold = UInt32(share * 1024)
        for (token, name) in names.enumerated() {
            let words = random.words(at: name)
            for slot in 0..<SequenceVocabulary.slots {
                // Ten bits for each of ten slots.
                let word = slot < 3 ? words.0 : slot < 6 ? words.1 : slot < 9 ? words.2 : words.3
                if (word >> UInt32(10 * (slot % 3))) & 1023 < threshold { index[token * SequenceVocabulary.slots + slot] = -1 }
            }
        }
    }

    /// The next site's element; where any order will do, the elements of all sites that are left are as good.
    private mutating func aimAtElement(_ walk: SiteWalk, from place: Int) {
        elements.tokens.append(Int32(tokenCount - 1))
        let mask = SequenceMasks.elements(walk.followers, mayEnd: walk.mayEnd)
        elements.allowed.append(mask.x)
        elements.allowed.append(mask.y)
        if place == sites.count {
            elements.aim(at: 0)
        } else if walk.isOrdered {
            elements.aim(at: Int(sites[place].element))
        } else {
            let share = 1 / Float(sites.count - place)
            for left in place..<sites.count { elements.aim(at: Int(sites[left].element), share: share) }
        }
        elements.endRow()
    }

    private mutating func aimAtPosition(_ place: Int, _ walk: SiteWalk, _ group: SequenceVocabulary.Group) {
        let places = walk.places(for: walk.element)
        let symmetry = group.symmetries[place]
        symmetries.tokens.append(Int32(tokenCount - 1))
        positions.tokens.append(Int32(tokenCount - 1))
        let mask = SequenceMasks.symmetries(places, group)
        for word in 0..<symmetryWords { symmetries.allowed.append(mask[word]) }
        symmetries.aim(at: Int(symmetry))
        symmetries.endRow()
        positions.allowed.append(SequenceMasks.enumerations(places, symmetry: symmetry, group))
        positions.aim(at: Int(group.enumerations[place]))
        positions.endRow()
    }
}

/// An element on a position, in the fixed order of sites.
struct SequenceSite: Comparable {
    let element: UInt8
    /// Of `WyckoffTable.standard`.
    let row: Int

    static func < (one: SequenceSite, other: SequenceSite) -> Bool {
        let (first, second) = (ElementOrder.ranks[Int(one.element)], ElementOrder.ranks[Int(other.element)])
        return first == second ? one.row < other.row : first < second
    }
}
